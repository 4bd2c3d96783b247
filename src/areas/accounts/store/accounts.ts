import { as, preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import type { SignInName } from '../domain/sign-in-name.ts'
import type { AccountTables } from './tables.ts'

export interface Credentials {
  readonly accountId: string
  readonly hash: string | null
  /** Signed in on this device before. */
  readonly deviceKnown: boolean
}

/** The active account behind a sign-in name, with its password hash. */
export const findCredentials = async (
  db: Db,
  name: string,
  deviceHash: Buffer,
): Promise<Credentials | undefined> =>
  (
    await preparedRead<Credentials>(db, {
      name: 'credentials',
      text: `select a.id as "accountId", p.hash, d.device_hash is not null as "deviceKnown"
        from sign_in_name n join account a on a.id = n.account_id
        left join password p on p.account_id = a.id
        left join known_device d on d.account_id = a.id and d.device_hash = $2
        where n.name = $1 and a.status = 'active'`,
      values: [name, deviceHash],
    })
  )[0]

/** The active account behind a sign-in name, and in which language to write to it. */
export const findAccountNamed = (tx: Tx, name: string) =>
  as<AccountTables>(tx)
    .selectFrom('signInName as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .select(['a.id', 'a.language'])
    .where('n.name', '=', name)
    .where('a.status', '=', 'active')
    .executeTakeFirst()

/** Every sign-in name of an account, and in which language to write to it. */
export const namesOfAccount = (connection: Db | Tx, accountId: string) =>
  as<AccountTables>(connection)
    .selectFrom('signInName as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .select(['n.name', 'n.kind', 'a.language'])
    .where('a.id', '=', accountId)
    .orderBy('n.name')
    .execute()

export const findPasswordHash = async (db: Db | Tx, accountId: string): Promise<string | undefined> =>
  (
    await as<AccountTables>(db)
      .selectFrom('password')
      .select('hash')
      .where('accountId', '=', accountId)
      .executeTakeFirst()
  )?.hash

export const savePassword = async (tx: Tx, accountId: string, hash: string, now: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('password')
    .values({ accountId, hash, changedAt: now })
    .onConflict((clash) => clash.column('accountId').doUpdateSet({ hash, changedAt: now }))
    .execute()
}

export interface NewAccount {
  readonly id: string
  readonly displayName: string
  readonly personId: string | null
  readonly names: readonly SignInName[]
  readonly passwordHash: string
  readonly demo?: boolean
}

export const insertAccount = async (tx: Tx, account: NewAccount, now: Date): Promise<void> => {
  const tables = as<AccountTables>(tx)
  await tables
    .insertInto('account')
    .values({
      id: account.id,
      displayName: account.displayName,
      personId: account.personId,
      status: 'active',
      language: 'zh',
      demo: account.demo ?? false,
      createdAt: now,
    })
    .execute()
  await tables
    .insertInto('signInName')
    .values(account.names.map((name) => ({ ...name, accountId: account.id })))
    .execute()
  await savePassword(tx, account.id, account.passwordHash, now)
}

export const updateLanguage = async (tx: Tx, accountId: string, language: 'zh' | 'en'): Promise<void> => {
  await as<AccountTables>(tx).updateTable('account').set({ language }).where('id', '=', accountId).execute()
}

/** A sign-in name to show an account by: what its owner types. */
export const nameOfAccount = async (db: Db | Tx, accountId: string): Promise<string> =>
  (
    await as<AccountTables>(db)
      .selectFrom('signInName')
      .select('name')
      .where('accountId', '=', accountId)
      .orderBy('kind', 'desc')
      .orderBy('name')
      .executeTakeFirst()
  )?.name ?? ''

export const accountIsActive = async (db: Db | Tx, accountId: string): Promise<boolean> =>
  (await as<AccountTables>(db)
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .executeTakeFirst()) !== undefined

export const accountExists = async (db: Db | Tx, accountId: string): Promise<boolean> =>
  (await as<AccountTables>(db)
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .executeTakeFirst()) !== undefined
