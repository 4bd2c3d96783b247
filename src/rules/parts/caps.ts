import { isField } from '../fields.ts'
import { type Amount, readAmount } from '../lines/amount.ts'
import type { Rule } from '../pack/rule.ts'
import type { Measure, PackScope } from '../pack/scope.ts'
import type { PredicateTree } from '../predicates/predicate.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  readChoice,
  readList,
  readText,
  isShaped,
} from '../reading/cursor.ts'
import { cap as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'

/** Stage 8: at most so much of what a selector takes, in each period, for each value of a field (`per`) if stated. */
export interface Cap extends Rule {
  readonly measure: Measure
  readonly atMost: Amount
  readonly per: string | null
  readonly window: 'period' | 'year'
  /** Said of a cap that lies across another: they are then cut one after the other, in the listed order. */
  readonly crossing: boolean
}

export const readCaps = (at: Cursor, scope: PackScope, origin: string): readonly Cap[] =>
  readList(at, (item) => readCap(item, scope, origin))

const readCap = (at: Cursor, scope: PackScope, origin: string): Cap | null => {
  if (!isShaped(at, form)) return null
  const id = readText(child(at, 'id'))
  const when = isPresent(child(at, 'when')) ? readPredicate(child(at, 'when'), scope) : always
  const name = isPresent(child(at, 'measure')) ? readText(child(at, 'measure')) : 'hours'
  const measure = name === null ? undefined : scope.measures.get(name)
  if (!measure) return fault(child(at, 'measure'), 'measure.unknown', { measure: name ?? '' })
  const atMost = readAmount(child(at, 'atMost'), scope, measure)
  const per = isPresent(child(at, 'per')) ? readText(child(at, 'per')) : null
  if (per !== null && !isField(per)) return fault(child(at, 'per'), 'field.unknown', { name: per })
  const window = isPresent(child(at, 'window'))
    ? readChoice(child(at, 'window'), ['period', 'year'])
    : 'period'
  const crossing = isPresent(child(at, 'crossing'))
    ? readChoice(child(at, 'crossing'), ['claim-order'])
    : null
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  if (id === null || !when || !atMost || !window) return null
  return {
    id,
    when,
    origin,
    source: at.value,
    measure,
    atMost,
    per,
    window,
    crossing: crossing !== null,
    ...(clause !== null && { clause }),
  }
}

type Constraints = ReadonlyMap<string, ReadonlySet<string>>

/** A selector as "each of these fields has one of these values"; null if it is not of that form. */
const constraintsOf = (tree: PredicateTree): Constraints | null => {
  if (tree.op === 'always') return new Map()
  if (tree.op === 'test')
    return tree.among && tree.subject === 'field' ? new Map([[tree.name, tree.among]]) : null
  if (tree.op !== 'all') return null
  const joined = new Map<string, ReadonlySet<string>>()
  for (const part of tree.of) {
    const constraints = constraintsOf(part)
    if (!constraints) return null
    for (const [field, values] of constraints)
      joined.set(field, joined.get(field)?.intersection(values) ?? values)
  }
  return joined
}

const single = new Set(['kind', 'category', 'mode', 'role', 'topic', 'work', 'provider.id'])

export type Relation = 'inside' | 'around' | 'apart' | 'crossing'

/** How the group of one cap lies to that of another, as far as their selectors show it. */
export const relationOf = (a: Cap, b: Cap): Relation => {
  if (a.measure.id !== b.measure.id) return 'apart'
  const [one, other] = [constraintsOf(a.when.tree), constraintsOf(b.when.tree)]
  const same =
    JSON.stringify((a.source as { when?: unknown }).when) ===
    JSON.stringify((b.source as { when?: unknown }).when)
  if (one && other) {
    for (const [field, values] of one) {
      const others = other.get(field)
      if (single.has(field) && others && values.isDisjointFrom(others)) return 'apart'
    }
  }
  if ((same || implies(one, other)) && isFiner(a, b)) return 'inside'
  if ((same || implies(other, one)) && isFiner(b, a)) return 'around'
  return 'crossing'
}

/** Whether everything that the first takes is taken by the second. */
const implies = (one: Constraints | null, other: Constraints | null): boolean => {
  if (!other) return false
  for (const [field, values] of other) {
    const own = one?.get(field)
    if (!own || !own.isSubsetOf(values)) return false
  }
  return true
}

/** Whether everything that the inner selector takes is taken by the outer one, as far as they show it. */
export const covers = (outer: PredicateTree, inner: PredicateTree): boolean =>
  implies(constraintsOf(inner), constraintsOf(outer))

const isFiner = (inner: Cap, outer: Cap): boolean =>
  (outer.per === null || outer.per === inner.per) && (outer.window === 'period' || inner.window === 'year')

/** Inner caps first, as the nested family asks; crossing ones in the listed order. */
export const inCuttingOrder = (caps: readonly Cap[]): readonly Cap[] => {
  const order: Cap[] = []
  for (const cap of caps) {
    const place = order.findIndex((other) => relationOf(cap, other) === 'inside')
    if (place < 0) order.push(cap)
    else order.splice(place, 0, cap)
  }
  return order
}
