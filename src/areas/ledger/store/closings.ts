import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ClosingState, CountedLine, LedgerTables } from './tables.ts'

export interface ClosingRecord {
  readonly id: string
  readonly programmeId: string
  readonly period: string
  readonly fromDay: string
  readonly toDay: string
  readonly kind: 'regular' | 'supplementary'
  readonly reason: string
  readonly state: ClosingState
  readonly countedBy: string
  readonly countedFor: string | null
  readonly countedPersons: readonly string[]
  readonly countedOn: string
  readonly countedAt: Date
  readonly closedBy: string | null
  readonly closedOn: string | null
  readonly closingAt: Date | null
  readonly closedAt: Date | null
  readonly digest: Buffer | null
}

export const insertClosing = async (
  tx: Tx,
  closing: Pick<
    ClosingRecord,
    | 'id'
    | 'programmeId'
    | 'period'
    | 'fromDay'
    | 'toDay'
    | 'kind'
    | 'reason'
    | 'countedBy'
    | 'countedFor'
    | 'countedOn'
    | 'countedAt'
  > & { readonly countedPersons: string[] },
): Promise<void> => {
  await as<LedgerTables>(tx).insertInto('closing').values(closing).execute()
}

export const findClosing = (tx: Db | Tx, id: string): Promise<ClosingRecord | undefined> =>
  as<LedgerTables>(tx).selectFrom('closing').selectAll().where('id', '=', id).executeTakeFirst()

/** The closing, held until the transaction ends: two officers, or two workers, act on it one after the other. */
export const lockClosing = (tx: Tx, id: string): Promise<ClosingRecord | undefined> =>
  as<LedgerTables>(tx).selectFrom('closing').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const moveClosing = async (
  tx: Tx,
  id: string,
  to:
    | { readonly state: 'counted' | 'dropped' }
    | {
        readonly state: 'closing'
        readonly closedBy: string
        readonly closedOn: string
        readonly closingAt: Date
      }
    | { readonly state: 'closed'; readonly closedAt: Date; readonly digest: Buffer },
): Promise<void> => {
  await as<LedgerTables>(tx).updateTable('closing').set(to).where('id', '=', id).execute()
}

/** Closings of a programme that were not dropped, newest first. */
export const closingsOf = (tx: Db | Tx, programmeId: string): Promise<ClosingRecord[]> =>
  as<LedgerTables>(tx)
    .selectFrom('closing')
    .selectAll()
    .where('programmeId', '=', programmeId)
    .where('state', '<>', 'dropped')
    .orderBy('countedAt', 'desc')
    .orderBy('id')
    .execute()

/** Closings of offices' programmes that are counted, with the programme's names; all offices' where `offices` is null. */
export const countedClosings = async (
  tx: Db | Tx,
  offices: readonly string[] | null,
): Promise<(ClosingRecord & { programmeName: string; programmeNameEn: string })[]> =>
  as<LedgerTables>(tx)
    .selectFrom('closing as c')
    .innerJoin('pubProgramme as p', 'p.id', 'c.programmeId')
    .selectAll('c')
    .select(['p.name as programmeName', 'p.nameEn as programmeNameEn'])
    .where('c.state', '=', 'counted')
    .$if(offices !== null, (built) =>
      built.where(sql<boolean>`p.office_id = any(${[...(offices ?? [])]}::uuid[])`),
    )
    .orderBy('c.countedAt')
    .orderBy('c.id')
    .execute()

export const closedClosings = (tx: Db | Tx): Promise<ClosingRecord[]> =>
  as<LedgerTables>(tx)
    .selectFrom('closing')
    .selectAll()
    .where('state', '=', 'closed')
    .orderBy('closedAt')
    .execute()

/** Digests that the trail keeps of a closing: one, as it was told when it ended. */
export const digestsTold = async (
  tx: Db | Tx,
  closing: Pick<ClosingRecord, 'id' | 'programmeId'>,
): Promise<string[]> => {
  const { rows } = await sql<{ digest: string }>`
    select data ->> 'digest' as digest from event
    where subject_id = ${closing.programmeId} and name = 'ledger.periodClosed' and data ->> 'closing' = ${closing.id}`.execute(
    tx,
  )
  return rows.map((row) => row.digest)
}

/** Everybody who took part in the programme by the last day, or has an entry in the period, by the record that speaks for them. */
export const listPeopleToClose = async (
  tx: Tx,
  closing: Pick<ClosingRecord, 'id' | 'programmeId' | 'period' | 'toDay'>,
): Promise<number> => {
  const inserted = await sql`
    insert into closing_person (closing_id, person_id)
    select distinct ${closing.id}::uuid, p.survivor_id from (
      select e.person_id from pub_enrolment e join pub_training_class k on k.id = e.class_id
      where k.programme_id = ${closing.programmeId} and e.state <> 'withdrawn' and k.from_day <= ${closing.toDay}::date
      union
      select person_id from activity
      where programme_id = ${closing.programmeId} and source_kind <> 'reversal' and (facts ->> 'from')::date <= ${closing.toDay}::date
      union
      select person_id from ledger_entry where programme_id = ${closing.programmeId} and period = ${closing.period}
    ) as taking join pub_person p on p.id = taking.person_id`.execute(tx)
  return Number(inserted.numAffectedRows ?? 0)
}

/** Who is still to be counted, or closed, by id. */
export const peopleWaiting = async (
  tx: Tx,
  closingId: string,
  what: 'count' | 'close',
  limit: number,
): Promise<string[]> => {
  const rows = await as<LedgerTables>(tx)
    .selectFrom('closingPerson')
    .select('personId')
    .where('closingId', '=', closingId)
    .$if(what === 'count', (built) => built.where('standing', 'is', null))
    .$if(what === 'close', (built) => built.where('done', '=', false))
    .orderBy('personId')
    .limit(limit)
    .execute()
  return rows.map((row) => row.personId)
}

export interface Counted {
  readonly personId: string
  readonly standing: 'met' | 'unmet' | 'undetermined' | 'outside'
  readonly missingMinutes: number | null
  readonly lines: readonly CountedLine[]
  readonly lacks: readonly string[]
  /** `full`: from all that is asked. */
  readonly exempt: 'full' | 'part' | null
  readonly same: boolean
}

/** Writes what a count, or the closing itself, found of people; `done` by the closing. */
export const writeCounted = async (
  tx: Tx,
  closingId: string,
  counted: readonly Counted[],
  done: boolean,
): Promise<void> => {
  await sql`
    update closing_person p set standing = c.standing, missing_minutes = c."missingMinutes", lines = c.lines, lacks = c.lacks, exempt = c.exempt,
      same = c.same, done = ${done}
    from jsonb_to_recordset(${JSON.stringify(counted)}::jsonb)
      as c ("personId" uuid, standing text, "missingMinutes" int, lines jsonb, lacks text[], exempt text, same boolean)
    where p.closing_id = ${closingId} and p.person_id = c."personId"`.execute(tx)
}

/** How many people a closing has, how many were counted and closed, and how they stand. */
export interface ClosingCounts {
  readonly people: number
  readonly counted: number
  readonly done: number
  readonly met: number
  readonly unmet: number
  readonly undetermined: number
  readonly outside: number
  /** Of a supplementary closing: those whose row stays as it is. */
  readonly same: number
}

export const countsOf = async (
  tx: Db | Tx,
  closingIds: readonly string[],
): Promise<ReadonlyMap<string, ClosingCounts>> => {
  const { rows } = await sql<ClosingCounts & { closingId: string }>`
    select closing_id, count(*) as people, count(standing) as counted, count(*) filter (where done) as done,
      count(*) filter (where standing = 'met') as met, count(*) filter (where standing = 'unmet') as unmet,
      count(*) filter (where standing = 'undetermined') as undetermined, count(*) filter (where standing = 'outside') as outside,
      count(*) filter (where same) as same
    from closing_person where closing_id = any(${[...closingIds]}::uuid[]) group by closing_id`.execute(tx)
  return new Map(rows.map(({ closingId, ...counts }) => [closingId, counts]))
}

export interface PersonCounted extends Counted {
  readonly name: string
  readonly employer: string | null
  readonly rowId: string | null
}

/** People of a closing by name, in pages; one row more than asked tells of a next page. */
export const peopleCounted = async (
  tx: Db | Tx,
  closing: Pick<ClosingRecord, 'id' | 'toDay'>,
  asked: { readonly standing?: string | undefined; readonly q?: string | undefined },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<PersonCounted[]> => {
  const { rows } = await sql<PersonCounted>`
    select c.person_id, c.standing, c.missing_minutes, c.lines, c.lacks, c.exempt, c.same, p.recorded_name as name, r.id as row_id,
      (select o.name from pub_employment m join pub_organisation o on o.id = m.employer_id
        where m.person_id = any(pub_person_ids(c.person_id)) and m.from_day <= ${closing.toDay}::date
          and (m.to_day is null or m.to_day >= ${closing.toDay}::date)
        order by m.from_day desc limit 1) as employer
    from pub_person p join closing_person c on c.closing_id = ${closing.id} and c.person_id = p.id
      left join closing_row r on r.closing_id = c.closing_id and r.person_id = c.person_id
    where c.standing is not null
      and ${asked.standing ? sql`c.standing = ${asked.standing}` : sql`true`}
      and ${asked.q ? sql`strpos(p.recorded_name, ${asked.q}) > 0` : sql`true`}
      and ${after ? sql`(p.recorded_name, p.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by p.recorded_name, p.id limit ${limit + 1}`.execute(tx)
  return rows
}

/** Names of accounts, for those who may read who did what. */
export const accountNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; displayName: string }>`
    select id, display_name from pub_account where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.displayName]))
}

/** People behind accounts, by the record that speaks for them. */
export const personsBehind = async (tx: Db | Tx, accountIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct pub_person_id(person_id) as id from pub_account where id = any(${[...accountIds]}::uuid[]) and person_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
