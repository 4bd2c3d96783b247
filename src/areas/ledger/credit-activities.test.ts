import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import type { Activity } from '../../rules/index.ts'
import { closingWorld, type ClosingWorld } from './closing-fixtures.ts'
import { creditActivities, creditActivity } from './index.ts'

const house = testHouse()
let world: ClosingWorld
const by = { actor: systemActor, requestId: 'test' }
const person = (place: number): string => world.people[place]?.personId as string

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三', '丁四四'])
  house.now = new Date('2026-12-20T02:00:00Z')
}, 120_000)

/** Two that stand in each other's way, one that is refused, one of the year before. */
const studied = (): Activity[] => {
  const one = (from: string, more: object): Activity => ({
    id: newId(),
    kind: 'distance',
    category: 'professional',
    from,
    to: from,
    evidence: { passed: true },
    quantity: { minutes: 900 },
    recognitions: [{ act: 'recognised', by: 'system', on: '2026-11-02' }],
    ...more,
  })
  return [
    one('2026-06-01', { work: 'w' }),
    one('2026-07-01', { work: 'w', quantity: { minutes: 1800 } }),
    one('2026-08-01', { evidence: { passed: false } }),
    one('2025-03-01', { quantity: { days: 2 } }),
  ]
}

const toCredit = (personId: string, activity: Activity) => ({
  personId,
  sourceKind: 'declaration' as const,
  sourceId: activity.id,
  activity,
  recogniser: 'system' as const,
  recognisedOn: '2026-11-02',
})

const entriesOf = async (personId: string) => {
  const { rows } = await sql`
    select a.facts ->> 'from' as "from", period, category, measure, grains, amount, minutes, rule, steps, ruleset_hash, recogniser
    from ledger_entry e join activity a on a.id = e.activity_id where e.person_id = ${personId} order by 1, measure`.execute(
    house.services.db,
  )
  return rows
}

test('many activities at once give what they give one by one, once, each with its event behind the last', async () => {
  const { programmeId } = world.school
  for (const activity of studied()) {
    const singly = await house.services.perform(
      creditActivity,
      { ...toCredit(person(0), activity), programmeId },
      by,
    )
    expect(singly.ok).toBe(true)
  }
  const activities = [1, 2].flatMap((place) => studied().map((activity) => toCredit(person(place), activity)))
  const together = await house.services.perform(creditActivities, { programmeId, activities }, by)
  const expected = await entriesOf(person(0))
  expect(expected.length).toBeGreaterThan(3)
  expect(await entriesOf(person(1))).toEqual(expected)
  expect(await entriesOf(person(2))).toEqual(expected)
  const ownBefore = (await entriesOf(person(3))).length
  expect(together).toMatchObject({ ok: true, value: { entries: 2 * (expected.length - ownBefore) } })
  const again = await house.services.perform(creditActivities, { programmeId, activities }, by)
  expect(again).toMatchObject({ ok: true, value: { entries: 0 } })
  const { rows } = await sql<{ loose: number; told: number }>`
    select count(*) filter (where previous is distinct from before) as loose, count(*) filter (where name = 'ledger.activityCredited') as told from (
      select name, previous, lag(id) over (order by at, id) as before from event where subject_id = ${person(1)}) as trail`.execute(
    house.services.db,
  )
  expect(rows[0]).toEqual({ loose: 0, told: 5 })
})

test('all are posted or none', async () => {
  const activity = studied()[0] as Activity
  const before = await entriesOf(person(3))
  const nowhere = await house.services.perform(
    creditActivities,
    { programmeId: newId(), activities: [toCredit(person(3), activity)] },
    by,
  )
  expect(nowhere.ok).toBe(false)
  const twice = [toCredit(person(3), activity), { ...toCredit(person(3), activity), sourceId: newId() }]
  await expect(
    house.services.perform(
      creditActivities,
      { programmeId: world.school.programmeId, activities: twice },
      by,
    ),
  ).rejects.toThrow()
  expect(await entriesOf(person(3))).toEqual(before)
})
