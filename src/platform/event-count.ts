import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '../kernel/canonical-json.ts'
import type { Db, Tx } from './db/database.ts'
import type { IdentityVault } from './ports/ports.ts'

/** A count of the trail: how many events were written after the count before it up to a place, and a hash over them. */
export interface EventCount {
  readonly number: number
  /** Every event up to here is counted; places are not all taken. */
  readonly place: number
  readonly events: number
  /** SHA-256 over ids and seals in the order of their places, hex. */
  readonly hash: string
  readonly at: Date
  readonly seal: string
}

/** The keyed seal of a count over all it says and over the count before it. */
export const sealOfCount = (
  vault: Pick<IdentityVault, 'fingerprint'>,
  count: Omit<EventCount, 'seal'>,
  before: EventCount | undefined,
): string =>
  vault.fingerprint(
    'event-count',
    canonicalJson({ ...count, at: count.at.toISOString(), before: before?.seal ?? null }),
  )

/** Reads the events of a stretch of the trail in their order and answers their number and hash. */
export const tallyOf = async (
  db: Db | Tx,
  after: number,
  upTo: number,
  atOnce = 5000,
): Promise<Pick<EventCount, 'events' | 'hash'>> => {
  const hash = createHash('sha256')
  let events = 0
  for (let from = after; ; ) {
    const { rows } = await sql<{ id: string; seal: string | null; place: number }>`
      select id, seal, place from event where place > ${from} and place <= ${upTo} order by place limit ${atOnce}`.execute(
      db,
    )
    for (const { id, seal } of rows) hash.update(`${id} ${seal}\n`)
    events += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return { events, hash: hash.digest('hex') }
    from = last.place
  }
}

const columns = sql`number, place, events, hash, at, seal`

/** Counts after a number, in their order. */
export const countsAfter = async (
  db: Db | Tx,
  number: number,
  limit: number,
): Promise<readonly EventCount[]> => {
  const { rows } = await sql<EventCount>`
    select ${columns} from event_count where number > ${number} order by number limit ${limit}`.execute(db)
  return rows
}

export const countsAt = async (db: Db, numbers: readonly number[]): Promise<readonly EventCount[]> => {
  const { rows } = await sql<EventCount>`
    select ${columns} from event_count where number = any(${[...numbers]}::int[])`.execute(db)
  return rows
}

/** How far the trail had come, and the first transaction that had not begun by then. */
interface Reached {
  readonly place: number
  readonly next: string
}

/**
 * A counter of the trail. Each call counts what came since the last count, as far as nobody can write before it any more:
 * an event's place is taken before the event can be seen, so those who had begun must have ended, one way or the other.
 * Until they have, nothing is counted and the next call tries the same again. Two processes counting at once count once.
 */
export const eventCounter = (
  db: Db,
  vault: IdentityVault,
  now: () => Date,
): (() => Promise<EventCount | undefined>) => {
  let reached: Reached | undefined
  return async () => {
    reached ??= await howFar(db)
    if (!reached || !(await allEndedBefore(db, reached.next))) return undefined
    const { place } = reached
    reached = undefined
    return countUpTo(db, vault, now, place)
  }
}

const howFar = async (db: Db): Promise<Reached | undefined> => {
  const { rows } = await sql<{ place: number | null; next: string }>`
    select (select max(place) from event) as place, pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(
    db,
  )
  const [row] = rows
  return row && row.place !== null ? { place: row.place, next: row.next } : undefined
}

const allEndedBefore = async (db: Db, next: string): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${next}::xid8 as ended`.execute(db)
  return rows[0]?.ended ?? false
}

const countUpTo = (
  db: Db,
  vault: IdentityVault,
  now: () => Date,
  place: number,
): Promise<EventCount | undefined> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('event_count', 0))`.execute(tx)
    const { rows } = await sql<EventCount>`
      select ${columns} from event_count order by number desc limit 1`.execute(tx)
    const [before] = rows
    if (before && before.place >= place) return undefined
    const tally = await tallyOf(tx, before?.place ?? 0, place)
    const count = { number: (before?.number ?? 0) + 1, place, ...tally, at: now() }
    const seal = sealOfCount(vault, count, before)
    await sql`insert into event_count (number, place, events, hash, at, seal)
      values (${count.number}, ${place}, ${count.events}, ${count.hash}, ${count.at}, ${seal})`.execute(tx)
    return { ...count, seal }
  })
