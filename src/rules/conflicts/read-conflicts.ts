import type { Rule } from '../pack/rule.ts'
import type { PackScope } from '../pack/scope.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import { child, type Cursor, fault, isRecord, readList, readText, isShaped } from '../reading/cursor.ts'
import { conflicts } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import type { ConflictOperator, ConflictRule } from './conflict.ts'
import { duplicate } from './duplicate.ts'
import { eitherRole } from './either-role.ts'
import { oncePerRepeat } from './once-per-repeat.ts'
import { overlap } from './overlap.ts'
import { mostOf } from './most-of.ts'
import { topicOnce } from './topic-once.ts'

const operators: readonly ConflictOperator[] = [
  overlap,
  duplicate,
  topicOnce,
  oncePerRepeat,
  eitherRole,
  mostOf,
]

export const readConflicts = (at: Cursor, scope: PackScope, origin: string): readonly ConflictRule[] =>
  readList(at, (item) => readConflict(item, scope, origin))

const readConflict = (at: Cursor, scope: PackScope, origin: string): ConflictRule | null => {
  if (!isRecord(at, null, ['id'])) return null
  const operator = operators.find(({ key }) => Object.hasOwn(at.value as object, key))
  if (!operator) return fault(at, 'conflict.form', { known: operators.map(({ key }) => key).join(', ') })
  if (!isShaped(at, conflicts[operator.key])) return null
  const id = readText(child(at, 'id'))
  const when = at.value['when'] === undefined ? always : readPredicate(child(at, 'when'), scope)
  const clause = at.value['clause'] === undefined ? null : readClause(child(at, 'clause'), scope)
  if (id === null || !when) return null
  const own: Rule = { id, when, origin, source: at.value, ...(clause !== null && { clause }) }
  const body = operator.read(at, own, scope)
  return body && { ...own, ...body, kind: operator.key }
}
