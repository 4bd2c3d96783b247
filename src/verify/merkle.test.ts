import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, fromHex, toHex } from './bytes.ts'
import { growingTree, isConsistent, isIncluded, leafHash, nodeHash } from './merkle.ts'
import { sha256 } from './sha256.ts'

/** Leaves and roots published with the reference implementation of RFC 6962. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const hex = (text: string): Bytes => fromHex(text) as Bytes

/** MTH, PATH and PROOF straight from the text of RFC 6962, section 2.1, as a second opinion. */
const mth = async (hashes: readonly Bytes[]): Promise<Bytes> => {
  if (hashes.length === 0) return sha256(new Uint8Array())
  if (hashes.length === 1) return hashes[0] as Bytes
  const k = splitOf(hashes.length)
  return nodeHash(await mth(hashes.slice(0, k)), await mth(hashes.slice(k)))
}
const path = async (m: number, hashes: readonly Bytes[]): Promise<Bytes[]> => {
  if (hashes.length === 1) return []
  const k = splitOf(hashes.length)
  return m < k
    ? [...(await path(m, hashes.slice(0, k))), await mth(hashes.slice(k))]
    : [...(await path(m - k, hashes.slice(k))), await mth(hashes.slice(0, k))]
}
const proof = async (m: number, hashes: readonly Bytes[], known = true): Promise<Bytes[]> => {
  if (m === hashes.length) return known ? [] : [await mth(hashes)]
  const k = splitOf(hashes.length)
  return m <= k
    ? [...(await proof(m, hashes.slice(0, k), known)), await mth(hashes.slice(k))]
    : [...(await proof(m - k, hashes.slice(k), false)), await mth(hashes.slice(0, k))]
}
const splitOf = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))

const numbered = (count: number): Promise<Bytes[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(index, 7))))

describe('the tree', () => {
  it('has the published roots of RFC 6962 at every size', async () => {
    const tree = growingTree()
    expect(toHex(await tree.root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    for (const [index, leaf] of leaves.entries()) {
      await tree.add(await leafHash(hex(leaf)))
      expect(toHex(await tree.root())).toBe(roots[index])
    }
  })

  it('goes on from a kept edge as if it had never stopped', async () => {
    const all = await numbered(45)
    for (const stop of [0, 1, 7, 8, 31, 44]) {
      const first = growingTree()
      for (const leaf of all.slice(0, stop)) await first.add(leaf)
      const second = growingTree(first.edge())
      for (const leaf of all.slice(stop)) await second.add(leaf)
      expect([second.size(), toHex(await second.root())]).toEqual([45, toHex(await mth(all))])
    }
  })
})

describe('inclusion', () => {
  it('holds for every leaf of every size up to 40, and for no other leaf, place, size or root', async () => {
    const all = await numbered(40)
    for (let size = 1; size <= 40; size += 1) {
      const some = all.slice(0, size)
      const root = await mth(some)
      for (const index of new Set([0, size >> 1, size - 1])) {
        const right = { index, size, leaf: some[index] as Bytes, path: await path(index, some), root }
        expect(await isIncluded(right)).toBe(true)
        expect(await isIncluded({ ...right, leaf: await leafHash(Uint8Array.of(99)) })).toBe(false)
        expect(await isIncluded({ ...right, index: index + 1 })).toBe(false)
        expect(await isIncluded({ ...right, root: await leafHash(root) })).toBe(false)
        expect(await isIncluded({ ...right, path: [...right.path, root] })).toBe(false)
        if (right.path.length > 0)
          expect(await isIncluded({ ...right, path: right.path.slice(1) })).toBe(false)
      }
    }
  })

  it('refuses numbers that are no counts', async () => {
    const leaf = await leafHash(Uint8Array.of(1))
    for (const [index, size] of [
      [-1, 1],
      [0.5, 1],
      [Number.NaN, 1],
      [0, 0],
      [1, 1],
    ] as const) {
      expect(await isIncluded({ index, size, leaf, path: [], root: leaf })).toBe(false)
    }
  })
})

describe('consistency', () => {
  it('holds between every two sizes up to 24, and fails when either root or any node is another', async () => {
    const all = await numbered(24)
    for (let to = 1; to <= 24; to += 1) {
      const toRoot = await mth(all.slice(0, to))
      for (let from = 1; from <= to; from += 1) {
        const right = {
          from,
          to,
          fromRoot: await mth(all.slice(0, from)),
          toRoot,
          path: from === to ? [] : await proof(from, all.slice(0, to)),
        }
        expect(await isConsistent(right)).toBe(true)
        const other = await leafHash(toRoot)
        expect(await isConsistent({ ...right, toRoot: other })).toBe(false)
        expect(await isConsistent({ ...right, fromRoot: other })).toBe(false)
        for (const index of right.path.keys()) {
          expect(await isConsistent({ ...right, path: right.path.with(index, other) })).toBe(false)
        }
      }
    }
  })

  it('never lets a log shrink or change what it held', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), async (to, seed, place) => {
        const from = 1 + (seed % (to - 1))
        const before = await numbered(to)
        const changed = before.with(place % from, await leafHash(Uint8Array.of(255)))
        const attempt = {
          from,
          to,
          fromRoot: await mth(before.slice(0, from)),
          toRoot: await mth(changed),
          path: await proof(from, changed),
        }
        expect(await isConsistent(attempt)).toBe(false)
        expect(await isConsistent({ ...attempt, from: to, to: from })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
