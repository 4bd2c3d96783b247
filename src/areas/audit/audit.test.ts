import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { certificatesOf, closedClassOf } from '../certificates/certificate-fixtures.ts'
import { people } from '../training/training-fixtures.ts'
import { newId } from '../../kernel/id.ts'
import { fresh, officeOf, registered } from '../../../test/setting.ts'

const house = testHouse()

test('the history of a record is newest first, complete over its pages, and says who acted', async () => {
  const { office } = await officeOf(house)
  const id = await registered(office, 'employer', `历史单位 ${fresh()}`)
  for (let revision = 1; revision <= 5; revision += 1) {
    await office.call('PUT', `/api/v1/organisations/${id}`, {
      revision,
      name: `历史单位 ${fresh()}`,
      notDuplicate: true,
    })
  }
  const seen: { id: string; name: string; actorName: string; actorKind: string }[] = []
  let cursor = ''
  do {
    const page = await office.call('GET', `/api/v1/records/${id}/history?limit=2${cursor}`)
    expect(page.body.items.length).toBeLessThanOrEqual(2)
    seen.push(...page.body.items)
    cursor = page.body.next ? `&cursor=${encodeURIComponent(page.body.next)}` : ''
  } while (cursor !== '')
  expect(seen.map((one) => one.name)).toEqual([
    ...Array<string>(5).fill('organisations.organisationEdited'),
    'organisations.organisationRegistered',
  ])
  expect(new Set(seen.map((one) => one.id)).size).toBe(6)
  const madeUp = Buffer.from(JSON.stringify(['9999-99-99T99:99:99Z', id])).toString('base64url')
  expect((await office.call('GET', `/api/v1/records/${id}/history?cursor=${madeUp}`)).body.code).toBe(
    'request.cursor',
  )
  expect(seen.every((one) => one.actorKind === 'account' && one.actorName === '测试')).toBe(true)
})

test('ids in a history come with the names they have today', async () => {
  const { office } = await officeOf(house)
  const [oldName, newName] = [`旧单位 ${fresh()}`, `新单位 ${fresh()}`]
  const oldId = await registered(office, 'employer', oldName)
  const newerId = await registered(office, 'employer', newName)
  await office.call('POST', `/api/v1/organisations/${oldId}/close`, { reason: '合并', successorId: newerId })
  const [closed, made] = (await office.call('GET', `/api/v1/records/${oldId}/history`)).body.items
  expect(closed).toMatchObject({ data: { successor: newerId }, names: { [newerId]: newName } })
  expect(made.names).toEqual({})
})

test('an organisation reads its own history, and learns of others the organisation they act for', async () => {
  const { office, officeId } = await officeOf(house)
  const id = await registered(office, 'employer', `自阅单位 ${fresh()}`)
  const own = await house.client([{ role: 'employer', organisationId: id }])
  const contact = { revision: 1, nameEn: '', shortName: '', address: '浦东', contact: '' }
  expect((await own.call('PUT', `/api/v1/organisations/${id}/contact`, contact)).status).toBe(200)
  const [edited, made] = (await own.call('GET', `/api/v1/records/${id}/history`)).body.items
  const officeName = (await office.call('GET', `/api/v1/organisations/${officeId}`)).body.name
  expect([edited.actorName, made.actorName]).toEqual(['测试', officeName])
})

test('a history is for those who keep the record: to others, and of a stranger’s, there is none', async () => {
  const { office } = await officeOf(house)
  const id = await registered(office, 'employer', `私密单位 ${fresh()}`)
  const otherId = await registered(office, 'employer', `别家单位 ${fresh()}`)
  for (const organisationId of [otherId, newId()]) {
    const other = await house.client([{ role: 'employer', organisationId }])
    expect((await other.call('GET', `/api/v1/records/${id}/history`)).status).toBe(404)
  }
  expect((await house.anonymous().call('GET', `/api/v1/records/${id}/history`)).status).toBe(401)
})

test('a person reads who looked at the record and why', async () => {
  const { office } = await officeOf(house)
  const [personId] = await people(house, 1)
  const url = `/api/v1/people/${personId}`
  await office.call('POST', `${url}/identity/unmask`, { purpose: '核对报名' })
  const self = await house.client([], personId)
  const { items } = (await self.call('GET', `/api/v1/records/${personId}/history`)).body
  expect(items).toMatchObject([{ name: 'people.identityUnmasked', data: { purpose: '核对报名' } }])
})

test('the history of a certificate is its own: others of the batch are not in it, nor the office’s words', async () => {
  const made = await closedClassOf(house, ['甲', '乙'])
  const [one, other] = await certificatesOf(made)
  const { office } = made.school
  const changed = await office.call('POST', `/api/v1/certificates/${one?.number}/revoke`, {
    cause: 'issued-in-error',
    confirm: one?.number,
    reason: '与乙混淆',
  })
  expect(changed.status).toBe(200)
  const url = `/api/v1/certificates/${one?.number}/history`
  const holder = await house.client([], one?.personId)
  const read = await holder.call('GET', url)
  expect(read.body.items).toMatchObject([
    { name: 'certificates.certificateRevoked', data: { number: one?.number } },
    { name: 'certificates.certificatesIssued', data: { number: one?.number } },
  ])
  for (const secret of [other?.number, other?.personId, '与乙混淆'])
    expect(read.raw.toString()).not.toContain(secret)
  expect((await office.call('GET', url)).raw.toString()).toContain('与乙混淆')
  const stranger = await house.client([], other?.personId)
  expect((await stranger.call('GET', url)).status).toBe(404)
})
