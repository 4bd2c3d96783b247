import { expect, test } from 'vitest'
import { browsing, codeOf, doorPassword, enrol, openDoor } from '../../../test/doors.ts'
import { testHouse } from '../../../test/house.ts'
import { eventsOf as namesOf } from '../../../test/setting.ts'
import { sql } from 'kysely'
import { keyHolders, type MadeKey, ownKeys, type Somebody, told } from './api-key-fixtures.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })
const { office, somebody, made } = keyHolders(house)

const works = async ({ by }: MadeKey) => told(await by.call('GET', '/api/v1/organisations'))
const statesOf = async ({ client }: Somebody): Promise<string[]> =>
  (await client.call('GET', ownKeys)).body.items.map((one: { state: string }) => one.state)
const keysOnRecord = async (accountId: string, name: string): Promise<unknown> => {
  expect(await namesOf(house, accountId)).toContain(name)
  const { rows } = await sql<{ keys: unknown }>`select data->'keys' as keys from event
    where subject_id = ${accountId} and name = ${name}`.execute(house.services.db)
  return rows.at(-1)?.keys
}
/** Two keys of one, and one of somebody else, all of which work. */
const keys = async () => {
  const [who, other] = [await somebody(), await somebody()]
  const [first, second, foreign] = [await made(who), await made(who), await made(other)]
  for (const key of [first, second, foreign]) expect(await works(key)).toEqual([200, undefined])
  return { who, own: [first, second], foreign }
}
const over = [401, 'access.key-refused']

test('changing the password ends the keys of the account, as a reset does', async () => {
  const { who, own, foreign } = await keys()
  const change = (current: string) =>
    who.client.call('POST', '/api/v1/account/password', { current, next: '另一个足够长的口令-2027' })
  expect(told(await change('不是这个口令-2026'))).toEqual([422, 'password.wrong'])
  expect(await works(own[0] as MadeKey)).toEqual([200, undefined])
  expect((await change(doorPassword)).status).toBe(204)
  for (const key of own) expect(await works(key)).toEqual(over)
  expect(await statesOf(who)).toEqual(['revoked', 'revoked'])
  expect(await works(foreign)).toEqual([200, undefined])
  expect(await keysOnRecord(who.client.accountId, 'accounts.passwordChanged')).toBe(2)
})

test('signing out everywhere ends the keys, signing out of one device does not', async () => {
  const { who, own, foreign } = await keys()
  expect((await who.client.call('DELETE', '/api/v1/sessions')).status).toBe(204)
  for (const key of own) expect(await works(key)).toEqual(over)
  expect(await works(foreign)).toEqual([200, undefined])
  expect(await keysOnRecord(who.client.accountId, 'accounts.signedOutEverywhere')).toBe(2)
  const one = await somebody()
  const key = await made(one)
  expect((await one.client.call('DELETE', '/api/v1/sessions/current')).status).toBe(204)
  expect(await works(key)).toEqual([200, undefined])
})

/** An officer with a second factor, a session elsewhere and a key made with it. */
const withFactorAndKey = async (name: string) => {
  const accountId = await openDoor(house, name, { office: true })
  const browser = browsing(house)
  await browser.signIn(name)
  const { secret } = await enrol(house, browser)
  const elsewhere = browsing(house)
  expect((await elsewhere.signIn(name, { totp: codeOf(house, secret, 1) })).status).toBe(201)
  const roles = (await browser.send('GET', '/api/v1/sessions/current')).body.roles
  const reply = await browser.send('POST', ownKeys, {
    name: '同步',
    role: 'office',
    organisationId: roles[0].organisationId,
    scopes: ['organisations'],
    expiresOn: '2026-12-31',
    password: doorPassword,
  })
  expect(reply.status).toBe(201)
  const key = { keyId: reply.body.keyId, key: reply.body.key, by: house.keyed(reply.body.key) }
  expect(await works(key)).toEqual([200, undefined])
  return { accountId, browser, elsewhere, secret, key }
}
/** Messages on their way to an account, by their template. */
const toldTo = async (accountId: string): Promise<string[]> =>
  (
    await sql<{
      template: string
    }>`select template from delivery where recipient_id = ${accountId} order by id`.execute(house.services.db)
  ).rows.map(({ template }) => template)

test('the reset of a second factor by the office ends the keys, and the owner is told', async () => {
  const { accountId, elsewhere, key } = await withFactorAndKey('loser@example.org')
  const reset = await office().call('POST', `/api/v1/accounts/${accountId}/second-factor/reset`, {
    reason: '手机和恢复码都丢失，当面核实',
  })
  expect([reset.status, reset.body]).toEqual([204, ''])
  expect(await works(key)).toEqual(over)
  expect((await elsewhere.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  expect(await keysOnRecord(accountId, 'accounts.secondFactorReset')).toBe(1)
  expect(await toldTo(accountId)).toEqual(['second-factor-off'])
})

test('turning the own second factor off ends the keys and all other sessions, and the owner is told', async () => {
  const { accountId, browser, elsewhere, secret, key } = await withFactorAndKey('off@example.org')
  const off = (code: string) =>
    browser.send('POST', '/api/v1/account/second-factor/off', { password: doorPassword, code })
  expect(told(await off('000000'))).toEqual([422, 'second-factor.wrong'])
  expect(await works(key)).toEqual([200, undefined])
  expect(await toldTo(accountId)).toEqual([])
  house.now = new Date(house.now.getTime() + 60_000)
  expect((await off(codeOf(house, secret, 1))).status).toBe(204)
  expect(await works(key)).toEqual(over)
  expect((await elsewhere.send('GET', '/api/v1/sessions/current')).status).toBe(401)
  const here = await browser.send('GET', '/api/v1/sessions/current')
  expect([here.status, here.body.mustEnrol]).toEqual([200, true])
  expect(await keysOnRecord(accountId, 'accounts.secondFactorOff')).toBe(1)
  expect(await toldTo(accountId)).toEqual(['second-factor-off'])
})
