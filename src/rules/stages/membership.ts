import { addDays, addMonths, daysBetween } from '../../kernel/calendar.ts'
import { fraction, type Fraction, one, zero } from '../../kernel/exact.ts'
import type { Dated } from '../facts.ts'
import type { Prorate } from '../parts/prorate.ts'
import type { Span } from '../scene.ts'
import { isUnknown, type MissingRef, missingOf, type Truth } from '../truth.ts'
import { type Instance, type Term, populationOf } from './timeline.ts'

/** A stretch of a period in which the answer does not change. */
interface Stretch extends Span {
  readonly truth: Truth
}

/** The part of a period under obligation: what to multiply a requirement by, cautiously and favourably. */
export interface Membership {
  readonly cautious: Fraction
  readonly favourable: Fraction
  readonly missing: readonly MissingRef[]
}

const whole: Membership = { cautious: one, favourable: one, missing: [] }

/** Stage 9, proration: months or days under obligation over those of the period, or of an inner year of it. */
export const membershipOf = (
  instance: Instance,
  term: Term,
  rule: Prorate,
  within: Span = term.span,
): Membership => {
  const stretches =
    rule.since || rule.until ? statedStretches(instance, term, rule) : populationStretches(instance, term)
  const missing = stretches.flatMap(({ truth }) => missingOf(truth))
  if (stretches.every(({ truth }) => truth === true)) return whole
  const began = stretches[0]?.truth
  if (rule.firstPeriod !== 'prorate' && began !== true) return firstPeriod(rule, began, missing)
  return {
    cautious: partOf(within, stretches, rule, true),
    favourable: partOf(within, stretches, rule, false),
    missing,
  }
}

/** A period in which the obligation began after its first day. */
const firstPeriod = (rule: Prorate, began: Truth | undefined, missing: readonly MissingRef[]): Membership => {
  const factor = rule.firstPeriod === 'none' ? zero : one
  return began !== undefined && isUnknown(began)
    ? { cautious: one, favourable: factor, missing }
    : { cautious: factor, favourable: factor, missing: [] }
}

const statedStretches = (instance: Instance, term: Term, rule: Prorate): readonly Stretch[] => {
  const { world, holding } = instance
  const scene = {
    world,
    holding,
    deed: null,
    period: term.span,
    asAt: term.span.to < world.on ? term.span.to : world.on,
  }
  const [since, until] = [rule.since?.(scene), rule.until?.(scene)]
  const missing = [since, until].flatMap((found) => found?.missing ?? [])
  if (missing.length > 0) return [{ ...term.span, truth: { missing } }]
  const from = typeof since?.value === 'string' && since.value > term.span.from ? since.value : term.span.from
  const to = typeof until?.value === 'string' && until.value < term.span.to ? until.value : term.span.to
  if (from > to) return [{ ...term.span, truth: false }]
  const parts: Stretch[] = [{ from, to, truth: true }]
  if (from > term.span.from) parts.unshift({ from: term.span.from, to: addDays(from, -1), truth: false })
  if (to < term.span.to) parts.push({ from: addDays(to, 1), to: term.span.to, truth: false })
  return parts
}

/** The population can only change where some fact of the person or of the holding does. */
const populationStretches = (instance: Instance, term: Term): readonly Stretch[] => {
  const { world, holding } = instance
  const facts: readonly Dated[] = [
    ...Object.values(world.person),
    ...Object.values(holding?.facts ?? {}),
  ].flat()
  const spans = holding
    ? [...facts, { from: holding.from, ...(holding.to !== undefined && { to: holding.to }) }]
    : facts
  const turns = new Set<string>([term.span.from])
  for (const { from, to } of spans) {
    for (const day of [from, to === undefined ? undefined : addDays(to, 1)]) {
      if (day !== undefined && day > term.span.from && day <= term.span.to) turns.add(day)
    }
  }
  const starts = [...turns].toSorted()
  return starts.map((from, index) => {
    const next = starts[index + 1]
    const to = next === undefined ? term.span.to : addDays(next, -1)
    return { from, to, truth: populationOn(instance, term, from) }
  })
}

const populationOn = (instance: Instance, term: Term, day: string): Truth => {
  const { holding } = instance
  if (holding && (holding.from > day || (holding.to !== undefined && holding.to < day))) return false
  const { asAt: _stated, ...obligation } = term.obligation
  return populationOf(instance, { ...term, obligation: { ...obligation, asAt: () => ({ value: day }) } })
}

const partOf = (span: Span, stretches: readonly Stretch[], rule: Prorate, counting: boolean): Fraction => {
  const inside = stretches.filter(({ truth }) => (isUnknown(truth) ? counting : truth))
  if (rule.by === 'days') {
    const days = inside.reduce((sum, stretch) => sum + overlapDays(span, stretch), 0)
    return fraction(days, daysBetween(span.from, span.to) + 1)
  }
  const months = monthsOf(span)
  const counted = months.filter((month) => {
    const days = inside.reduce((sum, each) => sum + overlapDays(month, each), 0)
    return rule.months === 'full' ? days === daysBetween(month.from, month.to) + 1 : days > 0
  })
  return fraction(counted.length, months.length)
}

const monthsOf = ({ from, to }: Span): readonly Span[] => {
  const months: Span[] = []
  for (let index = 0; index < 2400; index += 1) {
    const first = addMonths(from, index)
    if (first > to) break
    const last = addDays(addMonths(from, index + 1), -1)
    months.push({ from: first, to: last < to ? last : to })
  }
  return months
}

export const overlapDays = (a: Span, b: Span): number => {
  const [from, to] = [a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to]
  return from > to ? 0 : daysBetween(from, to) + 1
}
