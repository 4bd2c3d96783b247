import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isConsistent, isIncluded } from '../../../verify/merkle.ts'
import {
  appendLeaves,
  consistencyPlan,
  edgePlaces,
  inclusionPlan,
  type NodePlace,
  rootOfEdge,
} from './log-tree.ts'

const pair = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
const leaf = (index: number): Buffer =>
  createHash('sha256').update(Buffer.of(0)).update(String(index)).digest()
const key = ({ level, index }: NodePlace): string => `${level}/${index}`
const copy = (bytes: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

/** A log grown in batches of odd sizes, keeping nodes as the database would. */
const grown = (batches: readonly number[]) => {
  const nodes = new Map<string, Buffer>()
  const roots = new Map<number, Buffer>()
  let size = 0
  for (const batch of batches) {
    const edge = edgePlaces(size).map((place) => nodes.get(key(place)) as Buffer)
    const added = appendLeaves(
      size,
      edge,
      Array.from({ length: batch }, (_, at) => leaf(size + at)),
      pair,
    )
    for (const node of added.nodes) {
      expect(nodes.has(key(node))).toBe(false)
      nodes.set(key(node), node.hash)
    }
    size = added.size
    roots.set(size, rootOfEdge(added.edge, pair))
  }
  return { nodes, roots, size, nodeAt: (place: NodePlace) => nodes.get(key(place)) as Buffer }
}

const log = grown([1, 1, 1, 4, 2, 7, 1, 16, 3, 31, 5])

describe('a log appended to in batches', () => {
  it('proves to the letterbox that it holds each entry, in the tree of any later batch', async () => {
    for (const [size, root] of log.roots) {
      for (let index = 0; index < size; index += 1) {
        const plan = inclusionPlan(index, size)
        const path = plan.assemble(log.nodeAt, pair).map(copy)
        expect(await isIncluded({ index, size, leaf: copy(leaf(index)), path, root: copy(root) })).toBe(true)
      }
    }
  })

  it('proves to the letterbox that each later tree continues each earlier one', async () => {
    for (const [from, fromRoot] of log.roots) {
      for (const [to, toRoot] of log.roots) {
        if (to < from) continue
        const path = consistencyPlan(from, to).assemble(log.nodeAt, pair).map(copy)
        expect(await isConsistent({ from, to, fromRoot: copy(fromRoot), toRoot: copy(toRoot), path })).toBe(
          true,
        )
      }
    }
  })

  it('stores each node once and reads a logarithmic number of them for a proof', () => {
    expect(log.nodes.size).toBeLessThan(log.size * 2)
    expect(inclusionPlan(3_999_999, 10_000_000).needs.length).toBeLessThan(48)
    expect(consistencyPlan(6_543_210, 10_000_000).needs.length).toBeLessThan(48)
  })

  it('has the same root in one batch as in many', () => {
    const once = grown([log.size])
    expect(once.roots.get(log.size)?.equals(log.roots.get(log.size) as Buffer)).toBe(true)
    const edge = edgePlaces(log.size).map(log.nodeAt)
    expect(rootOfEdge(edge, pair).equals(log.roots.get(log.size) as Buffer)).toBe(true)
  })
})
