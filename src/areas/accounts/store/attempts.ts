import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { waitAfter, type Budget } from '../domain/throttle.ts'
import type { AccountTables } from './tables.ts'

/** A name on a device; both are keyed hashes, so the table is no list of who has an account. */
export interface AttemptKey {
  readonly nameHash: Buffer
  readonly deviceHash: Buffer
}

/**
 * Counts a try as failed before it is made, and takes it back when it succeeds: tries sent all at once are counted one
 * after the other and cannot all slip in before the first is found wrong. Answers the seconds to wait, 0 for go ahead.
 */
export const reserveAttempt = async (
  db: Db,
  { nameHash, deviceHash }: AttemptKey,
  budget: Budget,
  now: Date,
): Promise<number> => {
  const waits = waitsOf(budget)
  const quietSince = new Date(now.getTime() - budget.forgetSeconds * 1000)
  const counted = sql`case when kept.last_failed_at < ${quietSince} then 1 else kept.failures + 1 end`
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_attempt as kept (name_hash, device_hash, failures, last_failed_at, wait_until)
    values (${nameHash}, ${deviceHash}, 1, ${now}, ${now}::timestamptz + ${waits[0]} * interval '1 second')
    on conflict (name_hash, device_hash) do update set failures = ${counted}, last_failed_at = ${now},
      wait_until = ${now}::timestamptz + (${waits}::int[])[least(${counted}, ${waits.length})] * interval '1 second'
    where kept.wait_until <= ${now}
    returning failures`.execute(db)
  if (rows.length > 0) return 0
  const kept = await as<AccountTables>(db)
    .selectFrom('signInAttempt')
    .select('waitUntil')
    .where('nameHash', '=', nameHash)
    .where('deviceHash', '=', deviceHash)
    .executeTakeFirst()
  return Math.max(1, Math.ceil(((kept?.waitUntil.getTime() ?? 0) - now.getTime()) / 1000))
}

/** Seconds to wait after the first failure, the second, and so on; the last stands for all that follow. */
const waitsOf = (budget: Budget): number[] =>
  Array.from({ length: budget.free + 20 }, (_, index) => waitAfter(index + 1, budget))

/** The try was none of a guesser: it is not held against the next. */
export const takeBackAttempt = async (
  db: Db | Tx,
  { nameHash, deviceHash }: AttemptKey,
  now: Date,
): Promise<void> => {
  await sql`update sign_in_attempt set failures = greatest(failures - 1, 0), wait_until = ${now}
    where name_hash = ${nameHash} and device_hash = ${deviceHash}`.execute(db)
}

/**
 * It was right: what this device failed is forgotten, the try is not held against the strangers, and the account knows the
 * device from now on. One statement, for three hundred people may be at the door.
 */
export const welcome = async (
  db: Db,
  { own, shared }: { readonly own: AttemptKey | undefined; readonly shared: AttemptKey | undefined },
  device: { readonly accountId: string; readonly deviceHash: Buffer },
  now: Date,
): Promise<void> => {
  const forget = own
    ? sql`forgotten as (delete from sign_in_attempt where name_hash = ${own.nameHash} and device_hash = ${own.deviceHash}), `
    : sql``
  const forgive = shared
    ? sql`forgiven as (update sign_in_attempt set failures = greatest(failures - 1, 0), wait_until = ${now}
        where name_hash = ${shared.nameHash} and device_hash = ${shared.deviceHash}), `
    : sql``
  await sql`with ${forget}${forgive}known as (insert into known_device (account_id, device_hash, signed_in_at)
      values (${device.accountId}, ${device.deviceHash}, ${now})
      on conflict (account_id, device_hash) do update set signed_in_at = excluded.signed_in_at)
    select`.execute(db)
}

/** Forgets on every device what was failed under these names. */
export const clearAttemptsAt = async (tx: Tx, nameHashes: readonly Buffer[]): Promise<void> => {
  await as<AccountTables>(tx)
    .deleteFrom('signInAttempt')
    .where('nameHash', 'in', [...nameHashes])
    .execute()
}

/** Removes a few counters nobody needs any more; called with each new failure, so that a flood of made-up names does not stay. */
export const forgetOldAttempts = async (db: Db, before: Date): Promise<void> => {
  await sql`delete from sign_in_attempt where ctid in (
    select ctid from sign_in_attempt where last_failed_at < ${before} limit 20 for update skip locked)`.execute(
    db,
  )
}
