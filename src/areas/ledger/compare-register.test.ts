import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId } from '../../kernel/id.ts'
import type { Tx } from '../../platform/db/database.ts'
import { leavesIn, type SumsPlan } from '../../rules/index.ts'
import { checkStandings } from './app/check-standings.ts'
import { compareRegister, comparedPlans, type JudgedBySums } from './app/compare-register.ts'
import { type Compared, compareRules } from './app/compare-rules.ts'
import { registerPacks, rulebook, rulebookWith } from './app/rulebook.ts'
import { uuidOf } from './app/uuid-bytes.ts'
import { lineCounted } from './domain/closing-content.ts'
import { dice, registerWorld } from './register-fixtures.ts'
import { programmeById } from './store/entries.ts'

const { house, id, programmeId, school, start, standingsOf, byTheEngine, lastRun } = registerWorld()

describe('a register under two rulebooks', () => {
  const bookWith = async (changed: (text: string) => string) => {
    const { db } = house.services
    const before = await rulebook(db, '653-2006')
    if (!before.ok) throw new Error('rules')
    const text = JSON.stringify(before.value.pack)
    expect(changed(text)).not.toBe(text)
    const after = await rulebookWith(db, '653-2006', JSON.parse(changed(text)))
    if (!after.ok) throw new Error('changed rules')
    return { before: before.value, after: after.value }
  }

  /** Everybody as one pass finds them, and as their evidence says. */
  const compared = async (
    books: Awaited<ReturnType<typeof bookWith>>,
    given: (tx: Tx) => Promise<void> = async () => undefined,
  ) => {
    const programme = await programmeById(house.services.db, programmeId())
    if (!programme) throw new Error('programme')
    const comparison = { ...books, programme, period: '2026', on: '2026-12-20' }
    const plans = comparedPlans(comparison)
    const bySums = new Map<string, Pick<Compared, 'before' | 'after'>>()
    const byEvidence = new Map<string, Pick<Compared, 'before' | 'after'>>()
    const stand = (side: 'before' | 'after', { path, counted }: JudgedBySums, lacks: readonly string[]) => {
      const plan = plans?.[side] as SumsPlan
      const lines = path === 0 ? [] : leavesIn(plan.lines(counted)).map(lineCounted)
      const standing = path === 0 ? 'outside' : plan.standingOf(path)
      return { standing, lines, lacks } as unknown as Compared['before']
    }
    const expected = await house.database.rolledBack(async (tx) => {
      await given(tx)
      await compareRegister(tx, comparison, {
        begin: async () => undefined,
        bySums: (who, before, after, lacks) =>
          void bySums.set(uuidOf(who), {
            before: stand('before', before, []),
            after: stand('after', after, lacks),
          }),
        byEvidence: async (people) => {
          for (const { personId, before, after } of people) byEvidence.set(personId, { before, after })
        },
        end: async () => undefined,
      })
      const everybody = (await byTheEngine()).map(({ personId }) => personId)
      return compareRules(tx, comparison, everybody)
    })
    return { bySums, byEvidence, expected }
  }

  test('is judged from sums in one pass where only requirements are other ones, and says what the evidence says', async () => {
    const { bySums, byEvidence, expected } = await compared(
      await bookWith((text) => text.replaceAll('"atLeast":"72"', '"atLeast":"40"')),
    )
    expect([...bySums.keys(), ...byEvidence.keys()].toSorted()).toEqual(
      expected.map(({ personId }) => personId).toSorted(),
    )
    expect(bySums.size).toBeGreaterThan(10)
    expect(byEvidence.size).toBeGreaterThan(3)
    for (const one of expected) {
      const { before, after } = bySums.get(one.personId) ?? (byEvidence.get(one.personId) as Compared)
      expect([before.standing, before.lines]).toEqual([one.before.standing, one.before.lines])
      expect([after.standing, after.lines]).toEqual([one.after.standing, one.after.lines])
      if (one.after.standing === 'undetermined') expect(after.lacks).toEqual(one.after.lacks)
    }
    const moved = expected.filter(({ before, after }) => before.standing !== after.standing)
    expect(moved.length).toBeGreaterThan(0)
  })

  const inProgramme = { fact: 'programme', has: '653-information' }
  const inPost = { fact: 'status', is: 'in-post' }
  const populations = [inProgramme, inPost, { any: [inProgramme, inPost] }, { all: [inProgramme, inPost] }]
  /** A text with any requirements: it credits as the one in force does. */
  const textFor = async (population: object, roll: ReturnType<typeof dice>) =>
    (
      await bookWith((text) =>
        text
          .replaceAll('"atLeast":"72"', `"atLeast":"${1 + roll(90)}"`)
          .replaceAll('"atLeast":"12"', `"atLeast":"${1 + roll(14)}"`)
          .replaceAll(/"population":\{[^{}]*\}/g, `"population":${JSON.stringify(population)}`),
      )
    ).after

  /** Of some it is known whether they are in post, and of some not all is entered that they have studied. */
  const scattered = async (tx: Tx) => {
    for (let place = 0; place < 24; place += 1) {
      const status = ['in-post', 'retired'][place % 3]
      if (status !== undefined)
        await sql`insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
          values (${newId()}, ${id(place)}, '2026-09-01', ${JSON.stringify({ status })}::jsonb, 'roster', now())`.execute(
          tx,
        )
    }
    await sql`set local session_replication_role = replica`.execute(tx)
    const some = Array.from({ length: 24 }, (_, place) => id(place)).filter((_, place) => place % 4 < 2)
    await sql`delete from ledger_entry where person_id = any(${some}::uuid[])`.execute(tx)
    await sql`set local session_replication_role = origin`.execute(tx)
  }

  test('says of any two texts that credit alike what the evidence says, also of study that is not entered', async () => {
    const roll = dice(7)
    let [bySumsInAll, moved, reached] = [0, 0, 0]
    for (const [was, is] of populations.flatMap((one) => populations.map((other) => [one, other] as const))) {
      const books = { before: await textFor(was, roll), after: await textFor(is, roll) }
      const { bySums, byEvidence, expected } = await compared(books, scattered)
      expect([...bySums.keys(), ...byEvidence.keys()].toSorted()).toEqual(
        expected.map(({ personId }) => personId).toSorted(),
      )
      for (const one of expected) {
        const { before, after } = bySums.get(one.personId) ?? (byEvidence.get(one.personId) as Compared)
        expect([before.standing, before.lines]).toEqual([one.before.standing, one.before.lines])
        expect([after.standing, after.lines]).toEqual([one.after.standing, one.after.lines])
        if (one.after.standing === 'undetermined') expect(after.lacks).toEqual(one.after.lacks)
        if (before.standing !== after.standing) moved += 1
        const isReachedNow = before.standing === 'outside' && bySums.has(one.personId)
        if (isReachedNow && after.lines.some(({ counted }) => counted !== '0')) reached += 1
      }
      bySumsInAll += bySums.size
    }
    expect(Math.min(bySumsInAll - 100, moved - 30, reached)).toBeGreaterThan(0)
  })

  test('is gone through whole where an hour is worth something else: no entry says what it comes to then', async () => {
    const { bySums, byEvidence, expected } = await compared(
      await bookWith((text) => text.replaceAll('{"time":{"minutes":45}', '{"time":{"minutes":50}')),
    )
    expect([bySums.size, byEvidence.size]).toEqual([0, expected.length])
  })
})

test('a text published with another requirement is judged from the entries posted before it', async () => {
  const { db } = house.services
  const before = await rulebook(db, '653-2006')
  if (!before.ok) throw new Error('rules')
  const wholeOf = async () => {
    const started = await start()
    await house.drain()
    const read = await school().office.call('GET', `/api/v1/register-runs/${started.body.runId}`)
    expect(read.body.state).toBe('done')
    expect((await checkStandings(db, 7)).findings).toEqual([])
    return read.body.counts
  }
  const was = await wholeOf()
  const text = JSON.stringify(before.value.pack).replaceAll('"atLeast":"72"', '"atLeast":"30"')
  await registerPacks(db, [JSON.parse(text)], house.now)
  const is = await wholeOf()
  expect([is.whole, is.done]).toEqual([was.whole, was.done])
  expect(is.met).toBeGreaterThan(was.met)
  const expected = await byTheEngine()
  expect(await standingsOf((await lastRun()) as string)).toEqual(expected)
})
