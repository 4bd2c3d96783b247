import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import { copyLine, copyLines } from '../../../platform/db/copy.ts'
import { as, preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import type { NodePlace, TreeNode } from '../domain/log-tree.ts'
import type { Certificates, LogKind, PublicJwk } from './tables.ts'

export interface HeadRow {
  readonly treeSize: number
  readonly rootHash: Buffer
  readonly at: Date
  readonly keyId: string
  readonly signature: Buffer
}

export interface LogRow {
  readonly index: number
  readonly kind: LogKind
  readonly number: string
  readonly entry: string
  readonly leafHash: Buffer
  readonly at: Date
}

/** One writer at a time: a leaf's place is the number of leaves before it. Held until the transaction ends. */
export const lockLog = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('certificate_log', 0))`.execute(tx)
}

export const lastHead = async (tx: Db | Tx): Promise<HeadRow | undefined> => {
  const [head] = await preparedRead<HeadRow>(tx, {
    name: 'log-last-head',
    text: `select tree_size as "treeSize", root_hash as "rootHash", at, key_id as "keyId", signature
      from certificate_log_head order by tree_size desc limit 1`,
    values: [],
  })
  return head
}

export interface NewestHead extends HeadRow {
  /** Of the key that signed it. */
  readonly publicKey: PublicJwk
  /** Canonical text and leaf hash of the entry asked for; both `null` where the log has none there. */
  readonly entry: string | null
  readonly leafHash: Buffer | null
}

/** All an inclusion proof begins with, in one statement: the newest head, its key and the entry at `index`. `undefined` while the log is empty. */
export const newestHead = async (tx: Db | Tx, index: number | null): Promise<NewestHead | undefined> => {
  const [newest] = await preparedRead<NewestHead>(tx, {
    name: 'log-newest-head',
    text: `select h.tree_size as "treeSize", h.root_hash as "rootHash", h.at, h.key_id as "keyId", h.signature,
        k.public_jwk as "publicKey", l.entry, l.leaf_hash as "leafHash"
      from (select * from certificate_log_head order by tree_size desc limit 1) h
      join certificate_key k on k.key_id = h.key_id
      left join certificate_log l on l.index = $1`,
    values: [index],
  })
  return newest
}

/** The head made by the commit that logged an entry: it is the first whose tree holds it. */
export const headHolding = (tx: Db | Tx, index: number): Promise<HeadRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificateLogHead')
    .selectAll()
    .where('treeSize', '>', index)
    .orderBy('treeSize')
    .limit(1)
    .executeTakeFirst()

export const headsAfter = (tx: Db | Tx, treeSize: number, limit: number): Promise<HeadRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateLogHead')
    .selectAll()
    .where('treeSize', '>', treeSize)
    .orderBy('treeSize')
    .limit(limit)
    .execute()

export const newestHeads = (tx: Db | Tx, limit: number): Promise<HeadRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateLogHead')
    .selectAll()
    .orderBy('treeSize', 'desc')
    .limit(limit)
    .execute()

/** The heads of trees of these sizes, as far as there are any. */
export const headsAt = (tx: Db | Tx, treeSizes: readonly number[]): Promise<HeadRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateLogHead')
    .selectAll()
    .where('treeSize', 'in', treeSizes.length > 0 ? [...treeSizes] : [-1])
    .execute()

const placeKey = (place: NodePlace): string => `${place.level}/${place.index}`

/** Hashes at these places, leaves included, in one round trip. Throws when one is missing: then the log is damaged. */
export const nodeReader = async (
  tx: Db | Tx,
  places: readonly NodePlace[],
): Promise<(place: NodePlace) => Buffer> => {
  const leaves = places.filter((place) => place.level === 0).map((place) => place.index)
  const nodes = places.filter((place) => place.level > 0)
  const rows = await preparedRead<{ level: number; index: number; hash: Buffer }>(tx, {
    name: 'log-nodes',
    text: `select 0::smallint as level, index, leaf_hash as hash from certificate_log where index = any($1::bigint[])
      union all
      select n.level, n.index, n.hash from certificate_log_node n
      join unnest($2::smallint[], $3::bigint[]) as wanted (level, index) on n.level = wanted.level and n.index = wanted.index`,
    values: [plain(leaves), plain(nodes.map((one) => one.level)), plain(nodes.map((one) => one.index))],
  })
  const found = new Map(rows.map((row) => [placeKey(row), row.hash]))
  return (place) => {
    const hash = found.get(placeKey(place))
    if (!hash) throw new Error(`the certificate log lacks node ${placeKey(place)}`)
    return hash
  }
}

export const insertLog = async (
  tx: Tx,
  rows: readonly LogRow[],
  nodes: readonly TreeNode[],
): Promise<void> => {
  if (rows.length === 0) return
  await copyLines(
    tx,
    'certificate_log (index, kind, number, entry, leaf_hash, at)',
    rows.map((row) =>
      copyLine([row.index, row.kind, row.number, row.entry, row.leafHash, row.at.toISOString()]),
    ),
  )
  const inner = nodes.filter((node) => node.level > 0)
  if (inner.length === 0) return
  await copyLines(
    tx,
    'certificate_log_node (level, index, hash)',
    inner.map((node) => copyLine([node.level, node.index, node.hash])),
  )
}

export const insertHead = async (tx: Tx, head: HeadRow): Promise<void> => {
  await as<Certificates>(tx).insertInto('certificateLogHead').values(head).execute()
}

export const entriesBetween = (tx: Db | Tx, from: number, to: number): Promise<LogRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateLog')
    .selectAll()
    .where('index', '>=', from)
    .where('index', '<', to)
    .orderBy('index')
    .execute()

export const entriesOf = (tx: Db | Tx, number: string): Promise<LogRow[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateLog')
    .selectAll()
    .where('number', '=', number)
    .orderBy('index')
    .execute()
