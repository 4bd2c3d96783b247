import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { BatchFacts, BatchVerdict } from '../domain/batch-check.ts'
import type { Certificates } from './tables.ts'

export interface BatchRowTyped {
  readonly row: number
  readonly number: string
  readonly name: string
}

export const insertBatch = async (
  tx: Tx,
  batch: {
    readonly id: string
    readonly organisationId: string
    readonly accountId: string
    readonly purpose: string
    readonly fileName: string
  },
  rows: readonly BatchRowTyped[],
  now: Date,
): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('batchCheck')
    .values({ ...batch, total: rows.length, createdAt: now })
    .execute()
  await sql`insert into batch_check_row (batch_id, row, number, name)
    select ${batch.id}, * from unnest(${rows.map((one) => one.row)}::int[], ${rows.map((one) => one.number)}::text[], ${rows.map((one) => one.name)}::text[])`.execute(
    tx,
  )
}

/** What an organisation has asked since, and how much of it did not fit. */
export const askedSince = async (
  tx: Db | Tx,
  organisationId: string,
  since: Date,
): Promise<{ rows: number; missed: number }> => {
  const { rows } = await sql<{ rows: number; missed: number }>`
    select coalesce(sum(total), 0)::int as rows, coalesce(sum(missed), 0)::int as missed
    from batch_check where organisation_id = ${organisationId} and created_at > ${since}`.execute(tx)
  return rows[0] ?? { rows: 0, missed: 0 }
}

/** One at a time per organisation: two sheets at once do not pass a limit that holds for both. */
export const lockOrganisationBatches = async (tx: Tx, organisationId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`batch checks ${organisationId}`}, 0))`.execute(
    tx,
  )
}

export const deleteBatchesBefore = async (tx: Tx, before: Date): Promise<void> => {
  await as<Certificates>(tx).deleteFrom('batchCheck').where('createdAt', '<', before).execute()
}

export const findBatch = (tx: Db | Tx, id: string) =>
  as<Certificates>(tx).selectFrom('batchCheck').selectAll().where('id', '=', id).executeTakeFirst()

export const lockBatch = (tx: Tx, id: string) =>
  as<Certificates>(tx)
    .selectFrom('batchCheck')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const batchesOf = (tx: Db | Tx, organisationIds: readonly string[]) =>
  as<Certificates>(tx)
    .selectFrom('batchCheck')
    .selectAll()
    .where(sql<boolean>`organisation_id = any(${organisationIds}::uuid[])`)
    .orderBy('createdAt', 'desc')
    .limit(50)
    .execute()

export const uncheckedRows = (db: Db | Tx, batchId: string, limit: number): Promise<BatchRowTyped[]> =>
  as<Certificates>(db)
    .selectFrom('batchCheckRow')
    .select(['row', 'number', 'name'])
    .where('batchId', '=', batchId)
    .where('verdict', 'is', null)
    .orderBy('row')
    .limit(limit)
    .execute()

export interface CheckedBatchRow {
  readonly row: number
  readonly verdict: BatchVerdict
  readonly facts: BatchFacts | null
}

/** Puts verdicts down and counts them; rows that have one keep it. */
export const saveVerdicts = async (
  tx: Tx,
  batchId: string,
  checked: readonly CheckedBatchRow[],
): Promise<void> => {
  await sql`
    with told as (
      update batch_check_row r set verdict = g.verdict, facts = g.facts
      from unnest(${checked.map((one) => one.row)}::int[], ${checked.map((one) => one.verdict)}::text[],
        ${checked.map((one) => (one.facts === null ? null : JSON.stringify(one.facts)))}::jsonb[]) as g (row, verdict, facts)
      where r.batch_id = ${batchId} and r.row = g.row and r.verdict is null returning r.verdict
    )
    update batch_check set done = done + (select count(*) from told)::int,
      missed = missed + (select count(*) from told where verdict in ('unknown', 'wait'))::int
    where id = ${batchId}`.execute(tx)
}

export const setBatchState = async (tx: Tx, id: string, state: 'done' | 'stopped'): Promise<void> => {
  await as<Certificates>(tx).updateTable('batchCheck').set({ state }).where('id', '=', id).execute()
}

export const batchRows = (tx: Db | Tx, batchId: string, after: number, limit: number) =>
  as<Certificates>(tx)
    .selectFrom('batchCheckRow')
    .select(['row', 'number', 'name', 'verdict', 'facts'])
    .where('batchId', '=', batchId)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()

/** Every row once, under the word it is shown by; rows not checked yet, or never, as `unchecked`. */
export const verdictCounts = async (
  tx: Db | Tx,
  batchId: string,
): Promise<Readonly<Record<string, number>>> => {
  const { rows } = await sql<{ verdict: string; n: number }>`
    select case when verdict is null then 'unchecked' when verdict = 'superseded' and facts->>'supersededCause' = 'lost' then 'replaced'
      else verdict end as verdict, count(*)::int as n
    from batch_check_row where batch_id = ${batchId} group by 1`.execute(tx)
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]))
}
