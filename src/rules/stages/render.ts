import { compare, divide, type Fraction, formatExact, fraction } from '../../kernel/exact.ts'
import type { Verdict } from '../lines/line.ts'
import type { Measure } from '../pack/scope.ts'
import type { Amount, Carried, HighAmount, LineResult } from '../result.ts'
import type { Draft } from '../trace/draft.ts'
import type { Lot } from './item.ts'

/** Grains as text in units: `"72"`, `"7/2"`, `"unbounded"`. */
export const inUnitsOf = (measure: Measure, grains: number): HighAmount =>
  grains === Infinity ? 'unbounded' : formatExact(fraction(grains, measure.perUnit))

/** `{name: lower end}`, with `{nameHigh: upper end}` where a missing fact leaves a range. */
export const amountOf = <Name extends string>(
  measure: Measure,
  { lo, hi }: { readonly lo: number; readonly hi: number },
  name: Name,
): { readonly [Key in Name | `${Name}High`]?: HighAmount } => {
  const [least, most] = lo <= hi ? [lo, hi] : [hi, lo]
  const low = { [name]: inUnitsOf(measure, least) }
  return (least === most ? low : { ...low, [`${name}High`]: inUnitsOf(measure, most) }) as {
    [Key in Name | `${Name}High`]?: HighAmount
  }
}

/** Beyond every amount that can be stated: a requirement that follows something unbounded. */
const beyond = fraction(10n ** 15n)

const exactUnits = (measure: Measure, grains: Fraction): Amount =>
  compare(grains, beyond) > 0 ? 'unbounded' : formatExact(divide(grains, fraction(measure.perUnit)))

/** Beside an amount: its minutes, where the measure is time. */
export const minutesBeside = (measure: Measure, grains: number): { readonly minutes?: number } =>
  measure.isTime && grains !== Infinity ? { minutes: grains } : {}

export const lineResult = (verdict: Verdict, numberOf: (draft: Draft) => number): LineResult => {
  const { line, required, counted } = verdict
  const { measure } = line
  const [least, most] =
    compare(required.lo, required.hi) <= 0 ? [required.lo, required.hi] : [required.hi, required.lo]
  return {
    id: line.id,
    measure: measure.id,
    unit: measure.unit,
    required: exactUnits(measure, least),
    ...(compare(least, most) !== 0 && { requiredHigh: exactUnits(measure, most) }),
    ...(amountOf(measure, counted, 'counted') as Pick<LineResult, 'counted' | 'countedHigh'>),
    remaining: exactUnits(measure, verdict.remaining),
    standing: verdict.standing,
    ...(line.clause !== undefined && { clause: line.clause }),
    origin: line.origin,
    node: numberOf(verdict.node),
    ...(verdict.alternatives && {
      alternatives: verdict.alternatives.map((each) => lineResult(each, numberOf)),
    }),
    ...(verdict.lines && { lines: verdict.lines.map((each) => lineResult(each, numberOf)) }),
  }
}

export const carriedRows = (lots: readonly Lot[], hours: Measure): readonly Carried[] =>
  lots
    .filter(({ figure: { lo, hi } }) => lo > 0 || hi > 0)
    .map(({ category, origin, figure }) => ({
      category,
      measure: hours.id,
      ...(amountOf(hours, figure, 'amount') as Pick<Carried, 'amount' | 'amountHigh'>),
      ...minutesBeside(hours, Math.min(figure.lo, figure.hi)),
      from: origin,
    }))
