import type { PredicateTree } from './predicate.ts'

/** The person facts that a condition asks for. */
export const factsIn = (tree: PredicateTree): readonly string[] => {
  if (tree.op === 'all' || tree.op === 'any') return tree.of.flatMap(factsIn)
  if (tree.op === 'not') return factsIn(tree.of)
  return tree.op === 'test' && tree.subject === 'fact' ? [tree.name] : []
}
