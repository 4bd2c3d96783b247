import { type Amount, readAmount } from '../lines/amount.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import {
  child,
  type Cursor,
  isPresent,
  readChoice,
  readText,
  readTexts,
  isShaped,
} from '../reading/cursor.ts'
import { debt as debtForm, exempt as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import { measureOf } from './measure-of.ts'

/** Stage 9: which decisions exempt, what a part of a period does, and what is owed on return. */
export interface Exempt {
  /** Null: every reason. */
  readonly reasons: readonly string[] | null
  /** A full exemption that covers only part of a period: nothing, the whole period, or its share of days. */
  readonly partial: 'nothing' | 'whole' | 'days'
  readonly debt: Debt | null
  readonly clause?: string
}

/** What is owed in the first period after exempt ones, for each of them, up to a most. */
export interface Debt {
  readonly perPeriod: Amount
  readonly most: Amount | null
  readonly measure: Measure
  /** Null: the first line of the measure that has an amount. */
  readonly line: string | null
  readonly clause?: string
}

/** What holds where a pack says nothing: every decision counts, and only for periods it covers whole. */
export const usualExempt: Exempt = { reasons: null, partial: 'nothing', debt: null }

export const readExempt = (at: Cursor, scope: PackScope): Exempt | null => {
  if (!isShaped(at, form)) return null
  const reasons = isPresent(child(at, 'reasons')) ? readTexts(child(at, 'reasons')) : null
  const partial = isPresent(child(at, 'partial'))
    ? readChoice(child(at, 'partial'), ['nothing', 'whole', 'days'])
    : 'nothing'
  const debt = isPresent(child(at, 'debt')) ? readDebt(child(at, 'debt'), scope) : null
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  return partial && { reasons, partial, debt, ...(clause !== null && { clause }) }
}

const readDebt = (at: Cursor, scope: PackScope): Debt | null => {
  if (!isShaped(at, debtForm)) return null
  const measure = measureOf(at, scope)
  if (!measure) return null
  const perPeriod = readAmount(child(at, 'perPeriod'), scope, measure)
  const most = isPresent(child(at, 'most')) ? readAmount(child(at, 'most'), scope, measure) : null
  const line = isPresent(child(at, 'line')) ? readText(child(at, 'line')) : null
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  return perPeriod && { perPeriod, most, measure, line, ...(clause !== null && { clause }) }
}
