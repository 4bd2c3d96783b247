import { expect, test } from 'vitest'
import { testHouse } from '../../../../test/house.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { isIncluded } from '../../../verify/merkle.ts'
import { hashLeaf, hashPair } from '../app/signing.ts'
import { appendLeaves, inclusionPlan, rootOfEdge } from '../domain/log-tree.ts'
import { rememberKey } from './certificates.ts'
import { type InclusionRead, insertHead, insertLog, readInclusion } from './log.ts'

const house = testHouse()
const bytes = (hash: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(hash)
const at = new Date('2026-01-01T00:00:00Z')
/** Beyond two powers of two, so that right edges of every form occur. */
const leaves = Array.from({ length: 37 }, (_, index) => hashLeaf(`entry ${index}`))

/** A log of these leaves, one head for each size; gone when the test is over. */
const withLog = (use: (tx: Tx, rootAt: (size: number) => Buffer) => Promise<void>): Promise<void> =>
  house.database.rolledBack(async (tx) => {
    const { publicJwk } = house.services.ports.signer
    await rememberKey(tx, 'key', publicJwk, at)
    const roots: Buffer[] = []
    let edge: readonly Buffer[] = []
    for (const [index, leafHash] of leaves.entries()) {
      const grown = appendLeaves(index, edge, [leafHash], hashPair)
      const row = {
        index,
        kind: 'issue',
        number: `N${index}`,
        entry: `entry ${index}`,
        leafHash,
        at,
      } as const
      await insertLog(tx, [row], grown.nodes)
      edge = grown.edge
      const rootHash = rootOfEdge(edge, hashPair)
      roots.push(rootHash)
      const head = { treeSize: index + 1, rootHash, at, keyId: 'key', signature: Buffer.alloc(64) }
      await insertHead(tx, head)
    }
    await use(tx, (size) => roots[size - 1] as Buffer)
  })

test('one statement reads every node that the proof of any leaf in any tree needs', async () => {
  await withLog(async (tx, rootAt) => {
    for (let size = 1; size <= leaves.length; size += 1)
      for (let index = 0; index < size; index += 1) {
        const read = await readInclusion(tx, index, size === leaves.length ? null : size)
        expect(read).toMatchObject({ newest: { treeSize: leaves.length }, entry: `entry ${index}` })
        const nodeAt = (read as InclusionRead).nodeAt
        const path = inclusionPlan(index, size).assemble(nodeAt, hashPair).map(bytes)
        const [leaf, root] = [bytes(leaves[index] as Buffer), bytes(rootAt(size))]
        expect(await isIncluded({ index, size, leaf, path, root }), `${index} in ${size}`).toBe(true)
      }
  })
})

test('says which node is missing, and nothing of an entry that is not there', async () => {
  await withLog(async (tx) => {
    const unknown = await readInclusion(tx, leaves.length, null)
    expect(unknown).toMatchObject({ newest: { treeSize: leaves.length }, entry: null, leafHash: null })
    const read = await readInclusion(tx, 5, 8)
    expect(() => read?.nodeAt({ level: 5, index: 0 })).toThrow('lacks node 5/0')
  })
})
