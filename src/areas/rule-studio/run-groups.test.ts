import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { closingWorld, type ClosingWorld } from '../ledger/closing-fixtures.ts'
import type { DryRun } from './store/dry-runs.ts'
import { groupsOfRun } from './store/run-groups.ts'

const house = testHouse()
let world: ClosingWorld
const names = Array.from({ length: 24 }, (_, place) => `学员${String.fromCharCode(0x4e00 + place * 7)}`)
/** Numbers that look random and are the same each time. */
let state = 47
const roll = (most: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((state / 2_147_483_648) * most)
}
const day = (): string => `2026-0${1 + roll(3)}-0${1 + roll(2)}`

beforeAll(async () => {
  world = await closingWorld(house, names)
  const { db } = house.services
  const places = [newId(), newId(), newId()]
  for (const [place, id] of places.entries())
    await sql`insert into organisation (id, kind, name, created_at) values (${id}, 'employer', ${`单位${place}`}, now())`.execute(
      db,
    )
  for (const { personId } of world.people) {
    for (const employer of places)
      if (roll(2) === 0)
        await sql`insert into employment (id, person_id, employer_id, from_day, to_day, source, recorded_at)
          values (${newId()}, ${personId}, ${employer}, ${day()}, ${roll(2) === 0 ? null : `2026-${3 + roll(2)}-02`}, 'office', now())`.execute(
          db,
        )
    for (let count = roll(4); count > 0; count -= 1)
      await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
        values (${newId()}, ${personId}, ${day()}, jsonb_build_object('title-level', ${['senior', 'junior', ''][roll(3)]}::text),
          'roster', ${new Date(Date.UTC(2026, 0, 1, 0, 0, roll(5)))})`.execute(db)
    for (let count = roll(3); count > 0; count -= 1)
      await sql`insert into person_class (id, person_id, programme_id, class, from_day, evidence, decided_at)
        values (${newId()}, ${personId}, ${world.school.programmeId}, ${['A', 'B'][roll(2)]}, ${day()}, '{}',
          ${new Date(Date.UTC(2026, 0, 1, 0, 0, count))})`.execute(db)
  }
}, 120_000)

test('whoever is met in a stretch of people is counted where they are counted when asked for alone', async () => {
  const ids = world.people.map(({ personId }) => personId)
  await house.database.rolledBack(async (tx) => {
    for (const toDay of ['2026-01-15', '2026-02-15', '2026-03-02', '2026-12-31']) {
      const groups = groupsOfRun({ programmeId: world.school.programmeId, toDay } as DryRun)
      const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
      const groupOf = await groups.ofRange(tx, { after: null, upTo: last })
      const alone = await groups.ofPeople(tx, ids)
      const inStretch = new Map(ids.map((id) => [id, groupOf(Buffer.from(id.replaceAll('-', ''), 'hex'))]))
      expect(inStretch).toEqual(alone)
      const told = JSON.stringify([...alone.values()])
      for (const word of toDay > '2026-03'
        ? ['"titleLevel":"senior"', '"class":"B"', '"titleLevel":null']
        : [])
        expect(told).toContain(word)
    }
  })
})
