import type { Json } from '../../../kernel/canonical-json.ts'
import { sql } from 'kysely'
import { as, type Db, preparedRead, type Tx } from '../../../platform/db/database.ts'
import type { LedgerTables } from './tables.ts'

/** Keeps a pack under its hash; the same pack again changes nothing. */
export const insertPack = async (
  tx: Db | Tx,
  pack: { hash: string; id: string; pack: Json },
  now: Date,
): Promise<void> => {
  await as<LedgerTables>(tx)
    .insertInto('rulePack')
    .values({ hash: pack.hash, id: pack.id, pack: JSON.stringify(pack.pack), registeredAt: now })
    .onConflict((clash) => clash.column('hash').doNothing())
    .execute()
}

/** The newest registered text of every pack. */
export const newestPacks = (tx: Db | Tx): Promise<{ id: string; hash: string; pack: Json }[]> =>
  as<LedgerTables>(tx)
    .selectFrom('rulePack')
    .distinctOn('id')
    .select(['id', 'hash', 'pack'])
    .orderBy('id')
    .orderBy('registeredAt', 'desc')
    .execute()

/** Which text of every pack is the newest, by its hash. */
export const newestHashes = (tx: Db | Tx): Promise<{ id: string; hash: string }[]> =>
  preparedRead(tx, {
    name: 'newest-packs',
    text: 'select distinct on (id) id, hash from rule_pack order by id, registered_at desc',
    values: [],
  })

/** Which pack each programme goes by. */
export const programmePacks = (
  tx: Db | Tx,
): Promise<{ id: string; code: string; rulePack: string; zone: string }[]> =>
  as<LedgerTables>(tx)
    .selectFrom('pubProgramme')
    .select(['id', 'code', 'rulePack', 'zone'])
    .orderBy('code')
    .orderBy('id')
    .execute()

/** Texts by their hashes, whatever was registered since. */
export const packsByHash = (
  tx: Db | Tx,
  hashes: readonly string[],
): Promise<{ id: string; hash: string; pack: Json }[]> =>
  as<LedgerTables>(tx)
    .selectFrom('rulePack')
    .select(['id', 'hash', 'pack'])
    .where('hash', 'in', [...hashes])
    .execute()

export interface TextInTime {
  readonly id: string
  readonly hash: string
  readonly layers: readonly string[] | null
  readonly registeredAt: Date
}

/** Every text ever registered with the packs it stands on, the earliest first. */
export const textsInTime = async (tx: Db | Tx): Promise<TextInTime[]> => {
  const { rows } = await sql<TextInTime>`
    select id, hash, pack -> 'on' as layers, registered_at from rule_pack order by registered_at, hash`.execute(
    tx,
  )
  return rows
}

/** Rulesets that entries were posted by, each with the first of its entries. */
export const rulesetsOfEntries = async (
  tx: Db | Tx,
): Promise<{ entry: string; pack: string; rulesetHash: string; recordedAt: Date }[]> => {
  const { rows } = await sql<{ entry: string; pack: string; rulesetHash: string; recordedAt: Date }>`
    select distinct on (pack, ruleset_hash) id as entry, pack, ruleset_hash, recorded_at from ledger_entry
    order by pack, ruleset_hash, recorded_at, id`.execute(tx)
  return rows
}
