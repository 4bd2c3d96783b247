import { type Amount, readAmount } from '../lines/amount.ts'
import type { PackScope } from '../pack/scope.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  readChoice,
  readFlag,
  readInteger,
  readText,
  isShaped,
} from '../reading/cursor.ts'
import { carryOver as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'

/** Stage 7: what a period hands on. `carryOut = min(cap, excess of the total line, credit in carriable categories)`. */
export interface CarryOver {
  readonly when: Predicate
  readonly cap: Amount | null
  /** The total line whose excess is carried; null: the first line that has an amount. */
  readonly line: string | null
  readonly carriable: Predicate
  /** False: what was carried in is not carried again. */
  readonly recarry: boolean
  /** Periods after the one it was earned in. */
  readonly expires: number | null
  readonly as: 'same-category' | 'total-only'
  readonly clause?: string
}

export const readCarryOver = (at: Cursor, scope: PackScope): CarryOver | null => {
  if (!isShaped(at, form)) return null
  const hours = scope.measures.get('hours')
  if (!hours) return fault(at, 'unit.missing')
  const when = isPresent(child(at, 'when')) ? readPredicate(child(at, 'when'), scope) : always
  const cap = isPresent(child(at, 'cap')) ? readAmount(child(at, 'cap'), scope, hours) : null
  const line = isPresent(child(at, 'line')) ? readText(child(at, 'line')) : null
  const carriable = isPresent(child(at, 'carriable')) ? readPredicate(child(at, 'carriable'), scope) : always
  const recarry = child(at, 'recarry').value === undefined ? true : readFlag(child(at, 'recarry'))
  const expires = isPresent(child(at, 'expires')) ? readInteger(child(at, 'expires'), 1, 50) : null
  const as = readChoice(child(at, 'as'), ['same-category', 'total-only'])
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  if (!when || !carriable || recarry === null || as === null) return null
  return { when, cap, line, carriable, recarry, expires, as, ...(clause !== null && { clause }) }
}
