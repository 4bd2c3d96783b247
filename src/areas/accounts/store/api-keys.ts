import { sql } from 'kysely'
import { as, preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

export interface LiveKey {
  readonly keyId: string
  readonly accountId: string
  readonly personId: string | null
  readonly role: AccountTables['apiKey']['role']
  /** Records merged into the person's. */
  readonly mergedPersonIds: readonly string[]
  readonly organisationId: string | null
  readonly scopes: readonly string[]
  readonly lastUsedAt: Date | null
  /** Made in a session opened with one. */
  readonly secondFactor: boolean
  /** Of an installation that is a demonstration, where the second factor is offered and not asked for. */
  readonly demonstration: boolean
}

/** Whether the account of key `k` still holds the key's role on a day, which is the parameter or expression given. */
const roleHeldOn = (day: string): string => `case when k.role = 'professional' then a.person_id is not null
  else exists (select from role_assignment r where r.account_id = k.account_id and r.role = k.role
    and r.organisation_id = k.organisation_id and r.from_day <= ${day} and (r.to_day is null or r.to_day >= ${day})) end`

/**
 * The key of a token hash, if it is good today, its account active and its role in force; one query, which takes as long
 * for a key that never was as for one that is over.
 */
export const findLiveKey = async (db: Db, tokenHash: Buffer, today: string): Promise<LiveKey | undefined> => {
  const [live] = await preparedRead<LiveKey>(db, {
    name: 'live-key',
    text: `select k.id as "keyId", k.account_id as "accountId", coalesce(m.survivor_id, a.person_id) as "personId",
        array(select x.person_id from pub_person_alias x where x.survivor_id = coalesce(m.survivor_id, a.person_id)) as "mergedPersonIds", k.role,
        k.organisation_id as "organisationId", k.scopes, k.last_used_at as "lastUsedAt", k.second_factor as "secondFactor",
        exists (select from demo_sign_in) as demonstration
      from api_key k join account a on a.id = k.account_id left join pub_person_alias m on m.person_id = a.person_id
      where k.token_hash = $1 and k.revoked_at is null and k.expires_on >= $2::date and a.status = 'active'
        and ${roleHeldOn('$2::date')}`,
    values: [tokenHash, today],
  })
  return live
}

export const touchKey = async (db: Db, keyId: string, now: Date): Promise<void> => {
  await as<AccountTables>(db).updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', keyId).execute()
}

/** How many keys of an account are in use; two who count at once come one after the other. */
export const countKeys = async (tx: Tx, accountId: string, today: string): Promise<number> => {
  const tables = as<AccountTables>(tx)
  await tables.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()
  const { n } = await tables
    .selectFrom('apiKey')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .where('expiresOn', '>=', today)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export const insertKey = async (
  tx: Tx,
  key: Omit<AccountTables['apiKey'], 'createdAt' | 'lastUsedAt' | 'revokedAt'>,
  now: Date,
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('apiKey')
    .values({ ...key, createdAt: now, lastUsedAt: null, revokedAt: null })
    .execute()
}

export const lockKey = (tx: Tx, keyId: string) =>
  as<AccountTables>(tx)
    .selectFrom('apiKey')
    .select(['id', 'accountId', 'role', 'organisationId', 'revokedAt'])
    .where('id', '=', keyId)
    .forUpdate()
    .executeTakeFirst()

export const markKeyRevoked = async (tx: Tx, keyId: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx).updateTable('apiKey').set({ revokedAt: now }).where('id', '=', keyId).execute()
}

/** Ends every key of an account that is not over yet; answers how many. */
export const revokeKeysOf = async (tx: Tx, accountId: string, now: Date): Promise<number> => {
  const { numUpdatedRows } = await as<AccountTables>(tx)
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Newest first. */
export const listKeyRows = (
  tx: Tx,
  accountId: string,
  today: string,
  before: string | undefined,
  limit: number,
) =>
  as<AccountTables>(tx)
    .selectFrom('apiKey as k')
    .innerJoin('account as a', 'a.id', 'k.accountId')
    .leftJoin('pubOrganisation as o', 'o.id', 'k.organisationId')
    .select([
      'k.id',
      'k.name',
      'k.hint',
      'k.role',
      'k.organisationId',
      'o.name as organisationName',
      'o.nameEn as organisationNameEn',
      'k.scopes',
      'k.createdAt',
      'k.expiresOn',
      'k.lastUsedAt',
      'k.revokedAt',
      'k.secondFactor',
      sql<boolean>`(select ${sql.raw(roleHeldOn('t.day'))} from (select ${today}::date as day) t)`.as(
        'roleHeld',
      ),
      sql<boolean>`exists (select from demo_sign_in)`.as('demonstration'),
    ])
    .where('k.accountId', '=', accountId)
    .$if(before !== undefined, (built) => built.where('k.id', '<', before as string))
    .orderBy('k.id', 'desc')
    .limit(limit)
    .execute()
