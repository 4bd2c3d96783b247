import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import { mostInAnHour, type SentPurpose, type SentWay } from '../domain/sent-code.ts'
import type { AccountTables } from './tables.ts'

export interface CodeAsked {
  readonly id: string
  readonly purpose: SentPurpose
  readonly nameHash: Buffer
  /** Sealed. */
  readonly name: Buffer
  readonly way: SentWay
  readonly language: 'zh' | 'en' | null
  readonly now: Date
  readonly expiresAt: Date
}

/**
 * Puts a request on record in the place of the one before, unless that was too short a while ago; answers how many there
 * have been, or `undefined`. One statement, the same for any name.
 */
export const insertRequest = async (
  tx: Tx,
  { id, purpose, nameHash, name, way, language, now, expiresAt }: CodeAsked,
  waits: readonly number[],
  quietSince: Date,
): Promise<number | undefined> => {
  const quiet = sql`kept.asked_at < ${quietSince}::timestamptz`
  const { rows } = await sql<{ asked: number }>`
    insert into sent_code as kept (purpose, name_hash, id, name, way, language, asked_at, asked, counted_from, expires_at)
    values (${purpose}, ${nameHash}, ${id}, ${name}, ${way}, ${language}, ${now}, 1, ${now}, ${expiresAt})
    on conflict (purpose, name_hash) do update set id = ${id}, name = ${name}, way = ${way}, language = ${language}, asked_at = ${now}, expires_at = ${expiresAt},
      asked = case when ${quiet} then 1 else kept.asked + 1 end,
      counted_from = case when ${quiet} then ${now}::timestamptz else kept.counted_from end,
      account_id = null, hash = null, used_at = null, tries = 0, strangers_tries = 0
    where kept.asked_at + (${[...waits]}::int[])[least(kept.asked, ${waits.length})] * interval '1 second' <= ${now}
    returning asked`.execute(tx)
  return rows[0]?.asked
}

/** When a name was last asked for, and how often. */
export const lastRequest = (tx: Tx, purpose: SentPurpose, nameHash: Buffer) =>
  as<AccountTables>(tx)
    .selectFrom('sentCode')
    .select(['askedAt', 'asked'])
    .where('purpose', '=', purpose)
    .where('nameHash', '=', nameHash)
    .executeTakeFirst()

/**
 * Text messages that requests of the last hour have led to, at most: for registering every request is one, for the rest
 * those that reached an account.
 */
export const messagesSince = async (tx: Tx, registering: boolean, since: Date): Promise<number> => {
  const kind = registering ? sql`purpose = 'register'` : sql`purpose <> 'register' and hash is not null`
  const { rows } = await sql<{ sent: number }>`
    select coalesce(sum(least(asked, ${mostInAnHour}::int)), 0)::int as sent
    from sent_code where asked_at > ${since} and way = 'sms' and ${kind}`.execute(tx)
  return rows[0]?.sent ?? 0
}

/** Removes a few requests nobody needs any more; called with each new one, so that a flood of made-up names does not stay. */
export const forgetOldRequests = async (tx: Tx, before: Date): Promise<void> => {
  await sql`delete from sent_code where ctid in (
    select ctid from sent_code where asked_at < ${before} limit 20 for update skip locked)`.execute(tx)
}

export const lockRequest = (tx: Tx, id: string) =>
  as<AccountTables>(tx)
    .selectFrom('sentCode')
    .select(['id', 'purpose', 'name', 'language', 'hash', 'expiresAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const saveCode = async (tx: Tx, id: string, accountId: string | null, hash: string): Promise<void> => {
  await as<AccountTables>(tx).updateTable('sentCode').set({ accountId, hash }).where('id', '=', id).execute()
}

/** What was sent last for a name, or under an id, with the account it was sent to if that may still sign in. */
const sentCodeOf = (tx: Tx, purpose: SentPurpose, of: CodeKey) =>
  as<AccountTables>(tx)
    .selectFrom('sentCode as c')
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'c.accountId').on('a.status', '=', 'active'))
    .select([
      'c.id',
      'c.name',
      'c.hash',
      'c.expiresAt',
      'c.tries',
      'c.strangersTries',
      'c.usedAt',
      'a.id as activeAccountId',
      sql<boolean>`a.id is not null or c.purpose = 'register'`.as('stands'),
    ])
    .where('c.purpose', '=', purpose)
    .where((is) => ('id' in of ? is('c.id', '=', of.id) : is('c.nameHash', '=', of.nameHash)))

export type CodeKey = { readonly id: string } | { readonly nameHash: Buffer }

export const findCode = (tx: Tx, purpose: SentPurpose, of: CodeKey) =>
  sentCodeOf(tx, purpose, of).executeTakeFirst()

/** Locked, so that one guess is judged after the other. */
export const lockCode = (tx: Tx, purpose: SentPurpose, of: CodeKey) =>
  sentCodeOf(tx, purpose, of).forUpdate('c').executeTakeFirst()

export const countTry = async (tx: Tx, id: string, asker: boolean): Promise<void> => {
  const tries = asker ? sql`tries = tries + 1` : sql`strangers_tries = strangers_tries + 1`
  await sql`update sent_code set ${tries} where id = ${id}`.execute(tx)
}

export const markUsed = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx).updateTable('sentCode').set({ usedAt: now }).where('id', '=', id).execute()
}

/** Whatever else was sent to an account lets nobody in any more. */
export const voidCodesOf = async (tx: Tx, accountId: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('sentCode')
    .set({ usedAt: now })
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .execute()
}
