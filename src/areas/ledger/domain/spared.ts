import type { Trace, TraceNode } from '../../../rules/index.ts'

/** Why nobody is asked for what a node says is not reached: the period is exempt whole, or something else suffices. */
export type Sparing = 'exempt' | 'not-needed'

/** What a node spares its children, where it is met without them. */
const sparedBy: Readonly<Record<string, Sparing>> = {
  exempt: 'exempt',
  any: 'not-needed',
  'k-of': 'not-needed',
  settled: 'not-needed',
}

/**
 * The nodes of a trace whose answer lacks something that nobody is asked for, by their ids. A node may stand under several:
 * one that is asked for anywhere is asked for.
 */
export const sparedIn = ({ root, nodes }: Trace): ReadonlyMap<number, Sparing> => {
  const asked = new Set<number>()
  const spared = new Map<number, Sparing>()
  const begun: [id: number, under: Sparing | null][] = [[root, null]]
  for (let next = begun.pop(); next; next = begun.pop()) {
    const [id, under] = next
    const node = nodes[id]
    if (!node || asked.has(id) || (under !== null && spared.has(id))) continue
    if (under === null) asked.add(id)
    else spared.set(id, under)
    for (const child of node.in ?? []) begun.push([child, under ?? childSparing(node, nodes[child])])
  }
  return new Map([...spared].filter(([id]) => !asked.has(id) && lacks(nodes[id])))
}

const childSparing = ({ op, out }: TraceNode, child: TraceNode | undefined): Sparing | null =>
  out === 'met' && lacks(child) ? (sparedBy[op] ?? null) : null

const lacks = (node: TraceNode | undefined): boolean => node?.out === 'unmet' || node?.out === 'undetermined'
