import {
  add,
  divide,
  floor,
  formatExact,
  fraction,
  greater,
  isWhole,
  multiply,
  subtract,
  zero,
} from '../../kernel/exact.ts'
import { mostGrains } from '../lines/amount.ts'
import type { ConvertRule } from '../pack/rules.ts'
import type { Measure } from '../pack/scope.ts'
import { formatHigh, hull, isPoint, nothing, type Range, rising } from '../range.ts'
import type { StepResult } from '../result.ts'
import type { Scene } from '../scene.ts'
import { type Flow, type Part, total } from '../steps/step.ts'
import { firstMatches, type MissingRef } from '../truth.ts'

/** Stage 4 for one activity and one measure, in exact units; `finish` brings it to grains. */
export interface Converted {
  readonly range: Range
  readonly steps: readonly StepResult[]
  /** Null where a missing fact hides which rule it is, or none matches. */
  readonly rule: ConvertRule | null
  readonly refused: string | null
  readonly missing: readonly MissingRef[]
  /** Rules it may be by, if it is not known by which, that end in rounding over the topic. */
  readonly perhapsOverTopic: readonly ConvertRule[]
}

export const convert = (
  rules: readonly ConvertRule[],
  scene: Scene,
  measure: Measure,
  minutes: readonly Part[],
): Converted => {
  const { candidates, certain, missing } = firstMatches(rules, ({ when }) => when.test(scene))
  const outcomes = candidates.map((rule) => byRule(rule, scene, measure, minutes))
  if (!certain)
    outcomes.push({
      range: nothing,
      steps: [],
      rule: null,
      refused: 'convert.no-rule',
      missing: [],
      perhapsOverTopic: [],
    })
  const [first] = outcomes
  if (!first) throw new Error('a conversion without an outcome')
  if (outcomes.length === 1) return first
  return {
    range: outcomes.map(overAnyTopic).reduce(hull),
    steps: [],
    rule: null,
    refused: outcomes.every(({ refused }) => refused !== null) ? first.refused : null,
    missing: [...missing, ...outcomes.flatMap((outcome) => outcome.missing)],
    perhapsOverTopic: outcomes.flatMap(({ rule }) => (rule?.steps.at(-1)?.overTopic ? [rule] : [])),
  }
}

/** What rounding over a topic may make of a value, whatever else the topic holds. */
const overAnyTopic = ({ range, rule }: Converted): Range => {
  const over = rule?.steps.at(-1)?.overTopic
  if (!over) return range
  const lo = greater(zero, subtract(over.turn(range.lo), over.loss))
  return { lo, hi: range.hi && add(over.turn(range.hi), over.slack) }
}

const byRule = (rule: ConvertRule, scene: Scene, measure: Measure, minutes: readonly Part[]): Converted => {
  const missing: MissingRef[] = []
  const steps: StepResult[] = []
  let flow: Flow = []
  for (const step of rule.steps) {
    const before = total(flow)
    const outcome = step.apply(flow, { scene, minutes, missing })
    if ('refused' in outcome)
      return { range: nothing, steps, rule, refused: outcome.refused, missing, perhapsOverTopic: [] }
    flow = outcome.flow
    if (step.overTopic) continue
    const clause = step.clause ?? rule.clause
    const unchanged = step.op === 'round' && same(before, total(flow))
    const given = outcome.given ?? formatExact(before.lo)
    const made = stepResult(step.op, given, total(flow), measure, unchanged ? undefined : clause)
    steps.push(outcome.by === undefined ? made : { ...made, by: outcome.by })
  }
  return { range: total(flow), steps, rule, refused: null, missing, perhapsOverTopic: [] }
}

const same = (a: Range, b: Range): boolean =>
  formatExact(a.lo) === formatExact(b.lo) && formatHigh(a) === formatHigh(b)

export const stepResult = (
  op: string,
  given: string,
  out: Range,
  measure: Measure,
  clause: string | undefined,
): StepResult => ({
  op,
  in: given,
  out: formatExact(out.lo),
  ...(!isPoint(out) && { outHigh: formatHigh(out) }),
  ...(clause !== undefined && { clause }),
  ...(!measure.isTime && { measure: measure.id }),
})

/** Grains of a conversion. Amounts stated in facts may fall between them: the part below one grain is dropped in a step of its own. */
export const finish = (
  converted: Converted,
  measure: Measure,
): Converted & { readonly grains: { readonly lo: number; readonly hi: number } } => {
  const perUnit = fraction(measure.perUnit)
  const { range } = converted
  const grains = rising(range, (units) => fraction(floor(multiply(units, perUnit))))
  const exact = [range.lo, range.hi].every((end) => end === null || isWhole(multiply(end, perUnit)))
  const back = rising(grains, (count) => divide(count, perUnit))
  const steps =
    exact || converted.rule === null
      ? converted.steps
      : [...converted.steps, stepResult('grain', formatExact(range.lo), back, measure, undefined)]
  const whole = { lo: Number(grains.lo.top), hi: grains.hi ? Number(grains.hi.top) : Infinity }
  const tooMuch = whole.lo > mostGrains || (whole.hi !== Infinity && whole.hi > mostGrains)
  if (tooMuch) return { ...converted, steps, refused: 'convert.range', grains: { lo: 0, hi: 0 } }
  return { ...converted, steps, grains: whole }
}
