import type { PackScope } from '../pack/scope.ts'
import { readPredicate } from '../predicates/read-predicate.ts'
import { child, type Cursor, fault, isRecord, readList, readText, isShaped } from '../reading/cursor.ts'
import { allocations } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import type { AllocateOperator, AllocateRule } from './allocate.ts'
import { chosen } from './chosen.ts'
import { byDay } from './day-of.ts'
import { shortageFirst } from './shortage-first.ts'
import { draw, equalParts, repeat, spread } from './split.ts'

const operators: readonly AllocateOperator[] = [
  ...byDay,
  chosen,
  equalParts,
  repeat,
  spread,
  draw,
  shortageFirst,
]
const known = new Map(operators.map((operator) => [operator.by, operator]))

export const readAllocate = (at: Cursor, scope: PackScope, origin: string): readonly AllocateRule[] =>
  readList(at, (item) => readRule(item, scope, origin))

const readRule = (at: Cursor, scope: PackScope, origin: string): AllocateRule | null => {
  if (!isRecord(at, null, ['id', 'when', 'by'])) return null
  const { by } = at.value
  const operator = typeof by === 'string' ? known.get(by) : undefined
  if (!operator) return fault(child(at, 'by'), 'allocate.unknown', { known: [...known.keys()].join(', ') })
  if (!isShaped(at, allocations[operator.by])) return null
  const id = readText(child(at, 'id'))
  const when = readPredicate(child(at, 'when'), scope)
  const clause = at.value['clause'] === undefined ? null : readClause(child(at, 'clause'), scope)
  const body = operator.read(at, scope)
  if (id === null || !when || !body) return null
  return { id, when, origin, source: at.value, by: operator.by, ...body, ...(clause !== null && { clause }) }
}
