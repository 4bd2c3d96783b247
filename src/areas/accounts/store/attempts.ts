import { type RawBuilder, sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { waitAfter, type Budget } from '../domain/throttle.ts'
import type { AccountTables } from './tables.ts'

/** A name on a device; both are keyed hashes, so the table is no list of who has an account. */
export interface AttemptKey {
  readonly nameHash: Buffer
  readonly deviceHash: Buffer
}

export interface Counter {
  readonly key: AttemptKey
  readonly budget: Budget
}

/**
 * Counts a try as failed before it is made, and takes it back when it succeeds: tries sent all at once are counted one
 * after the other and cannot all slip in before the first is found wrong. One statement for all counters, each counted
 * only where the one before it let the try in. Answers how many did, and the seconds to wait at the first that did not.
 */
export const reserveAttempts = async (
  db: Db,
  counters: readonly Counter[],
  now: Date,
): Promise<{ readonly reserved: number; readonly seconds: number }> => {
  if (counters.length === 0) return { reserved: 0, seconds: 0 }
  const step = (at: number) => sql.raw(`counter${at}`)
  const { rows } = await sql<{ reserved: number }>`
    with ${sql.join(
      counters.map(
        (counter, at) =>
          sql`${step(at)} as (${counted(counter, now, at > 0 ? sql`from ${step(at - 1)}` : sql``)})`,
      ),
    )} select ${sql.join(
      counters.map((_, at) => sql`(select count(*) from ${step(at)})`),
      sql` + `,
    )} as reserved`.execute(db)
  const reserved = Number(rows[0]?.reserved ?? 0)
  const stopped = counters[reserved]
  return { reserved, seconds: stopped ? await secondsLeft(db, stopped.key, now) : 0 }
}

const counted = ({ key, budget }: Counter, now: Date, after: RawBuilder<unknown>): RawBuilder<unknown> => {
  const waits = waitsOf(budget)
  const quietSince = new Date(now.getTime() - budget.forgetSeconds * 1000)
  const failures = sql`case when kept.last_failed_at < ${quietSince} then 1 else kept.failures + 1 end`
  return sql`insert into sign_in_attempt as kept (name_hash, device_hash, failures, last_failed_at, wait_until)
    select ${key.nameHash}::bytea, ${key.deviceHash}::bytea, 1, ${now}::timestamptz, ${now}::timestamptz + ${waits[0]} * interval '1 second' ${after}
    on conflict (name_hash, device_hash) do update set failures = ${failures}, last_failed_at = ${now},
      wait_until = ${now}::timestamptz + (${waits}::int[])[least(${failures}, ${waits.length})] * interval '1 second'
    where kept.wait_until <= ${now}
    returning 1`
}

const secondsLeft = async (db: Db, { nameHash, deviceHash }: AttemptKey, now: Date): Promise<number> => {
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
 * It was right: what this device failed is forgotten, the try is not held against the strangers and the network, and the account knows the
 * device from now on. One statement, for three hundred people may be at the door.
 */
export const welcome = async (
  db: Db,
  { own, shared }: { readonly own: AttemptKey | undefined; readonly shared: readonly AttemptKey[] },
  device: { readonly accountId: string; readonly deviceHash: Buffer },
  now: Date,
): Promise<void> => {
  const forget = own
    ? sql`forgotten as (delete from sign_in_attempt where name_hash = ${own.nameHash} and device_hash = ${own.deviceHash}), `
    : sql``
  const [first] = shared
  const forgive = first
    ? sql`forgiven as (update sign_in_attempt set failures = greatest(failures - 1, 0), wait_until = ${now}
        where name_hash = ${first.nameHash} and device_hash = any(${shared.map(({ deviceHash }) => deviceHash)}::bytea[])), `
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
