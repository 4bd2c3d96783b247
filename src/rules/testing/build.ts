import { compile, type Ruleset } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Activity, Facts } from '../facts.ts'
import { readFacts } from '../reading/read-facts.ts'
import type { Fault } from '../reading/cursor.ts'
import type { LineResult, PeriodResult, RuleResult } from '../result.ts'
import { recheck } from '../trace/recheck.ts'

type Json = Readonly<Record<string, unknown>>

/** A small pack in hours of 60 minutes: categories a, b and c, everything counts as declared, ten hours a year. */
export const packOf = (obligation: Json = {}, pack: Json = {}, version: Json = {}): Json => ({
  schema: 'zhixin.pack/1',
  id: 'test',
  on: [],
  title: { zh: '测试', en: 'test' },
  unit: { id: 'hour', zh: '小时', en: 'hour', minutes: 60 },
  measures: { hours: { unit: 'hour' }, days: { unit: 'day', zh: '天', en: 'day', perUnit: 2 } },
  categories: { a: { zh: '甲', en: 'a' }, b: { zh: '乙', en: 'b' }, c: { zh: '丙', en: 'c' } },
  basis: { law: { number: '1', authority: { zh: '机关', en: 'authority' } } },
  clauses: {
    c1: { basis: 'law', zh: '一', en: 'one' },
    c2: { basis: 'law', zh: '二', en: 'two' },
    c3: { basis: 'law', zh: '三', en: 'three' },
  },
  versions: [
    {
      id: 'v1',
      inForce: { from: '2000-01-01', to: null },
      obligations: [
        {
          id: 'yearly',
          period: { kind: 'calendar-year' },
          recognise: [{ id: 'r', path: 'automatic' }],
          convert: {
            hours: [
              { id: 'k-units', when: { field: 'quantity.units', exists: true }, steps: [{ units: {} }] },
              {
                id: 'k-time',
                when: { field: 'quantity.minutes', exists: true },
                steps: [{ time: { minutes: 60 } }],
              },
            ],
          },
          require: { allOf: [{ id: 'total', atLeast: '10', clause: 'c1' }] },
          ...obligation,
        },
      ],
      ...version,
    },
  ],
  ...pack,
})

export const compiled = (json: unknown, layers: readonly unknown[] = []): Ruleset => {
  const result = compile(json, layers)
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1))
  return result.value
}

/** Fault codes with their pointers, for packs that must be refused. */
export const faultsOf = (json: unknown, layers: readonly unknown[] = []): readonly string[] => {
  const result = compile(json, layers)
  return result.ok ? [] : result.errors.map(({ code, pointer }) => `${code} ${pointer}`)
}

export const rawFaultsOf = (json: unknown, layers: readonly unknown[] = []): readonly Fault[] => {
  const result = compile(json, layers)
  return result.ok ? [] : result.errors
}

/** An activity of one day worth so many units. */
export const act = (
  id: string,
  units: number | string,
  on: string,
  more: Partial<Activity> = {},
): Activity => ({
  id,
  kind: 'class',
  category: 'a',
  from: on,
  to: on,
  quantity: { units },
  ...more,
})

export const factsOf = (activities: readonly Activity[], more: Partial<Facts> = {}): Facts => ({
  schema: 'zhixin.facts/1',
  person: { id: 'p', facts: {} },
  activities,
  ...more,
})

/** Evaluates with a trace, after reading the facts like any document and rechecking every node. */
export const run = (ruleset: Ruleset, facts: Facts, on: string): RuleResult => {
  const read = readFacts(JSON.parse(JSON.stringify(facts)))
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  const result = evaluate(ruleset, read.value, { on, trace: true })
  const wrong = result.trace ? recheck(result.trace) : []
  if (wrong.length > 0) throw new Error(`trace: ${JSON.stringify(wrong)} in ${JSON.stringify(result.trace)}`)
  return result
}

export const period = (result: RuleResult, key?: string): PeriodResult => {
  const periods = result.obligations.flatMap((obligation) => obligation.periods)
  const found =
    key === undefined ? periods.find(({ asked }) => asked) : periods.find((each) => each.key === key)
  if (!found) throw new Error(`no period ${key ?? 'asked'} in ${JSON.stringify(result.obligations)}`)
  return found
}

export const line = (result: RuleResult, id: string, key?: string): LineResult => {
  const search = (lines: readonly LineResult[]): LineResult | undefined => {
    for (const each of lines) {
      const found = each.id === id ? each : search([...(each.alternatives ?? []), ...(each.lines ?? [])])
      if (found) return found
    }
    return undefined
  }
  const found = search(period(result, key).lines)
  if (!found) throw new Error(`no line ${id}`)
  return found
}

/** `counted` of a line, or `low..high` where it is open. */
export const counted = (result: RuleResult, id: string, key?: string): string => {
  const { counted: low, countedHigh } = line(result, id, key)
  return countedHigh === undefined ? low : `${low}..${countedHigh}`
}

/** What an activity is credited with in hours, by period. */
export const credited = (result: RuleResult, id: string): Readonly<Record<string, string>> => {
  const rows = result.activities.find((activity) => activity.id === id)?.credited ?? []
  return Object.fromEntries(
    rows.filter(({ measure }) => measure === 'hours').map((row) => [row.period, row.counted ?? '-']),
  )
}

export const status = (result: RuleResult, id: string): string => {
  const activity = result.activities.find((each) => each.id === id)
  return activity ? `${activity.status} ${activity.because}` : 'absent'
}
