import { query } from '../../../platform/perform.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { refuse, ok, type Result } from '../../../kernel/result.ts'
import { headFeed } from './head-feed.ts'
import { consistencyPlan, inclusionPlan } from '../domain/log-tree.ts'
import type { LogHead } from '../domain/statements.ts'
import type { Ports } from '../../../platform/ports/ports.ts'
import type { PublicJwk } from '../store/tables.ts'
import {
  entriesBetween,
  lastHead,
  type NewestHead,
  newestHead,
  newestHeads,
  nodeReader,
  readInclusion,
} from '../store/log.ts'
import { issuerKeys } from './issuer-keys.ts'
import { hashPair, sha256, signed } from './signing.ts'
import { type SignedHead, signedHead } from './signed-certificate.ts'

const open = async () => ({ owners: {} })

/** Most entries given in one answer. */
export const mostEntries = 1000

/** A head with the key that signed it, for those who meet this log for the first time. */
export interface PublishedHead extends SignedHead {
  readonly publicKey: PublicJwk
}

const published = (head: NewestHead): PublishedHead => ({ ...signedHead(head), publicKey: head.publicKey })

/** The newest signed head. An empty log has one too, signed when asked: a monitor's first visit may come before the first certificate. */
const headNow = async (tx: Db | Tx, ports: Ports, now: Date): Promise<PublishedHead> => {
  const head = await newestHead(tx)
  if (head) return published(head)
  const statement: LogHead = {
    schema: 'zhixin.log-head/1',
    treeSize: 0,
    rootHash: sha256('').toString('base64url'),
    at: now.toISOString(),
  }
  const { keyId, signature } = await signed(ports.signer, statement)
  return {
    ...statement,
    keyId,
    signature: signature.toString('base64url'),
    publicKey: ports.signer.publicJwk,
  }
}

export const logHead = query({
  name: 'log.head',
  action: 'log.read',
  load: open,
  reply: (reading) => headNow(reading.tx, reading.ports, reading.now),
})

/** Heads shown in the feed. */
const inFeed = 50

export const logFeed = query({
  name: 'log.feed',
  action: 'log.read',
  load: open,
  async reply(reading) {
    const heads = (await newestHeads(reading.tx, inFeed)).map(signedHead)
    return headFeed(heads, { publicUrl: reading.ports.publicUrl, now: reading.now })
  },
})

/** Inclusion of one entry in the newest tree, or in the tree of `size` leaves. */
export const logProof = query({
  name: 'log.proof',
  action: 'log.read',
  load: open,
  async reply(
    reading,
    input: { index: number; size?: number | undefined },
  ): Promise<Result<LogProof, 'log.index-unknown' | 'log.range'>> {
    const { index } = input
    const read = await readInclusion(reading.tx, index, input.size ?? null)
    const newestSize = read?.newest.treeSize ?? 0
    if (!read?.entry || !read.leafHash) return refuse('log.index-unknown', { index, size: newestSize })
    const treeSize = input.size ?? newestSize
    if (treeSize <= index || treeSize > newestSize) return refuse('log.range', { size: newestSize })
    return ok({
      index,
      treeSize,
      entry: JSON.parse(read.entry) as Json,
      leafHash: read.leafHash.toString('base64url'),
      path: inclusionPlan(index, treeSize)
        .assemble(read.nodeAt, hashPair)
        .map((hash) => hash.toString('base64url')),
      head: published(read.newest),
    })
  },
})

export interface LogProof {
  readonly index: number
  readonly treeSize: number
  readonly entry: Json
  readonly leafHash: string
  readonly path: readonly string[]
  readonly head: PublishedHead
}

/** That the tree of `from` leaves is the beginning of the tree of `to` leaves. */
export const logConsistency = query({
  name: 'log.consistency',
  action: 'log.read',
  load: open,
  async reply(
    reading,
    input: { from: number; to?: number | undefined },
  ): Promise<Result<{ from: number; to: number; path: string[] }, 'log.range'>> {
    const size = (await lastHead(reading.tx))?.treeSize ?? 0
    const to = input.to ?? size
    if (input.from > to || to > size) return refuse('log.range', { size })
    const plan = consistencyPlan(input.from, to)
    const nodeAt = await nodeReader(reading.tx, plan.needs)
    return ok({
      from: input.from,
      to,
      path: plan.assemble(nodeAt, hashPair).map((hash) => hash.toString('base64url')),
    })
  },
})

/** Entries `[from, to)`, at most a thousand at a time; `next` is where to go on. */
export const logEntries = query({
  name: 'log.entries',
  action: 'log.read',
  load: open,
  async reply(reading, input: { from: number; to?: number | undefined }) {
    const size = (await lastHead(reading.tx))?.treeSize ?? 0
    const to = Math.min(input.to ?? size, size)
    const end = Math.min(to, input.from + mostEntries)
    const rows = end > input.from ? await entriesBetween(reading.tx, input.from, end) : []
    return {
      items: rows.map((row) => ({
        index: row.index,
        entry: JSON.parse(row.entry) as Json,
        leafHash: row.leafHash.toString('base64url'),
      })),
      next: end < to ? end : null,
      treeSize: size,
    }
  },
})

/** By which each signing key endorsed the one after it: who trusts an old one can tell a change from an exchange. */
export const keyChanges = query({
  name: 'log.keyChanges',
  action: 'log.read',
  load: open,
  reply: async ({ ports }) => ({ items: [...(ports.signer.keyChanges ?? [])] }),
})

/** Public keys that have signed here and the one that signs now, as a JWK set; old ones stay. */
export const signingKeys = query({
  name: 'log.keys',
  action: 'log.read',
  load: open,
  async reply(reading) {
    const keys = await issuerKeys(reading.tx, reading.ports.signer)
    return { keys: keys.map(({ keyId, key }) => ({ ...key, kid: keyId, use: 'sig', alg: 'EdDSA' })) }
  },
})
