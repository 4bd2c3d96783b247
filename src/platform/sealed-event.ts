import { sql } from 'kysely'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import type { Tx } from './db/database.ts'
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

/** Writes an event into the trail, behind the last one of its subject. */
export const insertEvent = async (
  tx: Tx,
  vault: IdentityVault,
  event: Omit<EventRow, 'previous'>,
): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from event where subject_id = ${event.subjectId} order by at desc, id desc limit 1`.execute(tx)
  const row: EventRow = { ...event, previous: rows[0]?.id ?? null }
  await sql`insert into event (id, at, name, version, subject_kind, subject_id, actor_kind, actor_account, actor_key, on_behalf_of, request_id, data, previous, seal)
    values (${row.id}, ${row.at}, ${row.name}, ${row.version}, ${row.subjectKind}, ${row.subjectId}, ${row.actorKind}, ${row.actorAccount},
      ${row.actorKey}, ${row.onBehalfOf}, ${row.requestId}, ${JSON.stringify(row.data)}::jsonb, ${row.previous}, ${sealOf(vault, row)})`.execute(
    tx,
  )
}
