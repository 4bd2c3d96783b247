import type { Line } from '../lines/line.ts'
import type { Predicate, PredicateTree } from '../predicates/predicate.ts'
import type { Scene } from '../scene.ts'
import { isUnknown } from '../truth.ts'

/** Whether something of which nothing is known but its category is meant by a condition. */
export type Told = 'yes' | 'no' | 'maybe'

export const toldBy = (condition: Predicate, scene: Scene, category: string): Told => {
  if (asksForMore(condition.tree)) return within(condition.tree, category)
  const truth = condition.test({ ...scene, deed: null, category })
  return isUnknown(truth) ? 'maybe' : truth ? 'yes' : 'no'
}

/** The same for what a line counts, in the category that the line reads it as. */
export const countsBy = (line: Pick<Line, 'counts' | 'readAs'>, scene: Scene, category: string): Told =>
  toldBy(line.counts, scene, line.readAs.get(category) ?? category)

/** Whether the activity is asked for anything but its category. */
const asksForMore = (tree: PredicateTree): boolean => {
  if (tree.op === 'all' || tree.op === 'any') return tree.of.some(asksForMore)
  if (tree.op === 'not') return asksForMore(tree.of)
  if (tree.op !== 'test') return false
  return tree.subject === 'approval' || (tree.subject === 'field' && tree.name !== 'category')
}

/** What the form of a condition tells by itself. */
const within = (tree: PredicateTree, category: string): Told => {
  if (tree.op === 'not') return opposite[within(tree.of, category)]
  if (tree.op === 'test')
    return tree.subject === 'field' && tree.name === 'category' && tree.among
      ? tree.among.has(category)
        ? 'yes'
        : 'no'
      : 'maybe'
  if (tree.op === 'all' || tree.op === 'any') {
    const each = new Set(tree.of.map((part) => within(part, category)))
    const [deciding, other] = tree.op === 'all' ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
    return each.has(deciding) ? deciding : each.has('maybe') ? 'maybe' : other
  }
  return tree.op === 'always' ? 'yes' : 'no'
}

const opposite = { yes: 'no', no: 'yes', maybe: 'maybe' } as const
