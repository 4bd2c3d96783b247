import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RuleStudioTables, RunState, StandWord } from './tables.ts'

export interface DryRun {
  readonly id: string
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
  run: Omit<DryRun, 'state' | 'people' | 'judged' | 'snapshotAt' | 'doneAt' | 'report' | 'reportHash'>,
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

/**
 * Everybody who took part in the programme by the last day of the period, or has an entry in it, by the record that
 * speaks for them: the people a closing of that period would go through.
 */
export const listPeople = async (
  tx: Tx,
  run: Pick<DryRun, 'id' | 'programmeId' | 'period' | 'toDay'>,
): Promise<number> => {
  const inserted = await sql`
    insert into rule_dry_run_person (run_id, person_id, employer_id, district_id, class)
    select ${run.id}::uuid, who.id, work.employer_id, o.district_id, c.class
    from (
      select distinct p.survivor_id as id from (
        select e.person_id from pub_enrolment e join pub_training_class k on k.id = e.class_id
        where k.programme_id = ${run.programmeId} and e.state <> 'withdrawn' and k.from_day <= ${run.toDay}::date
        union
        select person_id from pub_activity
        where programme_id = ${run.programmeId} and source_kind <> 'reversal' and from_day <= ${run.toDay}::date
        union
        select person_id from pub_ledger_entry where programme_id = ${run.programmeId} and period = ${run.period}
      ) as taking join pub_person p on p.id = taking.person_id
    ) as who
    left join lateral (
      select m.employer_id from pub_employment m
      where m.person_id = any(pub_person_ids(who.id)) and m.from_day <= ${run.toDay}::date
        and (m.to_day is null or m.to_day >= ${run.toDay}::date)
      order by m.from_day desc, m.employer_id limit 1
    ) as work on true
    left join pub_organisation o on o.id = work.employer_id
    left join lateral (
      select k.class from pub_person_class k
      where k.person_id = who.id and k.programme_id = ${run.programmeId} and k.from_day <= ${run.toDay}::date
      order by k.from_day desc, k.decided_at desc limit 1
    ) as c on true`.execute(tx)
  return Number(inserted.numAffectedRows ?? 0)
}

/** Begins anew: what an earlier attempt has left is of another snapshot. */
export const beginRun = async (tx: Tx, run: DryRun, now: Date): Promise<number> => {
  await sql`delete from rule_dry_run_person where run_id = ${run.id}`.execute(tx)
  const people = await listPeople(tx, run)
  await as<RuleStudioTables>(tx)
    .updateTable('ruleDryRun')
    .set({ state: 'running', people, judged: 0, snapshotAt: now })
    .where('id', '=', run.id)
    .execute()
  return people
}

/** Ids of the people of a run that come after one, in order. */
export const peopleAfter = async (
  tx: Db | Tx,
  runId: string,
  after: string | null,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ personId: string }>`
    select person_id from rule_dry_run_person
    where run_id = ${runId} and ${after === null ? sql`true` : sql`person_id > ${after}::uuid`}
    order by person_id limit ${limit}`.execute(tx)
  return rows.map((row) => row.personId)
}

export interface FoundLine {
  readonly id: string
  readonly measure: string
  readonly required: string
  readonly counted: string
  readonly remaining: string
}

export interface Found {
  readonly personId: string
  readonly before: StandWord
  readonly after: StandWord
  readonly beforeMinutes: number | null
  readonly afterMinutes: number | null
  readonly lines: { readonly before: readonly FoundLine[]; readonly after: readonly FoundLine[] }
  readonly reason: string | null
  readonly lacks: readonly string[]
}

/** Writes what was found of the next people and how far the run has come. */
export const writeFound = async (tx: Tx, runId: string, found: readonly Found[]): Promise<void> => {
  await sql`
    update rule_dry_run_person p set before = f.before, after = f.after, before_minutes = f."beforeMinutes",
      after_minutes = f."afterMinutes", lines = f.lines, reason = f.reason, lacks = f.lacks
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as f ("personId" uuid, before text, after text, "beforeMinutes" int, "afterMinutes" int, lines jsonb, reason text, lacks text[])
    where p.run_id = ${runId} and p.person_id = f."personId"`.execute(tx)
  await sql`update rule_dry_run set judged = judged + ${found.length} where id = ${runId}`.execute(tx)
}

export const endRun = async (
  tx: Tx,
  id: string,
  ended: { readonly doneAt: Date; readonly report: string; readonly reportHash: string },
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
