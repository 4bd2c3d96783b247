import type { Rule } from '../pack/rule.ts'
import type { PackScope } from '../pack/scope.ts'
import { readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  isPresent,
  readFlag,
  readList,
  readText,
  readTexts,
  isShaped,
} from '../reading/cursor.ts'
import { satisfiedBy as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'

/** Stage 10: an activity of a stated kind and dates that settles named lines, or all of them. */
export interface SatisfiedBy extends Rule {
  readonly lines: readonly string[] | 'all'
  /** True: also an activity that serves another period; its dates are then the selector's business. */
  readonly anyPeriod: boolean
}

export const readSatisfiedBy = (at: Cursor, scope: PackScope, origin: string): readonly SatisfiedBy[] =>
  readList(at, (item) => {
    if (!isShaped(item, form)) return null
    const id = readText(child(item, 'id'))
    const when = readPredicate(child(item, 'when'), scope)
    const lines = child(item, 'lines').value === 'all' ? 'all' : readTexts(child(item, 'lines'))
    const anyPeriod = isPresent(child(item, 'anyPeriod')) ? readFlag(child(item, 'anyPeriod')) : false
    const clause = isPresent(child(item, 'clause')) ? readClause(child(item, 'clause'), scope) : null
    if (id === null || !when || anyPeriod === null) return null
    return { id, when, origin, source: item.value, lines, anyPeriod, ...(clause !== null && { clause }) }
  })
