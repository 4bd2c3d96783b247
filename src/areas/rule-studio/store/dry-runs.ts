import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { clearRows } from './run-standings.ts'
import type { RuleStudioTables, RunState } from './tables.ts'

export interface DryRun {
  readonly id: string
  /** Under which its standings are kept. */
  readonly number: number
  readonly draftId: string
  readonly hash: string
  readonly pack: Record<string, unknown>
  readonly programmeId: string
  readonly period: string
  readonly fromDay: string
  readonly toDay: string
  readonly onDay: string
  readonly beforeHashes: string[]
  readonly state: RunState
  readonly people: number
  readonly judged: number
  readonly startedBy: string
  readonly startedAt: Date
  readonly snapshotAt: Date | null
  readonly doneAt: Date | null
  readonly report: string | null
  readonly reportHash: string | null
}

export const insertRun = async (
  tx: Tx,
  run: Omit<
    DryRun,
    'number' | 'state' | 'people' | 'judged' | 'snapshotAt' | 'doneAt' | 'report' | 'reportHash'
  >,
): Promise<void> => {
  await as<RuleStudioTables>(tx)
    .insertInto('ruleDryRun')
    .values({ ...run, pack: JSON.stringify(run.pack) })
    .execute()
}

export const findRun = (tx: Db | Tx, id: string): Promise<DryRun | undefined> =>
  as<RuleStudioTables>(tx).selectFrom('ruleDryRun').selectAll().where('id', '=', id).executeTakeFirst()

export const lockRun = (tx: Tx, id: string): Promise<DryRun | undefined> =>
  as<RuleStudioTables>(tx)
    .selectFrom('ruleDryRun')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Runs of a draft without their texts and reports, newest first. */
export const runsOf = (tx: Db | Tx, draftId: string) =>
  as<RuleStudioTables>(tx)
    .selectFrom('ruleDryRun as r')
    .innerJoin('pubProgramme as p', 'p.id', 'r.programmeId')
    .select([
      'r.id',
      'r.hash',
      'r.programmeId',
      'p.name as programmeName',
      'p.nameEn as programmeNameEn',
      'r.period',
      'r.state',
      'r.startedAt',
      'r.snapshotAt',
      'r.reportHash',
      'r.beforeHashes',
      'r.people',
      // Of the texts compiled with the draft among them.
      sql<string | null>`r.report::jsonb -> 'after' ->> 'hash'`.as('afterHash'),
    ])
    .where('r.draftId', '=', draftId)
    .orderBy('r.startedAt', 'desc')
    .orderBy('r.id')
    .execute()

export type RunListed = Awaited<ReturnType<typeof runsOf>>[number]

/** Begins anew, with `people` to go through as far as is known. */
export const beginRun = async (
  tx: Tx,
  run: Pick<DryRun, 'id' | 'number'>,
  people: number,
  now: Date,
): Promise<void> => {
  await clearRows(tx, run.number)
  await as<RuleStudioTables>(tx)
    .updateTable('ruleDryRun')
    .set({ state: 'running', people, judged: 0, snapshotAt: now })
    .where('id', '=', run.id)
    .execute()
}

export const endRun = async (
  tx: Tx,
  id: string,
  ended: {
    readonly people: number
    readonly doneAt: Date
    readonly report: string
    readonly reportHash: string
  },
): Promise<void> => {
  await as<RuleStudioTables>(tx)
    .updateTable('ruleDryRun')
    .set({ ...ended, state: 'done' })
    .where('id', '=', id)
    .execute()
}

/** People with new evidence in the programme since an instant. */
export const movedSince = async (tx: Db | Tx, programmeId: string, since: Date): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(distinct person_id)::int as n from pub_ledger_entry where programme_id = ${programmeId} and recorded_at > ${since}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}
