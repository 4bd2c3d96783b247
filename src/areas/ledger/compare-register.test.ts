import { describe, expect, test } from 'vitest'
import { leavesIn, type SumsPlan } from '../../rules/index.ts'
import { checkStandings } from './app/check-standings.ts'
import { compareRegister, comparedPlans, type JudgedBySums } from './app/compare-register.ts'
import { type Compared, compareRules } from './app/compare-rules.ts'
import { registerPacks, rulebook, rulebookWith } from './app/rulebook.ts'
import { uuidOf } from './app/uuid-bytes.ts'
import { lineCounted } from './domain/closing-content.ts'
import { registerWorld } from './register-fixtures.ts'
import { programmeById } from './store/entries.ts'

const { house, programmeId, school, start, standingsOf, byTheEngine, lastRun } = registerWorld()

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
  const compared = async (books: Awaited<ReturnType<typeof bookWith>>) => {
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
