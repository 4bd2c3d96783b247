import { type Bytes, concat, sameBytes } from './bytes.ts'
import { sha256 } from './sha256.ts'

/** Leaf hash of RFC 6962, section 2.1: SHA-256(0x00 ‖ entry). */
export const leafHash = (entry: Uint8Array): Promise<Bytes> => sha256(concat(Uint8Array.of(0), entry))

/** Node hash of RFC 6962, section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> =>
  sha256(concat(Uint8Array.of(1), left, right))

const isOdd = (n: number): boolean => n % 2 === 1
const half = (n: number): number => Math.floor(n / 2)

/** True when the path leads from the leaf at `index` to the root of a tree of `size` leaves (RFC 9162, section 2.1.3.2). */
export const isIncluded = async (proof: {
  readonly index: number
  readonly size: number
  readonly leaf: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}): Promise<boolean> => {
  if (!isCount(proof.index) || !isCount(proof.size) || proof.index >= proof.size) return false
  let [at, last] = [proof.index, proof.size - 1]
  let hash = proof.leaf
  for (const sibling of proof.path) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = await nodeHash(sibling, hash)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      hash = await nodeHash(hash, sibling)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(hash, proof.root)
}

/** True when the tree of `from` leaves is the beginning of the tree of `to` leaves (RFC 9162, section 2.1.4.2). */
export const isConsistent = async (proof: {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly path: readonly Uint8Array[]
}): Promise<boolean> => {
  const { from, to, fromRoot, toRoot } = proof
  if (!isCount(from) || !isCount(to) || from > to) return false
  if (from === to) return proof.path.length === 0 && sameBytes(fromRoot, toRoot)
  if (from === 0) return proof.path.length === 0
  let [at, last] = [from - 1, to - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  // When `from` is a power of two its root is itself a node of the new tree, so the path leaves it out.
  const path = at === 0 ? [fromRoot, ...proof.path] : proof.path
  const first = path[0]
  if (!first) return false
  let [oldHash, newHash] = [first, first]
  for (const node of path.slice(1)) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      oldHash = await nodeHash(node, oldHash)
      newHash = await nodeHash(node, newHash)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      newHash = await nodeHash(newHash, node)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(oldHash, fromRoot) && sameBytes(newHash, toRoot)
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** Root of a complete subtree at the right edge of a tree, with its number of leaves. */
export interface EdgeNode {
  readonly size: number
  readonly hash: Bytes
}

/**
 * A tree fed leaf by leaf that remembers only its right edge (largest subtree first): what a monitor needs to recompute
 * a root of any size in memory that grows with the logarithm, and to go on later where it stopped.
 */
export const growingTree = (from: readonly EdgeNode[] = []) => {
  const edge: EdgeNode[] = [...from]
  let size = edge.reduce((sum, node) => sum + node.size, 0)
  return {
    size: () => size,
    edge: (): readonly EdgeNode[] => [...edge],
    async add(leaf: Bytes): Promise<void> {
      let node: EdgeNode = { size: 1, hash: leaf }
      while (edge.at(-1)?.size === node.size) {
        const left = edge.pop() as EdgeNode
        node = { size: node.size * 2, hash: await nodeHash(left.hash, node.hash) }
      }
      edge.push(node)
      size += 1
    },
    async root(): Promise<Bytes> {
      const smallest = edge.at(-1)
      if (!smallest) return sha256(new Uint8Array())
      let hash = smallest.hash
      for (const node of edge.slice(0, -1).toReversed()) hash = await nodeHash(node.hash, hash)
      return hash
    },
  }
}
