import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blanks } from './cases/blanked.ts'
import { robustness } from './cases/robustness.ts'
import { shuffled } from './cases/shuffled.ts'
import { closedPeriodsOf } from './closing.ts'
import { compile, type Ruleset } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Activity, ClosedPeriod, Facts } from './facts.ts'
import { add, compare, type Fraction, formatExact, parseExact, subtract, zero } from '../kernel/exact.ts'
import type { LineResult, RuleResult } from './result.ts'
import { anyActivity, anyFacts, anyPack, type Family, settled } from './testing/arbitrary.ts'
import { wideFacts, widePack } from './testing/wide.ts'
import { recheck } from './trace/recheck.ts'

const on = '2022-12-31'
const years = ['2019', '2020', '2021'] as const
const runs = { numRuns: 250 }
/** Each of these runs is some fifty evaluations. */
const longRuns = { numRuns: 120 }

const rulesetOf = (pack: unknown): Ruleset => {
  const result = compile(pack)
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.value
}

const asking = (facts: Facts, period: string): Facts => ({ ...facts, ask: { period } })
/** Where years are not what the pack judges by, the period that the day asked about lies in. */
const askedBy = (ruleset: Ruleset, facts: Facts, period: string): Facts =>
  ruleset.versions.some(({ obligations }) => obligations.some((each) => each.period.kind !== 'calendar-year'))
    ? facts
    : asking(facts, period)
const answer = (ruleset: Ruleset, facts: Facts, period: string = '2021'): RuleResult =>
  evaluate(ruleset, asking(facts, period), { on, trace: true })

const leaves = (lines: readonly LineResult[]): readonly LineResult[] =>
  lines.flatMap((line) =>
    line.alternatives || line.lines ? leaves([...(line.alternatives ?? []), ...(line.lines ?? [])]) : [line],
  )
/** Lines that are asked for whatever is done: alternatives count as the one line that offers them. */
const dues = (lines: readonly LineResult[]): readonly LineResult[] =>
  lines.flatMap((line) => (line.lines ? dues(line.lines) : [line]))
const askedLines = (result: RuleResult, flat = leaves): ReadonlyMap<string, LineResult> =>
  new Map(
    result.obligations
      .flatMap(({ periods }) => periods.filter(({ asked }) => asked).flatMap(({ lines }) => flat(lines)))
      .map((line) => [line.id, line]),
  )
const exact = (text: string | undefined): Fraction => parseExact(text ?? '0') ?? zero

const forAll = (
  family: Family,
  law: (ruleset: Ruleset, facts: Facts, period: string) => void,
  times: { readonly numRuns: number } = runs,
): void =>
  fc.assert(
    fc.property(anyPack(family), anyFacts, fc.constantFrom(...years), (pack, facts, period) =>
      law(rulesetOf(pack), facts, period),
    ),
    times,
  )

describe('laws of the calculus', () => {
  it('order: shuffled input gives the same bytes, and the same input twice', () => {
    forAll({ extension: true }, (ruleset, facts, period) => {
      const bytes = JSON.stringify(answer(ruleset, facts, period))
      expect(JSON.stringify(answer(ruleset, facts, period))).toBe(bytes)
      for (const turn of [0, 1])
        expect(JSON.stringify(answer(ruleset, shuffled(facts, turn), period))).toBe(bytes)
    })
  })

  it('every trace re-adds: separate code recomputes each node from its children', () => {
    forAll({ extension: true }, (ruleset, facts, period) => {
      const { trace } = answer(ruleset, facts, period)
      expect(trace && recheck(trace)).toEqual([])
    })
  })

  it('the sum over activities and carry-in is what the total counts, and no activity counts for more than it is worth', () => {
    forAll(
      {
        allocate: [
          { by: 'completion' },
          { by: 'equalParts', over: 3 },
          { by: 'draw', over: 2 },
          { by: 'shortageFirst', lookback: 2 },
          { by: 'spread', over: 2, upTo: '7' },
        ],
      },
      (ruleset, facts, period) => {
        const result = answer(ruleset, settled(facts), period)
        const asked = result.obligations[0]?.periods.find((each) => each.asked)
        const total = askedLines(result).get('total')
        if (!asked || !total) return
        const rows = result.activities
          .flatMap(({ credited }) => credited)
          .filter((row) => row.period === asked.key)
        const sum = [...rows.map((row) => row.counted), ...asked.carryIn.map((row) => row.amount)]
          .map(exact)
          .reduce(add, zero)
        expect(formatExact(sum)).toBe(total.counted)
        for (const { credited, steps } of result.activities) {
          const counted = credited.map((row) => exact(row.counted)).reduce(add, zero)
          expect(compare(counted, exact(steps.at(-1)?.out))).toBeLessThanOrEqual(0)
          for (const row of credited)
            expect(compare(exact(row.counted), exact(row.amount))).toBeLessThanOrEqual(0)
        }
      },
    )
  })

  it('missing is not false: leaving out a fact opens an answer and never reverses it', () => {
    forAll(
      { extension: true },
      (ruleset, facts, period) => {
        expect(robustness(ruleset, asking(facts, period), { on })).toEqual([])
        expect(robustness(ruleset, asking(settled(facts), period), { on })).toEqual([])
        for (const { facts: blank } of blanks(facts).slice(0, 3))
          expect(robustness(ruleset, asking(blank, period), { on })).toEqual([])
      },
      longRuns,
    )
  })

  it('time travel: what is dated after the day asked about changes no byte', () => {
    const day = '2020-08-15'
    const past = ({ completedOn, to }: Activity): boolean => (completedOn ?? to) <= day
    forAll({ extension: true }, (ruleset, facts, period) => {
      const before: Facts = {
        ...facts,
        activities: (facts.activities ?? []).filter(past).map((activity) => ({
          ...activity,
          recognitions: (activity.recognitions ?? []).filter((act) => act.on <= day),
        })),
      }
      expect(JSON.stringify(evaluate(ruleset, asking(facts, period), { on: day }))).toBe(
        JSON.stringify(evaluate(ruleset, asking(before, period), { on: day })),
      )
    })
  })

  it('reversal: an activity and its taking back leave every figure as it was', () => {
    fc.assert(
      fc.property(
        anyPack({ extension: true }),
        anyFacts,
        anyActivity(9),
        fc.constantFrom(...years),
        (pack, facts, extra, period) => {
          const ruleset = rulesetOf(pack)
          const both: Activity = {
            id: 'undo',
            kind: 'class',
            from: '2022-01-01',
            to: '2022-01-01',
            reverses: extra.id,
          }
          const after = answer(
            ruleset,
            { ...facts, activities: [...(facts.activities ?? []), extra, both] },
            period,
          )
          const before = answer(ruleset, facts, period)
          expect([after.obligations, after.standing, after.missing, after.hints]).toEqual([
            before.obligations,
            before.standing,
            before.missing,
            before.hints,
          ])
        },
      ),
      runs,
    )
  })

  const rising = (family: Family, last: boolean) =>
    fc.assert(
      fc.property(
        anyPack(family),
        anyFacts,
        anyActivity(9),
        fc.constantFrom(...years),
        (pack, facts, drawn, period) => {
          const ruleset = rulesetOf(pack)
          const own = last ? {} : { topic: 'own', work: 'own', sessions: undefined, quantity: { units: 3 } }
          const given = {
            ...drawn,
            ...own,
            id: last ? 'zz' : '00',
            recognitions: [
              { act: 'recognised' as const, by: 'system' as const, on: last ? '2022-06-01' : '2018-01-01' },
            ],
          }
          const [added] =
            settled({ ...facts, activities: [JSON.parse(JSON.stringify(given)) as Activity] }).activities ??
            []
          if (!added) return
          const known = settled(facts)
          const [before, after] = [
            answer(ruleset, known, period),
            answer(
              ruleset,
              {
                ...known,
                activities: [...(known.activities ?? []), { ...added, evidence: { passed: true } }],
              },
              period,
            ),
          ]
          if (before.standing === 'met') expect(after.standing).toBe('met')
          // Where a period takes from later ones only what it lacks, credit of its own lets what it took go back; and an
          // alternative that is not needed lacks nothing, so it may be left with less than when it was.
          const moves = /shortageFirst|draw/.test(JSON.stringify(pack))
          const later = askedLines(after, moves ? dues : leaves)
          for (const [id, line] of askedLines(before, moves ? dues : leaves)) {
            const other = later.get(id)
            if (line.standing === 'met') expect(other?.standing).toBe('met')
            if (!line.alternatives)
              expect(compare(exact(other?.remaining), exact(line.remaining))).toBeLessThanOrEqual(0)
            if (!moves) expect(compare(exact(other?.counted), exact(line.counted))).toBeGreaterThanOrEqual(0)
          }
        },
      ),
      runs,
    )

  it('monotone, append form: a recognised activity that is claimed last never makes anything worse', () => {
    rising({ dated: true, firstClaims: true }, true)
  })

  it('monotone, any position: nor does one anywhere that shares nothing with the others', () => {
    rising({ dated: true, caps: false }, false)
  })

  it('a new version changes no period that it is not in force for', () => {
    fc.assert(
      fc.property(anyPack({ extension: true }), anyPack(), anyFacts, (pack, other, facts) => {
        const [first] = (pack as { versions: readonly object[] }).versions
        const [second] = (other as { versions: readonly object[] }).versions
        const one = { ...pack, versions: [{ ...first, inForce: { from: '2000-01-01', to: '2020-12-31' } }] }
        const two = {
          ...pack,
          versions: [...one.versions, { ...second, id: 'v2', inForce: { from: '2021-01-01', to: null } }],
        }
        // What is studied later serves the periods of its own law: only the past is compared.
        const early: Facts = {
          ...facts,
          activities: (facts.activities ?? []).filter(({ to }) => to <= '2020-12-31'),
        }
        const figures = (ruleset: Ruleset) => [
          ...askedLines(evaluate(ruleset, asking(early, '2020'), { on: '2020-12-31' })).values(),
        ]
        expect(figures(rulesetOf(two))).toEqual(figures(rulesetOf(one)))
      }),
      runs,
    )
  })
})

/** The row that an office freezes when it closes a period; none where a fact is missing. */
const rowOf = (result: RuleResult): ClosedPeriod | null =>
  result.missing.length > 0 ? null : (closedPeriodsOf(result, on)[0] ?? null)

describe('laws of the calculus, whatever a pack uses', () => {
  const days = ['2020-06-30', '2021-03-31', '2022-12-31'] as const
  const forEvery = (law: (ruleset: Ruleset, facts: Facts, day: string) => void, times = runs): void =>
    fc.assert(
      fc.property(
        widePack(),
        wideFacts,
        fc.constantFrom(...years),
        fc.constantFrom(...days),
        (pack, facts, period, day) => {
          const ruleset = rulesetOf(pack)
          law(ruleset, askedBy(ruleset, facts, period), day)
        },
      ),
      times,
    )

  it('order, trace: shuffled input gives the same bytes, and every node re-adds', () => {
    forEvery((ruleset, facts, day) => {
      const result = evaluate(ruleset, facts, { on: day, trace: true })
      expect(result.trace && recheck(result.trace)).toEqual([])
      expect(JSON.stringify(evaluate(ruleset, shuffled(facts, 1), { on: day, trace: true }))).toBe(
        JSON.stringify(result),
      )
    })
  })

  it('missing is not false: leaving out a fact opens an answer and never reverses it', () => {
    forEvery((ruleset, facts, day) => {
      expect(robustness(ruleset, facts, { on: day })).toEqual([])
      expect(robustness(ruleset, settled(facts), { on: day })).toEqual([])
    }, longRuns)
  })

  it('time travel: what is dated after the day asked about changes no byte', () => {
    forEvery((ruleset, facts, day) => {
      const before: Facts = {
        ...facts,
        holdings: (facts.holdings ?? []).filter(({ from }) => from <= day),
        exemptions: (facts.exemptions ?? []).filter(({ grantedOn }) => grantedOn <= day),
        activities: (facts.activities ?? [])
          .filter(({ completedOn, to }) => (completedOn ?? to) <= day)
          .map((activity) => ({
            ...activity,
            recognitions: (activity.recognitions ?? []).filter((act) => act.on <= day),
          })),
      }
      expect(JSON.stringify(evaluate(ruleset, facts, { on: day }))).toBe(
        JSON.stringify(evaluate(ruleset, before, { on: day })),
      )
    })
  })
})

describe('laws of closing', () => {
  it('feeding a period’s own closing row back in changes nothing', () => {
    forAll({}, (ruleset, facts, period) => {
      const known = settled(facts)
      const open = answer(ruleset, known, period)
      const row = rowOf(open)
      if (!row) return
      expect(answer(ruleset, { ...known, closed: [row] }, period)).toEqual(open)
    })
  })

  it('period by period with closing rows carried is the same as all together', () => {
    forAll({ dated: true }, (ruleset, facts) => {
      const known = settled(facts)
      const rows: ClosedPeriod[] = []
      for (const year of years) {
        const together = answer(ruleset, known, year)
        const apart = answer(ruleset, { ...known, closed: rows }, year)
        const figures = (result: RuleResult) =>
          [...askedLines(result)].map(([id, { required, counted, standing }]) => [
            id,
            required,
            counted,
            standing,
          ])
        expect(figures(apart)).toEqual(figures(together))
        const row = rowOf(together)
        if (!row) return
        rows.push(row)
      }
    })
  })
})

describe('exactness', () => {
  it('parts laid over periods add up to the whole, grain by grain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 7 }), (minutes, over) => {
        const pack = anyPackOver(over)
        const facts: Facts = {
          schema: 'zhixin.facts/1',
          person: { id: 'p', facts: {} },
          activities: [
            {
              id: 'x',
              kind: 'class',
              category: 'a',
              from: '2019-05-05',
              to: '2019-05-05',
              quantity: { minutes },
            },
          ],
        }
        const parts = Array.from({ length: over }, (_, index) => {
          const result = evaluate(pack, asking(facts, String(2019 + index)), { on: '2030-01-01' })
          return exact(askedLines(result).get('total')?.counted)
        })
        const sum = parts.reduce(add, zero)
        expect(formatExact(sum)).toBe(formatExact(exact(`${minutes}/60`)))
        for (const part of parts)
          expect(
            compare(subtract(part, exact(`${Math.floor(minutes / over)}/60`)), exact('1/60')),
          ).toBeLessThanOrEqual(0)
      }),
      { numRuns: 100 },
    )
  })
})

const anyPackOver = (over: number): Ruleset => {
  const [pack] = fc.sample(
    anyPack({
      allocate: [{ by: 'equalParts', over }],
      carry: false,
      caps: false,
      conflicts: false,
      alternatives: false,
    }),
    { numRuns: 1, seed: 1 },
  )
  const [version] = (pack as { versions: readonly { obligations: readonly object[] }[] }).versions
  const obligation = {
    ...version?.obligations[0],
    population: 'always',
    recognise: [{ id: 'r', path: 'automatic' }],
    convert: { hours: [{ id: 'k', steps: [{ time: { minutes: 60 } }] }] },
    require: { id: 'total', atLeast: '1' },
  }
  return rulesetOf({ ...pack, versions: [{ ...version, obligations: [obligation] }] })
}
