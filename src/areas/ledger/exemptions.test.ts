import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { checkClosings } from './app/check-closings.ts'
import { checkStandings } from './app/check-standings.ts'
import { closed, closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
const id = (place: number): string => world.people[place]?.personId as string
const whole = {
  from: '2026-01-01',
  to: '2026-12-31',
  extent: 'full',
  reason: '产假',
  document: '医函〔2026〕3号',
}

const grant = (place: number, body: object = {}) =>
  world.school.office.call('POST', `/api/v1/people/${id(place)}/exemptions`, {
    programmeId: world.school.programmeId,
    ...whole,
    ...body,
  })
const standing = async (place: number, on: string) =>
  (await world.school.office.call('GET', `/api/v1/people/${id(place)}/standing?period=2026&on=${on}`)).body

beforeAll(async () => {
  house.now = new Date('2026-11-01T02:00:00Z')
  world = await closingWorld(house, ['王芳', '李雷', '张敏', '周平'])
  house.now = new Date('2026-12-20T02:00:00Z')
}, 240_000)

test('an exemption is refused with a reason, and not known to a stranger', async () => {
  const bad = { '2026-13': 400, '2025-12-31': 422 }
  for (const [to, status] of Object.entries(bad)) expect((await grant(0, { to })).status).toBe(status)
  for (const share of ['0', '3/2', '0,5', 'half'])
    expect(await grant(0, { extent: { share } })).toMatchObject({
      status: 422,
      body: { code: 'exemption.share', params: { share } },
    })
  expect((await grant(0, { reason: '  ' })).status).toBe(400)
  const body = { programmeId: world.school.programmeId, ...whole }
  const path = `/api/v1/people/${id(0)}/exemptions`
  expect((await world.school.institution.call('POST', path, body)).status).toBe(404)
})

test('half of the year’s hours are taken off, and the whole year settles it; an earlier day knows of neither', async () => {
  expect(await standing(0, '2026-12-20')).toMatchObject({ standing: 'unmet' })
  expect(await grant(0, { extent: { share: '1/2' } })).toMatchObject({ status: 201 })
  const half = await standing(0, '2026-12-20')
  expect(half.obligations[0].periods[0]).toMatchObject({
    exempt: { extent: 'part' },
    lines: [{ alternatives: [{ required: '6' }, { required: '36' }] }],
  })
  expect(await grant(1)).toMatchObject({ status: 201 })
  expect(await standing(1, '2026-12-20')).toMatchObject({
    standing: 'met',
    obligations: [{ periods: [{ exempt: { extent: 'full' } }] }],
  })
  expect(await standing(1, '2026-12-19')).toMatchObject({ standing: 'unmet' })
  const listed = await world.school.office.call('GET', `/api/v1/people/${id(1)}/exemptions`)
  expect(listed.body.items).toMatchObject([{ ...whole, grantedOn: '2026-12-20', ended: null }])
  expect(listed.body.programmes).toMatchObject([{ id: world.school.programmeId, reasons: null }])
})

test('hours are taken off a line of the rules in force, and off no other', async () => {
  const path = `/api/v1/people/${id(3)}/exemptions`
  const { body } = await world.school.office.call('GET', path)
  const [{ lines }] = body.programmes
  expect(lines).toEqual([
    { id: 'days', name: { zh: expect.any(String), en: expect.any(String) }, unit: { zh: '天', en: 'day' } },
    { id: 'hours', name: expect.any(Object), unit: { zh: '学时', en: 'class hour' } },
  ])
  for (const amount of ['0', '-1', '1/7', 'twelve', '200000'])
    expect(await grant(3, { extent: { lines: { hours: amount } } })).toMatchObject({
      status: 422,
      body: { code: 'exemption.line-amount', params: { amount } },
    })
  expect(await grant(3, { extent: { lines: { nothing: '1' } } })).toMatchObject({
    status: 422,
    body: { code: 'exemption.line-unknown', params: { line: 'nothing', known: 'days、hours' } },
  })
  expect((await grant(3, { extent: { lines: {} } })).status).toBe(400)
  const granted = await grant(3, { extent: { lines: { hours: '24/2' } } })
  expect(granted.status).toBe(201)
  expect((await standing(3, '2026-12-20')).obligations[0].periods[0]).toMatchObject({
    exempt: { extent: 'part' },
    lines: [
      {
        alternatives: [
          { id: 'days', required: '12' },
          { id: 'hours', required: '60' },
        ],
      },
    ],
  })
  const [item] = (await world.school.office.call('GET', path)).body.items
  expect(item).toMatchObject({
    extent: { lines: { hours: '12' } },
    lines: [{ amount: '12', unit: { zh: '学时' } }],
  })
  const end = `/api/v1/exemptions/${granted.body.exemptionId}/end`
  expect((await world.school.office.call('POST', end, { reason: '误办' })).status).toBe(200)
})

test('the record and the explanation say that, and for what', async () => {
  const path = `/api/v1/people/${id(1)}`
  expect((await world.school.office.call('GET', `${path}/record?year=2026`)).body).toMatchObject({
    standing: 'met',
    exempt: 'full',
  })
  const { body } = await world.school.office.call('GET', `${path}/standing/explanation?year=2026`)
  expect(body.reasons[body.root].sentence).toEqual({
    zh: '免修，视为达标（产假，2026-01-01 至 2026-12-31）',
    en: 'exempt, and so met (产假, 2026-01-01 to 2026-12-31)',
  })
  const lacking = body.reasons.filter((one: { standing: string }) => one.standing === 'unmet')
  expect(lacking.length).toBeGreaterThan(1)
  expect(new Set(lacking.map((one: { spared: string }) => one.spared))).toEqual(new Set(['exempt']))
})

test('a pass over the register says of them what their evidence says', async () => {
  const begun = await world.school.office.call(
    'POST',
    `/api/v1/programmes/${world.school.programmeId}/register-runs`,
    { period: '2026' },
  )
  await house.drain()
  const { body } = await world.school.office.call('GET', `/api/v1/register-runs/${begun.body.runId}`)
  expect(body).toMatchObject({ state: 'done', plan: 'sums', counts: { met: 1, unmet: 3, whole: 3 } })
  expect((await checkStandings(house.services.db)).findings).toEqual([])
})

test('it is ended once, and what was said as of a day before stands', async () => {
  const { body } = await world.school.office.call('GET', `/api/v1/people/${id(1)}/exemptions`)
  house.now = new Date('2026-12-22T02:00:00Z')
  const end = () =>
    world.school.office.call('POST', `/api/v1/exemptions/${body.items[0].id}/end`, { reason: '提前返岗' })
  expect((await end()).status).toBe(200)
  expect(await end()).toMatchObject({ status: 409, body: { code: 'exemption.ended' } })
  expect(await standing(1, '2026-12-21')).toMatchObject({ standing: 'met' })
  expect(await standing(1, '2026-12-22')).toMatchObject({ standing: 'unmet' })
})

test('a closing freezes it, one granted later comes by a supplementary closing, and the rows are derived anew', async () => {
  await studied(house, { personId: id(2), programmeId: world.school.programmeId }, 1, '2026-06-01')
  await grant(2)
  house.now = new Date('2027-01-15T02:00:00Z')
  const closingId = await closed(house, world)
  const listed = (await world.school.office.call('GET', `/api/v1/closings/${closingId}/people`)).body.items
  const exemptIn = (place: number) =>
    listed.find(({ personId }: { personId: string }) => personId === id(place))?.exempt
  expect([exemptIn(0), exemptIn(2), exemptIn(3)]).toEqual(['part', 'full', null])
  const rowOf = async (place: number) =>
    (await world.school.office.call('GET', `/api/v1/people/${id(place)}/closings`)).body.items[0].rows[0]
  expect(await rowOf(2)).toMatchObject({ standing: 'met', exempt: 'full' })
  expect(await rowOf(3)).toMatchObject({ standing: 'unmet', exempt: null })
  const later = async (query = '') =>
    (await world.school.office.call('GET', `/api/v1/closings/${closingId}/adjustments${query}`)).body
  expect((await later()).items).toEqual([])
  expect(await standing(2, '2027-01-20')).toMatchObject({ standing: 'met' })
  expect(await standing(3, '2027-01-20')).toMatchObject({ standing: 'unmet' })
  house.now = new Date('2027-02-01T02:00:00Z')
  await grant(3)
  expect(await standing(3, '2027-02-01')).toMatchObject({ standing: 'unmet' })
  const granted = {
    kind: 'exemption-granted',
    period: '2026',
    from: whole.from,
    to: whole.to,
    extent: 'full',
    lines: [],
    reason: '产假',
  }
  expect((await later()).items).toMatchObject([{ ...granted, personId: id(3), name: '周平' }])
  const ofPerson = async (place: number) =>
    (await world.school.office.call('GET', `/api/v1/people/${id(place)}/closings`)).body.items[0].adjustments
  expect(await ofPerson(3)).toMatchObject([granted])
  expect(await ofPerson(2)).toEqual([])
  const { items } = (await world.school.office.call('GET', `/api/v1/people/${id(2)}/exemptions`)).body
  house.now = new Date('2027-02-02T02:00:00Z')
  await world.school.office.call('POST', `/api/v1/exemptions/${items[0].id}/end`, { reason: '材料不实' })
  expect(await ofPerson(2)).toMatchObject([{ ...granted, kind: 'exemption-ended', reason: '材料不实' }])
  house.now = new Date('2027-02-03T02:00:00Z')
  await studied(house, { personId: id(2), programmeId: world.school.programmeId }, 2, '2026-06-02')
  const first = await later('?limit=2')
  expect(first.items.map(({ kind }: { kind: string }) => kind)).toEqual(['entry', 'exemption-ended'])
  const rest = await later(`?limit=2&cursor=${first.next}`)
  expect(rest.items).toMatchObject([granted])
  house.now = new Date('2027-02-04T02:00:00Z')
  await closed(house, world, { period: '2026', kind: 'supplementary', reason: '补办减免' })
  expect((await later()).items).toEqual([])
  expect(await standing(3, '2027-02-04')).toMatchObject({ standing: 'met' })
  expect(await standing(2, '2027-02-04')).toMatchObject({ standing: 'unmet' })
  expect((await checkClosings(house.services.db)).findings).toEqual([])
})

test('an exemption that stands is neither rewritten nor removed', async () => {
  for (const change of [sql`update exemption set extent = '"full"'`, sql`delete from exemption_end`])
    await expect(house.database.rolledBack((tx) => change.execute(tx))).rejects.toMatchObject({
      code: 'ZX001',
    })
})
