import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { LedgerTables } from './tables.ts'

export interface ClosingRow {
  readonly id: string
  readonly closingId: string
  readonly personId: string
  readonly period: string
  readonly standing: 'met' | 'unmet' | 'undetermined'
  readonly content: string
  readonly contentHash: Buffer
  readonly supersedes: string | null
  /** Entries of the period that stood by then. */
  readonly entries: readonly string[]
  readonly closedOn: string
  readonly closedAt: Date
}

/** Rows of several people under a programme, in the order they were written; `askedAs` is the id a person was asked for by. */
export const closingRowsOf = async (
  tx: Db | Tx,
  personIds: readonly string[],
  programmeId: string,
): Promise<(ClosingRow & { readonly askedAs: string })[]> => {
  const { rows } = await sql<ClosingRow & { askedAs: string }>`
    select p.id as asked_as, r.id, r.closing_id, r.person_id, r.period, r.standing, r.content, r.content_hash, r.supersedes, r.entries, r.closed_on,
      r.closed_at
    from unnest(${[...personIds]}::uuid[]) as p (id) cross join lateral unnest(pub_person_ids(p.id)) as own (id)
      join closing_row r on r.person_id = own.id and r.programme_id = ${programmeId}
    order by p.id, r.closed_at, r.id`.execute(tx)
  return rows
}

export const insertClosingRows = async (
  tx: Tx,
  rows: readonly (ClosingRow & { readonly programmeId: string; readonly entries: string[] })[],
): Promise<void> => {
  if (rows.length === 0) return
  await as<LedgerTables>(tx).insertInto('closingRow').values(rows).execute()
}

/** Entries of people in a period, by the id a person was asked for by. */
export const entriesInPeriod = async (
  tx: Db | Tx,
  personIds: readonly string[],
  { programmeId, period }: { readonly programmeId: string; readonly period: string },
): Promise<ReadonlyMap<string, string[]>> => {
  const { rows } = await sql<{ askedAs: string; ids: string[] }>`
    select p.id as asked_as, array_agg(e.id order by e.id) as ids
    from unnest(${[...personIds]}::uuid[]) as p (id) cross join lateral unnest(pub_person_ids(p.id)) as own (id)
      join ledger_entry e on e.person_id = own.id and e.programme_id = ${programmeId} and e.period = ${period}
    group by p.id`.execute(tx)
  return new Map(rows.map((row) => [row.askedAs, row.ids]))
}

/** Rows of a closing by person, in pages. */
export const rowsOfClosing = (
  tx: Db | Tx,
  closingId: string,
  after: string | null,
  limit: number,
): Promise<ClosingRow[]> =>
  as<LedgerTables>(tx)
    .selectFrom('closingRow')
    .selectAll()
    .where('closingId', '=', closingId)
    .$if(after !== null, (built) => built.where('personId', '>', after as string))
    .orderBy('personId')
    .limit(limit)
    .execute()

/** Hashes of a closing's rows, by person: what its digest is made of. */
export const hashesOfClosing = async (tx: Db | Tx, closingId: string): Promise<Buffer[]> => {
  const rows = await as<LedgerTables>(tx)
    .selectFrom('closingRow')
    .select('contentHash')
    .where('closingId', '=', closingId)
    .orderBy('personId')
    .execute()
  return rows.map((row) => row.contentHash)
}

/** How many rows a closing has, by standing. */
export const standingsOfClosing = async (
  tx: Db | Tx,
  closingId: string,
): Promise<{ rows: number; met: number; unmet: number; undetermined: number }> => {
  const { rows } = await sql<{ rows: number; met: number; unmet: number; undetermined: number }>`
    select count(*) as rows, count(*) filter (where standing = 'met') as met, count(*) filter (where standing = 'unmet') as unmet,
      count(*) filter (where standing = 'undetermined') as undetermined
    from closing_row where closing_id = ${closingId}`.execute(tx)
  return rows[0] as { rows: number; met: number; unmet: number; undetermined: number }
}

/** Rows by their ids, as they were written. */
export const closingRowsById = (tx: Db | Tx, ids: readonly string[]): Promise<ClosingRow[]> =>
  as<LedgerTables>(tx)
    .selectFrom('closingRow')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('closedAt')
    .orderBy('id')
    .execute()

/** Rows of a person that name a closing which does not hold them: only possible with the constraints taken away. */
export const strayRows = async (tx: Db | Tx): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select r.id from closing_row r left join closing c on c.id = r.closing_id and c.state in ('closing', 'closed')
    where c.id is null or c.programme_id <> r.programme_id or c.period <> r.period order by r.id limit 100`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** An entry in a closed period that was posted after the row that speaks for it. */
export interface AdjustmentRow {
  readonly entryId: string
  readonly activityId: string
  readonly personId: string
  readonly rowId: string
  readonly period: string
  readonly title: string
  readonly category: string
  readonly measure: string
  readonly amount: string
  readonly minutes: number | null
  readonly reverses: string | null
  readonly reason: string
  readonly recordedAt: Date
}

const adjustment = sql`
  e.id as entry_id, e.activity_id, e.person_id, r.id as row_id, e.period, coalesce(a.facts ->> 'title', a.facts ->> 'kind') as title,
  e.category, e.measure, e.amount, e.minutes, e.reverses, e.reason, e.recorded_at`

/** Later adjustments of a person, oldest first. */
export const adjustmentsOfPerson = async (
  tx: Db | Tx,
  personId: string,
  programmeId: string,
): Promise<AdjustmentRow[]> => {
  const { rows } = await sql<AdjustmentRow>`
    select ${adjustment}
    from (
      select distinct on (period) id, period, entries from closing_row
      where person_id = any(pub_person_ids(${personId})) and programme_id = ${programmeId} order by period, closed_at desc, id desc
    ) as r join ledger_entry e on e.period = r.period and e.id <> all (r.entries)
      and e.person_id = any(pub_person_ids(${personId})) and e.programme_id = ${programmeId}
      join activity a on a.id = e.activity_id
    order by e.recorded_at, e.id`.execute(tx)
  return rows
}

/** Later adjustments of everybody whose period was closed, newest first, in pages; one row more than asked tells of a next one. */
export const adjustmentsOfPeriod = async (
  tx: Db | Tx,
  { programmeId, period }: { readonly programmeId: string; readonly period: string },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<(AdjustmentRow & { readonly name: string; readonly exactAt: string })[]> => {
  const { rows } = await sql<AdjustmentRow & { name: string; exactAt: string }>`
    select ${adjustment}, p.name, e.recorded_at::text as exact_at
    from closing_row r join pub_person p on p.id = r.person_id cross join lateral unnest(pub_person_ids(r.person_id)) as own (id)
      join ledger_entry e on e.person_id = own.id and e.programme_id = r.programme_id and e.period = r.period and e.id <> all (r.entries)
      join activity a on a.id = e.activity_id
    where r.programme_id = ${programmeId} and r.period = ${period}
      and not exists (select from closing_row s where s.supersedes = r.id)
      and ${after ? sql`(e.recorded_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by e.recorded_at desc, e.id desc limit ${limit + 1}`.execute(tx)
  return rows
}
