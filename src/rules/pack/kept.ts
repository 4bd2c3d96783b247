import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import type { PredicateTree } from '../predicates/predicate.ts'
import { child, fault, isPresent, itemOf } from '../reading/cursor.ts'
import type { WrittenObligation } from './written.ts'

/**
 * Whom an obligation concerns, by what periods, and what settles it without study is for the layer that lays it on: one
 * below says otherwise only on purpose. Its own conditions on the person are added to those above, for it speaks of its own
 * people; that it concerns nobody, or everybody after all, is another matter.
 */
export const checkKept = (
  { per, stated, ...parent }: WrittenObligation,
  own: WrittenObligation,
  parts: ReadonlySet<string>,
  rules: ReadonlySet<string>,
): void => {
  const replaces = (id: string, place = child(own.at, id)): null => fault(place, 'layer.replaces', { id })
  const { period, holding } = own.stated
  if (own.period && parent.period && !parts.has('period') && !isSame(period, stated.period))
    replaces('period')
  if (own.per !== null && own.per !== (per ?? 'person') && !parts.has('per')) replaces('per')
  const isNewKind = parts.has('per') && !parent.holding
  if (own.holding && !isNewKind && !parts.has('holding') && !isSame(holding, stated.holding))
    replaces('holding')
  const [whom, whomAbove] = [constantOf(own.population.tree), constantOf(parent.population.tree)]
  const isOther = whom === false || (whom === true && isPresent(child(own.at, 'population')))
  if (isOther && whom !== whomAbove && !parts.has('population')) replaces('population')
  if (parts.has('satisfiedBy')) return
  for (const { id } of own.satisfiedBy)
    if (!rules.has(id)) replaces('satisfiedBy', itemOf(child(own.at, 'satisfiedBy'), id))
}

const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other)

const textOf = (value: unknown): string => canonicalJson((value ?? null) as Json)

/** A population that is the same whoever is asked about: everybody, or nobody; null: it depends on the person. */
const constantOf = (tree: PredicateTree): boolean | null => {
  if (!('of' in tree)) return tree.op === 'test' ? null : tree.op === 'always'
  if (tree.op === 'not') {
    const told = constantOf(tree.of)
    return told === null ? null : !told
  }
  const told = tree.of.map(constantOf)
  const decides = tree.op === 'any'
  if (told.includes(decides)) return decides
  return told.includes(null) ? null : !decides
}
