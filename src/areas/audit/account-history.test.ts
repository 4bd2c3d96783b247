import { expect, test } from 'vitest'
import { browsing, codeOf, doorPassword, enrol, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { officeOf } from '../../../test/setting.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })
const url = '/api/v1/account/history'

type Entry = {
  name: string
  actorName: string | null
  data: Record<string, unknown>
  names: Record<string, string>
}
const entriesOf = (body: { items: Entry[] }): Entry[] => body.items

test('whoever is signed in reads what happened to the own account, newest first, and page by page', async () => {
  const accountId = await openDoor(house, 'history.own', { office: true })
  const browser = browsing(house)
  await browser.signIn('history.own')
  const { secret } = await enrol(house, browser)
  const roles = (await browser.send('GET', '/api/v1/sessions/current')).body.roles
  const made = await browser.send('POST', '/api/v1/account/keys', {
    name: '同步',
    role: 'office',
    organisationId: roles[0].organisationId,
    scopes: ['organisations'],
    expiresOn: '2026-12-31',
    password: doorPassword,
  })
  expect(made.status).toBe(201)
  const next = '另一个足够长的口令-2027'
  expect(
    (await browser.send('POST', '/api/v1/account/password', { current: doorPassword, next })).status,
  ).toBe(204)
  const wrong = await browsing(house).signIn('history.own', {
    password: 'wrong',
    totp: codeOf(house, secret, 1),
  })
  expect(wrong.status).toBe(401)
  const read = await browser.send('GET', url)
  expect(read.status).toBe(200)
  expect(entriesOf(read.body).map(({ name }) => name)).toEqual([
    'accounts.passwordChanged',
    'accounts.keyMade',
    'accounts.secondFactorOn',
    'accounts.sessionOpened',
    ...entriesOf(read.body)
      .slice(4)
      .map(({ name }) => name),
  ])
  const first = await browser.send('GET', `${url}?limit=1`)
  expect([first.body.items.length, first.body.items[0].name]).toEqual([1, 'accounts.passwordChanged'])
  const second = await browser.send('GET', `${url}?limit=1&cursor=${encodeURIComponent(first.body.next)}`)
  expect(second.body.items[0].name).toBe('accounts.keyMade')
  // Neither a key, nor whoever is not signed in, nor a colleague by the id reads it.
  const keyed = await house.keyed(made.body.key).call('GET', url)
  expect(keyed.status).toBeGreaterThanOrEqual(401)
  expect((await house.anonymous().call('GET', url)).status).toBe(401)
  const stranger = await house.client([])
  expect(JSON.stringify((await stranger.call('GET', url)).body)).not.toContain(accountId)
  expect((await stranger.call('GET', `/api/v1/records/${accountId}/history`)).status).toBe(404)
})

test('roles, and delegations on both sides, stand in it with the colleague by name', async () => {
  const { officeId, office } = await officeOf(house)
  const expert = await house.client([{ role: 'expert', organisationId: officeId }])
  const { roles } = (await office.call('GET', '/api/v1/delegations')).body
  const given = await office.call('POST', `/api/v1/role-assignments/${roles[0].assignmentId}/delegations`, {
    accountId: expert.accountId,
    from: '2026-03-02',
    to: '2026-03-06',
  })
  expect(given.status).toBe(201)
  for (const client of [office, expert]) {
    const [entry] = entriesOf((await client.call('GET', url)).body)
    expect(entry?.name).toBe('accounts.delegationGiven')
    expect(entry?.names[expert.accountId]).toBe('测试')
    expect(entry?.actorName).not.toBeNull()
  }
  const unrelated = await house.client([{ role: 'expert', organisationId: officeId }])
  expect(entriesOf((await unrelated.call('GET', url)).body)).toEqual([])
  const { items } = (await office.call('GET', `/api/v1/role-assignments?organisationId=${officeId}`)).body
  const held = items.find((one: { accountId: string }) => one.accountId === expert.accountId)
  const end = `/api/v1/role-assignments/${held.assignmentId}/end`
  expect((await office.call('POST', end, { on: '2026-03-03' })).status).toBeLessThan(300)
  const [entry] = entriesOf((await expert.call('GET', url)).body)
  expect([entry?.name, entry?.data['to']]).toEqual(['accounts.roleEnded', '2026-03-03'])
})
