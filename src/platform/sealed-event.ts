import { sql } from 'kysely'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import { executePlanned, type Db, type Tx } from './db/database.ts'
import type { IdentityVault } from './ports/ports.ts'

/** Everything an event says, as it stands in its row. */
export interface EventRow {
  readonly id: string
  readonly at: Date
  readonly name: string
  readonly version: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly actorKind: string
  readonly actorAccount: string | null
  readonly actorKey: string | null
  readonly onBehalfOf: string | null
  readonly requestId: string
  readonly data: Json
  /** The event of the same subject before it; none for the first. */
  readonly previous: string | null
}

/**
 * The seal of an event: whoever has the database but not the key file can make none, so a row that was changed or put in
 * by hand is found; and one taken out, by the next of its subject.
 */
export const sealOf = (vault: Pick<IdentityVault, 'fingerprint'>, row: EventRow): string =>
  vault.fingerprint('event', canonicalJson({ ...row, at: row.at.toISOString() } as unknown as Json))

/** An event as it stands in the trail, and whether it is as this installation wrote it. */
export interface ToldEvent {
  readonly name: string
  readonly subjectId: string
  readonly actorAccount: string | null
  readonly data: { readonly [key: string]: Json }
  /** False where its seal does not fit, or the event before it is gone. Those from before there were seals have none to check. */
  readonly sound: boolean
}

/** What the trail tells of some subjects, in its order. Without a vault nothing is said against the seals. */
export const readTrail = async (
  tx: Db | Tx,
  subjectIds: readonly string[],
  vault: Pick<IdentityVault, 'fingerprint'> | undefined,
): Promise<ToldEvent[]> => {
  const { rows } = await sql<EventRow & { data: ToldEvent['data']; seal: string | null }>`
    select id, at, name, version, subject_kind, subject_id, actor_kind, actor_account, actor_key, on_behalf_of, request_id, data, previous, seal
    from event where subject_id = any(${[...subjectIds]}::uuid[]) order by place`.execute(tx)
  const there = new Set(rows.map(({ id }) => id))
  return rows.map(({ seal, ...row }) => ({
    name: row.name,
    subjectId: row.subjectId,
    actorAccount: row.actorAccount,
    data: row.data,
    sound:
      (row.previous === null || there.has(row.previous)) &&
      (!vault || seal === null || seal === sealOf(vault, row)),
  }))
}

/** A statement has room for 65,535 values. */
const rowsAtOnce = 1000

/** Writes events into the trail, each behind the last one of its subject; in few statements however many there are. */
export const insertEvents = async (
  tx: Tx,
  vault: IdentityVault,
  events: readonly Omit<EventRow, 'previous'>[],
): Promise<void> => {
  if (events.length === 0) return
  const subjects = [...new Set(events.map(({ subjectId }) => subjectId))]
  const { rows } = await executePlanned(
    tx,
    'last-events',
    sql<{ subjectId: string; id: string | null }>`
    select s.id as subject_id, (select e.id from event e where e.subject_id = s.id order by e.at desc, e.id desc limit 1) as id
    from unnest(${subjects}::uuid[]) as s (id)`,
  )
  const last = new Map(rows.map(({ subjectId, id }) => [subjectId, id]))
  const sealed = events.map((event) => {
    const row: EventRow = { ...event, previous: last.get(event.subjectId) ?? null }
    last.set(event.subjectId, event.id)
    return sql`(${row.id}::uuid, ${row.at}::timestamptz, ${row.name}, ${row.version}::int, ${row.subjectKind}, ${row.subjectId}::uuid,
      ${row.actorKind}, ${row.actorAccount}::uuid, ${row.actorKey}::uuid, ${row.onBehalfOf}::uuid, ${row.requestId},
      ${JSON.stringify(row.data)}::jsonb, ${row.previous}::uuid, ${sealOf(vault, row)})`
  })
  for (let from = 0; from < sealed.length; from += rowsAtOnce) {
    await sql`insert into event (id, at, name, version, subject_kind, subject_id, actor_kind, actor_account, actor_key, on_behalf_of, request_id, data, previous, seal)
      values ${sql.join(sealed.slice(from, from + rowsAtOnce))}`.execute(tx)
  }
}
