import { compare, type Fraction, zero } from '../../kernel/exact.ts'
import { type DayRef, readDayRef } from '../day-ref.ts'
import type { PackScope } from '../pack/scope.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  readChoice,
  readExact,
  readTexts,
  isShaped,
} from '../reading/cursor.ts'
import { prorate as form, proratedRound } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import type { RoundingMode } from '../steps/rounding.ts'

/** Stage 9: a requirement in proportion to the time under obligation. */
export interface Prorate {
  readonly by: 'months' | 'days'
  /** Whether a month begun counts or only a full one. */
  readonly months: 'started' | 'full'
  /** First and last day under obligation; null: as the population is true. */
  readonly since: DayRef | null
  readonly until: DayRef | null
  /** Empty: every line with an amount of its own. */
  readonly lines: readonly string[]
  /** In units. */
  readonly increment: Fraction
  readonly mode: RoundingMode
  /** A period in which the obligation began: in proportion, in full, or nothing required. */
  readonly firstPeriod: 'prorate' | 'full' | 'none'
  readonly clause?: string
}

export const readProrate = (at: Cursor, scope: PackScope): Prorate | null => {
  if (!isShaped(at, form)) return null
  const by = readChoice(child(at, 'by'), ['months', 'days'])
  const months = isPresent(child(at, 'months'))
    ? readChoice(child(at, 'months'), ['started', 'full'])
    : 'started'
  const since = isPresent(child(at, 'since')) ? readDayRef(child(at, 'since')) : null
  const until = isPresent(child(at, 'until')) ? readDayRef(child(at, 'until')) : null
  const round = child(at, 'round')
  if (!isShaped(round, proratedRound)) return null
  const increment = readExact(child(round, 'increment'))
  const mode = readChoice(child(round, 'mode'), ['down', 'nearest', 'up'])
  const firstPeriod = isPresent(child(at, 'firstPeriod'))
    ? readChoice(child(at, 'firstPeriod'), ['prorate', 'full', 'none'])
    : 'prorate'
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  const lines = readTexts(child(at, 'lines'))
  if (!by || !months || !increment || !mode || !firstPeriod) return null
  if (compare(increment, zero) === 0) return fault(child(round, 'increment'), 'number.zero')
  const hours = scope.measures.get('hours')
  if (hours && (increment.top * BigInt(hours.perUnit)) % increment.bottom !== 0n) {
    return fault(child(round, 'increment'), 'amount.grain', { measure: 'hours', perUnit: hours.perUnit })
  }
  return { by, months, since, until, lines, increment, mode, firstPeriod, ...(clause !== null && { clause }) }
}
