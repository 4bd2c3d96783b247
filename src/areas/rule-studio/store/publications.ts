import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RuleStudioTables } from './tables.ts'

/** Keeps the cases of a registered text; those of a text that has some already stand. */
export const insertCases = async (
  tx: Db | Tx,
  packHash: string,
  cases: unknown,
  now: Date,
): Promise<void> => {
  await as<RuleStudioTables>(tx)
    .insertInto('ruleCaseSet')
    .values({ packHash, cases: JSON.stringify(cases), registeredAt: now })
    .onConflict((clash) => clash.column('packHash').doNothing())
    .execute()
}

export const casesOf = async (tx: Db | Tx, packHash: string): Promise<readonly unknown[]> => {
  const row = await as<RuleStudioTables>(tx)
    .selectFrom('ruleCaseSet')
    .select('cases')
    .where('packHash', '=', packHash)
    .executeTakeFirst()
  return row?.cases ?? []
}

export interface Publication {
  readonly packHash: string
  readonly packId: string
  readonly draftId: string
  readonly baseHash: string | null
  readonly writers: string[]
  readonly approvedBy: string
  readonly approvedFor: string | null
  readonly reports: string[]
  readonly changedFrom: string | null
  readonly publishedAt: Date
}

export const insertPublication = async (tx: Tx, publication: Publication): Promise<void> => {
  await as<RuleStudioTables>(tx).insertInto('rulePublication').values(publication).execute()
}

/** Packs of which an office has published a text: what ships with the product does not go over it. */
export const publishedPacks = async (tx: Db | Tx): Promise<ReadonlySet<string>> => {
  const rows = await as<RuleStudioTables>(tx)
    .selectFrom('rulePublication')
    .select('packId')
    .distinct()
    .execute()
  return new Set(rows.map((row) => row.packId))
}

export interface TextRegistered {
  readonly hash: string
  readonly registeredAt: Date
  readonly draftId: string | null
  readonly writers: string[] | null
  readonly approvedBy: string | null
  readonly changedFrom: string | null
}

/** Every text ever registered under an id, newest first, with how it was published. */
export const textsRegistered = async (tx: Db | Tx, packId: string): Promise<TextRegistered[]> => {
  const { rows } = await sql<TextRegistered>`
    select r.hash, r.registered_at, p.draft_id, p.writers, p.approved_by, p.changed_from
    from rule_pack r left join rule_publication p on p.pack_hash = r.hash
    where r.id = ${packId} order by r.registered_at desc, r.hash limit 100`.execute(tx)
  return rows
}

export const isRegistered = async (tx: Db | Tx, hash: string): Promise<boolean> =>
  (await as<RuleStudioTables>(tx)
    .selectFrom('rulePack')
    .select('hash')
    .where('hash', '=', hash)
    .executeTakeFirst()) !== undefined

/** Texts of packs are published one after the other, so that what was checked still holds when it is written. */
export const holdPublishing = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('rule-studio.publish'))`.execute(tx)
}
