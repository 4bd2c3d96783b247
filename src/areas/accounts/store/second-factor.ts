import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { AccountTables } from './tables.ts'

/** The factor in force or being set up; locked, so that one code is judged after the other. */
export const lockFactor = (tx: Tx, accountId: string) =>
  as<AccountTables>(tx)
    .selectFrom('secondFactor')
    .selectAll()
    .where('accountId', '=', accountId)
    .forUpdate()
    .executeTakeFirst()

export const findFactor = (db: Db | Tx, accountId: string) =>
  as<AccountTables>(db)
    .selectFrom('secondFactor')
    .select(['confirmedAt'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()

/** Keeps a secret that its owner has yet to confirm; one in force is never overwritten. */
export const saveUnconfirmedFactor = async (
  tx: Tx,
  accountId: string,
  secret: Buffer,
  now: Date,
): Promise<void> => {
  await as<AccountTables>(tx)
    .insertInto('secondFactor')
    .values({ accountId, secret, begunAt: now, confirmedAt: null })
    .onConflict((clash) =>
      clash
        .column('accountId')
        .doUpdateSet({ secret, begunAt: now })
        .where('secondFactor.confirmedAt', 'is', null),
    )
    .execute()
}

export const confirmFactor = async (tx: Tx, accountId: string, step: number, now: Date): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('secondFactor')
    .set({ confirmedAt: now, lastStep: step })
    .where('accountId', '=', accountId)
    .execute()
}

export const saveLastStep = async (tx: Tx, accountId: string, step: number): Promise<void> => {
  await as<AccountTables>(tx)
    .updateTable('secondFactor')
    .set({ lastStep: step })
    .where('accountId', '=', accountId)
    .execute()
}

export const deleteFactor = async (tx: Tx, accountId: string): Promise<boolean> => {
  const tables = as<AccountTables>(tx)
  await tables.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  const gone = await tables.deleteFrom('secondFactor').where('accountId', '=', accountId).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export const replaceRecoveryCodes = async (
  tx: Tx,
  accountId: string,
  hashes: readonly string[],
): Promise<void> => {
  const tables = as<AccountTables>(tx)
  await tables.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute()
  await tables
    .insertInto('recoveryCode')
    .values(hashes.map((hash) => ({ accountId, hash, usedAt: null })))
    .execute()
}

/** Uses a recovery code up; false when there is none, or no more. */
export const takeRecoveryCode = async (
  tx: Tx,
  accountId: string,
  hash: string,
  now: Date,
): Promise<boolean> => {
  const taken = await as<AccountTables>(tx)
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('accountId', '=', accountId)
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

export const countRecoveryCodes = async (db: Db | Tx, accountId: string): Promise<number> => {
  const { left } = await as<AccountTables>(db)
    .selectFrom('recoveryCode')
    .select((build) => build.fn.countAll<number>().as('left'))
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
