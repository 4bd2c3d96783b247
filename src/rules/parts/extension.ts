import { type DayRef, readDayRef } from '../day-ref.ts'
import { type Amount, readAmount } from '../lines/amount.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  isPresent,
  readList,
  readTexts,
  isShaped,
  faultIfEmpty,
} from '../reading/cursor.ts'
import { extension as form, tier as tierForm } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import { measureOf } from './measure-of.ts'

export interface Tier {
  readonly until: DayRef
  readonly adds: Amount
  /** In which it is added, and in which the lines count that it is added to. */
  readonly measure: Measure
  /** Lines it is added to; empty: the first of the measure. */
  readonly lines: readonly string[]
  readonly clause?: string
}

/** Stage 7: time given after the end of a period, each tier at the price of more hours or days. */
export interface Extension {
  readonly when: Predicate
  readonly tiers: readonly Tier[]
}

export const readExtension = (at: Cursor, scope: PackScope): Extension | null => {
  if (!isShaped(at, form)) return null
  const when = isPresent(child(at, 'when')) ? readPredicate(child(at, 'when'), scope) : always
  const tiers = readList(child(at, 'tiers'), (item) => readTier(item, scope))
  if (tiers.length === 0) return faultIfEmpty(child(at, 'tiers'))
  return when && { when, tiers }
}

const readTier = (at: Cursor, scope: PackScope): Tier | null => {
  if (!isShaped(at, tierForm)) return null
  const measure = measureOf(at, scope)
  const until = readDayRef(child(at, 'until'))
  const adds = measure
    ? readAmount(isPresent(child(at, 'adds')) ? child(at, 'adds') : { ...at, value: '0' }, scope, measure)
    : null
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  return (
    until &&
    measure &&
    adds && { until, adds, measure, lines: readTexts(child(at, 'lines')), ...(clause !== null && { clause }) }
  )
}
