import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExact, multiply, fraction } from '../../kernel/exact.ts'
import { readCases } from '../cases/read-cases.ts'
import { compile, type Ruleset } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Activity, Facts } from '../facts.ts'
import type { LineResult, RuleResult } from '../result.ts'
import { anyFacts, anyPack, settled } from '../testing/arbitrary.ts'
import { compiled, packOf } from '../testing/build.ts'
import { type Mark, standApart } from './alone.ts'
import { fold, unfold } from './fold.ts'
import { planOf, type SumsPlan } from './plan.ts'
import { varintsOf } from './varint.ts'

const root = new URL('../../../rulepacks/', import.meta.url)
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const names = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const shipped = (name: string): Ruleset =>
  compiled(
    json(`${name}/rules.json`),
    names.filter((other) => other !== name).map((other) => json(`${other}/rules.json`)),
  )

const grainsIn = (ruleset: Ruleset, amount: string, measure: string): number =>
  Number(
    multiply(parseExact(amount) ?? fraction(0), fraction(ruleset.measures.get(measure)?.perUnit ?? 1)).top,
  )

/** What was credited in the period by leaf line; null where somebody else than a plan has to judge. */
const sumsIn = (plan: SumsPlan, facts: Facts, result: RuleResult): Float64Array | null => {
  const counted = new Float64Array(plan.leaves.length)
  if ((facts.exemptions ?? []).length > 0) return null
  for (const { status, credited } of result.activities) {
    if (status === 'undetermined') return null
    for (const { amount, amountHigh, measure, category, period } of credited) {
      if (period !== plan.period.key) continue
      if (amountHigh !== undefined || category === '*') return null
      for (const leaf of plan.leavesCounting(measure, category))
        counted[leaf] = (counted[leaf] ?? 0) + grainsIn(plan.ruleset, amount, measure)
    }
  }
  return counted
}

const nodeless = (lines: readonly LineResult[]): unknown =>
  JSON.parse(JSON.stringify(lines, (key, value: unknown) => (key === 'node' ? undefined : value)))

/** Compares all that a plan says with all that the engine says; answers whether the plan had to say anything. */
const agrees = (plan: SumsPlan, facts: Facts, on: string): boolean => {
  const result = evaluate(plan.ruleset, { ...facts, ask: { period: plan.period.key } }, { on })
  const counted = sumsIn(plan, facts, result)
  if (!counted) return false
  const reached = plan.reached(facts.person.facts, on)
  const path = plan.pathOf(counted, reached)
  const asked = result.obligations.flatMap(({ periods }) => periods).find((one) => one.asked)
  expect(result.applies).toBe(reached !== 0)
  expect(plan.standingOf(path)).toBe(result.standing)
  if (asked) {
    expect(asked.standing).toBe(result.standing)
    expect(nodeless(plan.lines(counted))).toEqual(nodeless(asked.lines))
  }
  const folded = fold(result, plan.ruleset)
  expect(plan.shapeOf(path)).toBe(folded.shape)
  expect(reached === 0 ? varintsOf([]) : varintsOf([...counted])).toEqual(folded.code)
  return true
}

const day = (year: number) =>
  fc
    .integer({ min: 0, max: 364 })
    .map((days) => new Date(Date.UTC(year, 0, 1 + days)).toISOString().slice(0, 10))
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })

/** Activities and people in the words of the shipped packs, whole and with gaps. */
const studied = (years: readonly number[]): fc.Arbitrary<Facts> => {
  const activity = (id: number): fc.Arbitrary<Activity> =>
    fc
      .record({
        from: fc.constantFrom(...years).chain(day),
        length: fc.integer({ min: 0, max: 20 }),
        kind: fc.constantFrom(
          'class',
          'class',
          'seminar',
          'distance',
          'paper',
          'lecture',
          'conference',
          'self-study',
          'degree-course',
        ),
        category: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom('public', 'professional', 'elective') },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        topic: maybe(fc.constantFrom('t1', 't2', 't3')),
        work: maybe(fc.constantFrom('w1', 'w2', 'w3')),
        chosenPeriod: maybe(fc.constantFrom(...years.map(String))),
        quantity: fc.oneof(
          fc.integer({ min: 0, max: 4000 }).map((minutes) => ({ minutes })),
          fc.integer({ min: 1, max: 12 }).map((days) => ({ days })),
          fc.integer({ min: 1, max: 90 }).map((units) => ({ units })),
        ),
        sessions: maybe(fc.array(fc.integer({ min: 8, max: 15 }), { minLength: 1, maxLength: 4 })),
        passed: fc.oneof(
          { weight: 8, arbitrary: fc.constant(true) },
          { weight: 2, arbitrary: maybe(fc.constant(false)) },
        ),
        level: maybe(fc.constantFrom('core', 'national', 'provincial')),
        authorRank: maybe(fc.integer({ min: 1, max: 6 })),
        by: fc.constantFrom('system', 'authority', 'authority', 'employer', undefined),
      })
      .map(({ from, length, by, sessions, quantity, passed, level, authorRank, ...rest }): Activity => {
        const to = new Date(Date.parse(`${from}T00:00:00Z`) + length * 86_400_000).toISOString().slice(0, 10)
        const told = Object.fromEntries(
          Object.entries({ passed, level, authorRank }).filter(([, value]) => value !== undefined),
        )
        const own = Object.fromEntries(
          Object.entries(rest).filter(([, value]) => value !== undefined),
        ) as Pick<Activity, 'kind'>
        return {
          ...own,
          id: `x${id}`,
          from,
          to,
          evidence: told as Record<string, string | number | boolean>,
          ...(sessions
            ? {
                sessions: sessions.map((hour, index) => ({
                  date: new Date(Date.parse(`${from}T00:00:00Z`) + Math.min(index, length) * 86_400_000)
                    .toISOString()
                    .slice(0, 10),
                  start: `${String(hour).padStart(2, '0')}:00`,
                  end: `${hour + 3}:00`,
                  minutes: 180,
                })),
              }
            : { quantity }),
          ...(by && { recognitions: [{ act: 'recognised', by, on: to }] }),
        }
      })
  const person = fc
    .record({
      status: maybe(fc.constantFrom('in-post', 'retired')),
      region: maybe(fc.constantFrom('Guangdong', 'Shanghai')),
      sector: maybe(fc.constantFrom('education', 'industry')),
      programme: fc.constantFrom(['653-information'], []),
      accountingQualifiedOn: maybe(fc.constantFrom('2010-01-01', '2019-05-05')),
    })
    .map((facts) => ({
      id: 'p',
      facts: Object.fromEntries(
        Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, [{ value }]]])),
      ),
    }))
  return fc
    .record({ person, count: fc.integer({ min: 0, max: 9 }) })
    .chain(({ person: one, count }) =>
      fc
        .tuple(...Array.from({ length: count }, (_, index) => activity(index)))
        .map((activities): Facts => ({ schema: 'zhixin.facts/1', person: one, activities })),
    )
}

const markOf = ({ sessions, work, topic }: Activity): Mark => {
  const days = (sessions ?? []).map(({ date }) => Date.parse(date)).toSorted((a, b) => a - b)
  return {
    firstDay: days[0] ?? 1,
    lastDay: days.at(-1) ?? 0,
    work: work === undefined ? null : Number(work.slice(1)),
    topic: topic === undefined ? null : Number(topic.slice(1)),
  }
}

const years: Readonly<Record<string, number>> = {
  '653-2006': 2024,
  'cn-2015': 2024,
  'gd-2011': 2019,
  'gd-2021': 2024,
  'cn-acct-2018': 2024,
}
const on = '2026-03-01'

describe.each(Object.entries(years))('plan of shipped pack %s', (name, year) => {
  const ruleset = shipped(name)
  const plan = planOf(ruleset, String(year))

  it('needs sums only', () => expect(plan).toMatchObject({ kind: 'sums', obligation: 'annual' }))
  if (plan.kind !== 'sums') return

  it('says of any person what the engine says: standing, every line, and the folded code', () => {
    let said = 0
    fc.assert(
      fc.property(studied([year, year - 1]), (facts) => {
        if (agrees(plan, facts, on)) said += 1
      }),
      { numRuns: 400 },
    )
    expect(said).toBeGreaterThan(80)
  })

  it('says of the worked cases what the engine says', () => {
    const cases = readCases(json(`${name}/cases.json`))
    if (!cases.ok) throw new Error('cases')
    const said = cases.value.filter(({ facts, on: day }) => {
      const key = facts.ask?.period ?? (day ?? facts.ask?.on ?? '').slice(0, 4)
      const own = planOf(ruleset, key)
      return (
        own.kind === 'sums' &&
        (facts.closed ?? []).length === 0 &&
        agrees(own, facts, day ?? facts.ask?.on ?? on)
      )
    })
    expect(said.length).toBeGreaterThan(0)
  })

  it('adds up activities judged one by one to what they are together, where none can be in another’s way', () => {
    const { alone } = plan
    if (!alone) return expect(name).toMatch(/^gd-/)
    let apart = 0
    fc.assert(
      fc.property(studied([year, year, year - 1]), (facts) => {
        const activities = facts.activities ?? []
        if (!standApart(activities.map(markOf), alone)) return
        const ask = { ask: { period: plan.period.key } }
        const whole = evaluate(ruleset, { ...facts, ...ask }, { on }).activities
        const singly = activities.flatMap(
          (one) => evaluate(ruleset, { ...facts, ...ask, activities: [one] }, { on }).activities,
        )
        expect(singly.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          whole.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        )
        if (activities.length > 1) apart += 1
      }),
      { numRuns: 400 },
    )
    expect(apart).toBeGreaterThan(20)
  })
})

describe('plans', () => {
  it('leave to the engine what needs more than sums', () => {
    expect(planOf(shipped('nasba-2024'), '2024')).toMatchObject({ kind: 'whole' })
    expect(planOf(shipped('cn-2015'), '2010')).toMatchObject({ kind: 'whole' })
    expect(planOf(shipped('cn-2015'), '2024-01-01/2025-12-31')).toMatchObject({
      kind: 'whole',
      because: ['period'],
    })
    const titled = { holds: { kind: 'title' } }
    const beyond: readonly (readonly [object, string])[] = [
      [{ caps: [{ id: 'c', atMost: '3' }] }, 'caps'],
      [{ carryOver: { as: 'total-only' } }, 'carryOver'],
      [{ prorate: { by: 'days', round: { increment: '1', mode: 'up' } } }, 'prorate'],
      [{ allocate: [{ id: 'p', when: 'always', by: 'repeat', over: 2 }] }, 'allocate'],
      [
        { require: { allOf: [{ id: 'total', atLeast: '3', counts: { field: 'mode', is: 'online' } }] } },
        'lines',
      ],
      [{ population: { field: 'kind', is: 'class' } }, 'population'],
      [{ population: titled }, 'population'],
      [{ require: { allOf: [{ id: 'total', atLeast: '3', counts: titled }] } }, 'lines'],
      [{ per: 'holding', holding: { kind: 'title' } }, 'holding'],
    ]
    for (const [obligation, part] of beyond)
      expect(planOf(compiled(packOf(obligation as never)), '2024')).toMatchObject({
        kind: 'whole',
        because: expect.arrayContaining([part]),
      })
    // Who holds what is then asked of everybody with an activity.
    const recognising = packOf({ recognise: [{ id: 'r', when: titled, path: 'automatic' }] } as never)
    expect(planOf(compiled(recognising), '2024')).toMatchObject({ kind: 'sums', alone: null })
  })

  it('of any pack that needs sums only say what the engine says of anybody', () => {
    let said = 0
    fc.assert(
      fc.property(
        anyPack({ carry: false, caps: false, allocate: [{ by: 'completion' }, { by: 'registration' }] }),
        anyFacts,
        fc.boolean(),
        (pack, facts, whole) => {
          const read = compile(pack)
          const plan = read.ok ? planOf(read.value, '2020') : null
          if (plan?.kind === 'sums' && agrees(plan, whole ? settled(facts) : facts, '2022-06-30')) said += 1
        },
      ),
      { numRuns: 500 },
    )
    expect(said).toBeGreaterThan(100)
  })
})

describe('a folded standing', () => {
  it('says again what RESULT says of its leaf lines, ranges included', () => {
    fc.assert(
      fc.property(anyPack(), anyFacts, (pack, facts) => {
        const ruleset = compiled(pack)
        const result = evaluate(ruleset, { ...facts, ask: { period: '2020' } }, { on: '2022-06-30' })
        const again = unfold(fold(result, ruleset))
        expect([again.applies, again.standing]).toEqual([result.applies, result.standing])
      }),
      { numRuns: 200 },
    )
    const ruleset = shipped('653-2006')
    const cases = readCases(json('653-2006/cases.json'))
    if (!cases.ok) throw new Error('cases')
    const [first] = cases.value
    const result = evaluate(ruleset, first?.facts as Facts, first?.on === undefined ? {} : { on: first.on })
    const [period] = result.obligations.flatMap(({ periods }) => periods)
    const hours = period?.lines[0]?.alternatives?.find(({ id }) => id === 'hours')
    expect(unfold(fold(result, ruleset)).lines.find(({ id }) => id === 'hours')).toEqual({
      id: 'hours',
      place: 0,
      measure: 'hours',
      required: '72',
      counted: grainsIn(ruleset, hours?.counted ?? '', 'hours'),
      standing: hours?.standing,
    })
  })
})
