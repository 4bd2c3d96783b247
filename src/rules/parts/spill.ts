import { type Amount, readAmount } from '../lines/amount.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import { child, type Cursor, isPresent, readList, readText, isShaped } from '../reading/cursor.ts'
import { spill as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import { measureOf } from './measure-of.ts'

/** Stage 8: what one line has beyond its requirement counts for another, in the listed order, on sums. */
export interface Spill {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly atMost: Amount | null
  /** Of what at most spills. */
  readonly measure: Measure
  readonly clause?: string
  readonly origin: string
  readonly source: unknown
}

export const readSpills = (at: Cursor, scope: PackScope, origin: string): readonly Spill[] =>
  readList(at, (item) => {
    if (!isShaped(item, form)) return null
    const measure = measureOf(item, scope)
    const [id, from, to] = [
      readText(child(item, 'id')),
      readText(child(item, 'from')),
      readText(child(item, 'to')),
    ]
    const atMost =
      measure && isPresent(child(item, 'atMost')) ? readAmount(child(item, 'atMost'), scope, measure) : null
    const clause = isPresent(child(item, 'clause')) ? readClause(child(item, 'clause'), scope) : null
    if (id === null || from === null || to === null || !measure) return null
    return { id, from, to, atMost, measure, origin, source: item.value, ...(clause !== null && { clause }) }
  })
