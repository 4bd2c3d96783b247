import { daysBetween } from '../../kernel/calendar.ts'
import {
  type Fraction,
  floor,
  fraction,
  multiply,
  one,
  parseExact,
  subtract,
  zero,
  greater,
} from '../../kernel/exact.ts'
import type { Exemption } from '../facts.ts'
import { type Exempt, usualExempt } from '../parts/exempt.ts'
import type { Span } from '../scene.ts'
import { byCodePoint } from '../world.ts'
import { overlapDays } from './membership.ts'
import { type Instance, neighbour, type Term } from './timeline.ts'

/** What exemptions do to one period. */
export interface Exempted {
  /** Ids of the decisions that exempt the whole of it. */
  readonly full: readonly string[]
  readonly parts: readonly ExemptPart[]
}

export interface ExemptPart {
  readonly id: string
  /** Units off named lines, or a factor that every line keeps. */
  readonly off: { readonly lines: Readonly<Record<string, Fraction>> } | { readonly keeps: Fraction }
}

/** What exemptions take off within an inner year of a period: those that lie in it, by what they cover of it. */
export const exemptedWithin = (instance: Instance, term: Term, year: Span): Exempted => {
  const { full, parts } = exemptedOf(instance, { ...term, span: year })
  const isByDays = term.obligation.exempt?.partial === 'days'
  const whole = isByDays ? full.map((id): ExemptPart => ({ id, off: { keeps: zero } })) : []
  return { full: [], parts: [...parts, ...whole] }
}

/** The exemptions that concern a period, as its version lets them count. */
export const exemptedOf = (instance: Instance, term: Term): Exempted => {
  const rule = term.obligation.exempt ?? usualExempt
  const full: string[] = []
  const parts: ExemptPart[] = []
  for (const exemption of instance.world.exemptions) {
    if (!concerns(exemption, instance, term) || (rule.reasons && !rule.reasons.includes(exemption.reason)))
      continue
    const { extent, id } = exemption
    if (extent === 'full') {
      const whole = coversWhole(exemption, term.span)
      if (whole || rule.partial === 'whole') full.push(id)
      else if (rule.partial === 'days') parts.push({ id, off: { keeps: daysKept(exemption, term.span) } })
    } else if ('share' in extent) {
      parts.push({ id, off: { keeps: greater(zero, subtract(one, parseExact(extent.share) ?? zero)) } })
    } else {
      const lines = Object.entries(extent.lines).map(
        ([line, units]) => [line, parseExact(units) ?? zero] as const,
      )
      parts.push({ id, off: { lines: Object.fromEntries(lines.toSorted(([a], [b]) => byCodePoint(a, b))) } })
    }
  }
  return { full, parts }
}

const concerns = (
  exemption: Exemption,
  { obligationId, holding }: Instance,
  { key, span }: Term,
): boolean => {
  if (exemption.obligation !== undefined && exemption.obligation !== obligationId) return false
  if (exemption.holding !== undefined && exemption.holding !== holding?.id) return false
  if (exemption.period !== undefined) return exemption.period === key
  return (exemption.from ?? span.from) <= span.to && (exemption.to ?? span.to) >= span.from
}

const coversWhole = (exemption: Exemption, { from, to }: Span): boolean =>
  exemption.period !== undefined || ((exemption.from ?? from) <= from && (exemption.to ?? to) >= to)

const daysKept = (exemption: Exemption, span: Span): Fraction => {
  const days = daysBetween(span.from, span.to) + 1
  const off = overlapDays(span, { from: exemption.from ?? span.from, to: exemption.to ?? span.to })
  return fraction(days - off, days)
}

/** How many periods on end, just before this one, were exempt whole: what is owed on return goes by them. */
export const exemptBefore = (instance: Instance, term: Term, rule: Exempt): number => {
  if (!rule.debt) return 0
  let count = 0
  for (
    let before = neighbour(instance, term, -1);
    before && count < 100;
    before = neighbour(instance, before, -1)
  ) {
    if (exemptedOf(instance, before).full.length === 0) break
    count += 1
  }
  return count
}

/** Grains of an amount of units, the part below one grain dropped. */
export const grainsOf = (units: Fraction, perUnit: number): number =>
  Number(floor(multiply(units, fraction(perUnit))))
