import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import { copyLine, copyRows } from '../../../platform/db/copy.ts'
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
}

/** The newest head with its key; `undefined` while the log is empty. */
export const newestHead = async (tx: Db | Tx): Promise<NewestHead | undefined> => {
  const [newest] = await preparedRead<NewestHead>(tx, {
    name: 'log-newest-head',
    text: `select ${headAndKey} from ${headWithKey}`,
    values: [],
  })
  return newest
}

const headAndKey = `h.tree_size as "treeSize", h.root_hash as "rootHash", h.at, h.key_id as "keyId", h.signature, k.public_jwk as "publicKey"`
const headWithKey = `(select * from certificate_log_head order by tree_size desc limit 1) h join certificate_key k on k.key_id = h.key_id`

export interface InclusionRead {
  readonly newest: NewestHead
  /** Canonical text and leaf hash of the entry asked for; both `null` where the log has none there. */
  readonly entry: string | null
  readonly leafHash: Buffer | null
  /** Every hash that `inclusionPlan` needs. Throws when one is missing: then the log is damaged. */
  nodeAt(place: NodePlace): Buffer
}

/**
 * All that an inclusion proof of entry `index` in the tree of `size` leaves (`null`: the newest) is made from, in one statement
 * and one row: a row for each hash would cost the reading process more than the reading. `undefined` while the log is empty.
 */
export const readInclusion = async (
  tx: Db | Tx,
  index: number,
  size: number | null,
): Promise<InclusionRead | undefined> => {
  const [row] = await preparedRead<
    NewestHead & Pick<InclusionRead, 'entry' | 'leafHash'> & { nodes: Buffer | null }
  >(tx, { name: 'log-inclusion', text: inclusionText, values: [index, size] })
  if (!row) return undefined
  const { entry, leafHash, nodes, ...newest } = row
  const found = new Map<string, Buffer>()
  for (let at = 0; nodes && at < nodes.length; at += nodeBytes) {
    const place = { level: nodes.readInt16BE(at), index: Number(nodes.readBigInt64BE(at + 2)) }
    found.set(placeKey(place), nodes.subarray(at + 10, at + nodeBytes))
  }
  return { newest, entry, leafHash, nodeAt: nodeIn(found) }
}

/** Level, index and hash of a node, one behind the other. */
const nodeBytes = 2 + 8 + 32

// On each level the neighbour of the leaf's ancestor, where it is complete; and of a tree that ends in the midst of one, the
// complete subtrees along its right edge. No tree here has more than 2^53 leaves.
const inclusionText = `select ${headAndKey}, l.entry, l.leaf_hash as "leafHash",
    (with place (level, index) as materialized (
        select level::smallint, ($1::bigint >> level) # 1 from generate_series(0, 53) level
        where ((($1::bigint >> level) # 1) + 1) << level <= coalesce($2::bigint, h.tree_size)
        union all
        select level::smallint, (coalesce($2::bigint, h.tree_size) >> level) - 1 from generate_series(0, 53) level
        where (coalesce($2::bigint, h.tree_size) >> level) & 1 = 1
          and (coalesce($2::bigint, h.tree_size) >> level) - 1 > ($1::bigint >> level) | 1)
      select string_agg(int2send(p.level) || int8send(p.index) ||
        case when p.level = 0 then (select leaf_hash from certificate_log where index = p.index)
          else (select hash from certificate_log_node n where n.level = p.level and n.index = p.index) end, '')
      from place p) as nodes
  from ${headWithKey} left join certificate_log l on l.index = $1`

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
  return nodeIn(new Map(rows.map((row) => [placeKey(row), row.hash])))
}

const nodeIn =
  (found: ReadonlyMap<string, Buffer>) =>
  (place: NodePlace): Buffer => {
    const hash = found.get(placeKey(place))
    if (!hash) throw new Error(`the certificate log lacks node ${placeKey(place)}`)
    return hash
  }

export const insertLog = async (
  tx: Tx,
  rows: readonly LogRow[],
  nodes: readonly TreeNode[],
): Promise<void> => {
  if (rows.length === 0) return
  await copyRows(tx, 'certificate_log (index, kind, number, entry, leaf_hash, at)', rows, (row) =>
    copyLine([row.index, row.kind, row.number, row.entry, row.leafHash, row.at.toISOString()]),
  )
  const inner = nodes.filter((node) => node.level > 0)
  if (inner.length === 0) return
  await copyRows(tx, 'certificate_log_node (level, index, hash)', inner, (node) =>
    copyLine([node.level, node.index, node.hash]),
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
