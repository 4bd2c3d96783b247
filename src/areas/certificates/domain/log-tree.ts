/** Place of a complete subtree: `level` 0 is a leaf, `index` counts subtrees of that level from the left. */
export interface NodePlace {
  readonly level: number
  readonly index: number
}

export interface TreeNode extends NodePlace {
  readonly hash: Buffer
}

/** Node hash of the log (RFC 6962): given, because this room knows arithmetic and not cryptography. */
export type HashPair = (left: Buffer, right: Buffer) => Buffer

/** Leaves `[from, to)` of the tree. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Complete subtrees that make up a span, left to right; spans of RFC 6962 begin where a subtree of their size may begin. */
const placesOf = ({ from, to }: Span): NodePlace[] => {
  const places: NodePlace[] = []
  for (let at = from; at < to; ) {
    let [level, size] = [0, 1]
    while (at % (size * 2) === 0 && at + size * 2 <= to) [level, size] = [level + 1, size * 2]
    places.push({ level, index: at / size })
    at += size
  }
  return places
}

/** Largest power of two below `n` (n > 1): where RFC 6962 splits a tree of `n` leaves. */
const splitOf = (n: number): number => {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** Sibling spans on the way from leaf `index` to the root of `size` leaves, from the leaf upwards: PATH of RFC 6962. */
const inclusionSpans = (index: number, { from, to }: Span): Span[] => {
  if (to - from === 1) return []
  const middle = from + splitOf(to - from)
  return index < middle
    ? [...inclusionSpans(index, { from, to: middle }), { from: middle, to }]
    : [...inclusionSpans(index, { from: middle, to }), { from, to: middle }]
}

/** PROOF of RFC 6962: spans that show the first `first` leaves to be the beginning of the tree. */
const consistencySpans = (first: number, { from, to }: Span, known: boolean): Span[] => {
  if (first === to) return known ? [] : [{ from, to }]
  const middle = from + splitOf(to - from)
  return first <= middle
    ? [...consistencySpans(first, { from, to: middle }, known), { from: middle, to }]
    : [...consistencySpans(first, { from: middle, to }, false), { from, to: middle }]
}

/** A proof before its hashes are read: which stored nodes it needs, and how it is put together from them. */
export interface ProofPlan {
  readonly needs: readonly NodePlace[]
  assemble(nodeAt: (place: NodePlace) => Buffer, pair: HashPair): Buffer[]
}

const planOf = (spans: readonly Span[]): ProofPlan => ({
  needs: spans.flatMap(placesOf),
  assemble: (nodeAt, pair) => spans.map((span) => foldRight(placesOf(span).map(nodeAt), pair)),
})

/** Unequal subtrees join from the right: the smallest two first. */
const foldRight = (hashes: readonly Buffer[], pair: HashPair): Buffer =>
  hashes.reduceRight((right, left) => pair(left, right))

/** `index` must be below `size`. */
export const inclusionPlan = (index: number, size: number): ProofPlan =>
  planOf(inclusionSpans(index, { from: 0, to: size }))

/** `from` must not be above `to`; an empty beginning needs no proof. */
export const consistencyPlan = (from: number, to: number): ProofPlan =>
  planOf(from === 0 || from === to ? [] : consistencySpans(from, { from: 0, to }, true))

/** Nodes along the right edge: all that appending needs to know of a tree of `size` leaves. */
export const edgePlaces = (size: number): readonly NodePlace[] => placesOf({ from: 0, to: size })

/** Root of a non-empty tree from its right edge, in the order of `edgePlaces`. */
export const rootOfEdge = (edge: readonly Buffer[], pair: HashPair): Buffer => foldRight(edge, pair)

export interface Appended {
  /** Every node that became complete, the new leaves included. */
  readonly nodes: readonly TreeNode[]
  readonly size: number
  /** Hashes at `edgePlaces(size)`: what the next leaves are added to. */
  readonly edge: readonly Buffer[]
}

/** Adds leaves to a tree known by its size and right edge. */
export const appendLeaves = (
  size: number,
  edge: readonly Buffer[],
  leaves: readonly Buffer[],
  pair: HashPair,
): Appended => {
  const right: TreeNode[] = edgePlaces(size).map((place, at) => ({ ...place, hash: edge[at] as Buffer }))
  const nodes: TreeNode[] = []
  let count = size
  for (const leaf of leaves) {
    let node: TreeNode = { level: 0, index: count, hash: leaf }
    nodes.push(node)
    while (right.at(-1)?.level === node.level) {
      const left = right.pop() as TreeNode
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: pair(left.hash, node.hash) }
      nodes.push(node)
    }
    right.push(node)
    count += 1
  }
  return { nodes, size: count, edge: right.map((node) => node.hash) }
}
