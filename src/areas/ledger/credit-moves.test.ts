import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import type { Activity } from '../../rules/index.ts'
import { closingWorld, type ClosingWorld } from './closing-fixtures.ts'
import { checkLedger, creditActivity, registerPacks, settleDrifted } from './index.ts'
import { type ActivityRow, findActivity, insertActivity } from './store/entries.ts'

const today = '2026-12-20'
const house = testHouse()
let world: ClosingWorld

/** The pack of 653 with the better of two equal works kept, and half of what is done again. */
const packWith = async (): Promise<string> => {
  const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
  const pack = JSON.parse(text) as { id: string; versions: { obligations: Record<string, unknown>[] }[] }
  pack.id = 'moves-test'
  for (const { obligations } of pack.versions)
    for (const obligation of obligations)
      obligation['conflicts'] = [
        { id: 'o', overlap: 'first-claim' },
        { id: 'w', duplicate: ['work'], keep: 'highest' },
        { id: 'r', repeat: ['topic'], later: '1/2' },
      ]
  await registerPacks(house.services.db, [pack as unknown as Json], new Date())
  return pack.id
}

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三', '丁四四'])
  house.now = new Date(`${today}T02:00:00Z`)
  const pack = await packWith()
  await sql`update programme set rule_pack = ${pack} where id = ${world.school.programmeId}`.execute(
    house.services.db,
  )
}, 120_000)

const credit = async (place: number, activity: Partial<Activity>, hours: number): Promise<string> => {
  const id = newId()
  const personId = world.people[place]?.personId as string
  const day = activity.from ?? '2026-06-01'
  const done = await house.services.perform(
    creditActivity,
    {
      personId,
      programmeId: world.school.programmeId,
      sourceKind: 'class',
      sourceId: id,
      activity: {
        id,
        kind: 'distance',
        title: '远程课程',
        role: 'learner',
        category: 'professional',
        mode: 'distance',
        from: day,
        to: day,
        quantity: { minutes: hours * 45 },
        evidence: { passed: true },
        recognitions: [{ act: 'recognised', by: 'system', on: today }],
        ...activity,
      },
      recogniser: 'system',
      recognisedOn: today,
    },
    { actor: systemActor, requestId: newId() },
  )
  expect(done).toMatchObject({ ok: true })
  return id
}
const reverse = async (id: string) =>
  expect(
    (await world.school.office.call('POST', `/api/v1/activities/${id}/reverse`, { reason: '重复登记' }))
      .status,
  ).toBe(201)
/** Hours of an activity as its entries add up, in the order they were written. */
const hoursOf = async (id: string): Promise<number[]> => {
  const { rows } = await sql<{ grains: number }>`
    select grains from ledger_entry where activity_id = ${id} and measure = 'hours' order by recorded_at, id`.execute(
    house.services.db,
  )
  return rows.map(({ grains }) => grains / 45)
}
const nothingIsOff = async () => expect(await checkLedger(house.services.db, today)).toEqual([])

test('a class whose hours another had taken counts once that one is taken back', async () => {
  const session = (start: string, end: string) => ({
    sessions: [{ date: '2026-06-01', start, end, minutes: 90 }],
  })
  const [one, two] = [
    await credit(0, { ...session('09:00', '10:30'), quantity: {} }, 2),
    await credit(0, { ...session('10:00', '11:30'), quantity: {} }, 2),
  ]
  expect([await hoursOf(one), await hoursOf(two)]).toEqual([[2], []])
  await reverse(one)
  expect([await hoursOf(one), await hoursOf(two)]).toEqual([[2, -2], [2]])
  await nothingIsOff()
})

test('a better work takes the place of the one before it, and gives it back, as often as it comes and goes', async () => {
  const one = await credit(1, { work: 'w' }, 4)
  const two = await credit(1, { work: 'w' }, 6)
  expect([await hoursOf(one), await hoursOf(two)]).toEqual([[4, -4], [6]])
  await nothingIsOff()
  await reverse(two)
  expect([await hoursOf(one), await hoursOf(two)]).toEqual([
    [4, -4, 4],
    [6, -6],
  ])
  await nothingIsOff()
  await credit(1, { work: 'w' }, 8)
  expect(await hoursOf(one)).toEqual([4, -4, 4, -4])
  await nothingIsOff()
})

test('what counted half as done again counts whole once the first is taken back; who shares nothing keeps their entries', async () => {
  const other = await credit(2, { topic: 'elsewhere' }, 3)
  const [one, two] = [await credit(2, { topic: 't' }, 4), await credit(2, { topic: 't' }, 4)]
  expect([await hoursOf(one), await hoursOf(two)]).toEqual([[4], [2]])
  await reverse(one)
  expect(await hoursOf(two)).toEqual([2, -2, 4])
  await reverse(two)
  expect(await hoursOf(two)).toEqual([2, -2, 4, -4])
  expect(await hoursOf(other)).toEqual([3])
  await nothingIsOff()
})

test('sums that drifted when credit moved and was not entered anew are settled with a reason, once', async () => {
  const one = await credit(3, { work: 'drift', title: '旧论文' }, 4)
  const id = newId()
  const { personId, facts } = (await findActivity(house.services.db, one)) as ActivityRow
  // As releases before took it: on record, and what it displaced left as it was.
  const better = { ...facts, id, title: '新论文', quantity: { minutes: 6 * 45 } }
  await house.services.db.transaction().execute((tx) =>
    insertActivity(
      tx,
      {
        id,
        personId,
        programmeId: world.school.programmeId,
        sourceKind: 'class',
        sourceId: id,
        facts: better,
        reverses: null,
      },
      null,
      house.now,
    ),
  )
  expect(await checkLedger(house.services.db, today)).toMatchObject([
    { code: 'ledger.sum-differs', params: { person: personId, expected: 270, got: 180 } },
  ])
  const settle = () => settleDrifted(house.services, '补登以前的改计', today)
  expect(await settle()).toEqual({
    settled: [{ personId, programmeId: world.school.programmeId, entries: 2 }],
    left: [],
  })
  expect([await hoursOf(one), await hoursOf(id)]).toEqual([[4, -4], [6]])
  await nothingIsOff()
  expect(await settle()).toEqual({ settled: [], left: [] })
  const { rows } = await sql<{ reason: string }>`
    select distinct reason from ledger_entry where activity_id in (${one}, ${id}) and reason <> ''`.execute(
    house.services.db,
  )
  expect(rows).toEqual([{ reason: '补登以前的改计' }])
})
