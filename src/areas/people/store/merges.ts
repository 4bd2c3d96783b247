import { sql } from 'kysely'
import { plain } from '../../../platform/db/array-literal.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { OnRecord } from '../domain/merge-growth.ts'
import type { SharedClass } from '../domain/merge-conflicts.ts'
import type { PeopleTables } from './tables.ts'

const lock = sql`hashtextextended('person merges', 0)`

/** Until the unit of work ends nobody is merged and no merge undone: for whoever resolves ids and writes by what they found. */
export const holdMergeLock = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${lock})`.execute(tx)
}

/** One merge or undoing at a time, after all who hold merges as they are; what is read after this stays so. */
export const takeMergeLock = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${lock})`.execute(tx)
}

/** The records that speak for these ids, by id; ids that speak for themselves are absent. */
export const survivorRows = async (
  connection: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ personId: string; survivorId: string }>`
    select person_id, survivor_id from person_alias where person_id = any(${plain(ids)}::uuid[])`.execute(
    connection,
  )
  return new Map(rows.map((row) => [row.personId, row.survivorId]))
}

/** What stands under a person's ids, by kind. Only documents of the areas above are counted through their views. */
export const countOnRecord = async (connection: Db | Tx, personId: string): Promise<OnRecord> => {
  const mine = sql`any(pub_person_ids(${personId}))`
  const { rows } = await sql<OnRecord>`
    select
      (select count(*) from employment where person_id = ${mine}) as employments,
      (select count(*) from employment_request where person_id = ${mine}) as requests,
      (select count(*) from person_evidence where person_id = ${mine}) as evidence,
      (select count(*) from person_holding where person_id = ${mine}) as holdings,
      (select count(*) from person_class where person_id = ${mine}) as classes,
      (select count(*) from identity_document where person_id = ${mine}) as documents,
      (select count(*) from pub_account where person_id = ${mine}) as accounts,
      (select count(*) from pub_enrolment where person_id = ${mine}) as enrolments,
      (select count(*) from pub_exam_result where person_id = ${mine}) as results,
      (select count(*) from pub_ledger_entry where person_id = ${mine}) as entries,
      (select count(*) from pub_certificate where person_id = ${mine}) as certificates`.execute(connection)
  return rows[0] as OnRecord
}

/** How many of a person's enrolments were made, or made anew, after an instant. */
export const enrolledSince = async (connection: Db | Tx, personId: string, since: Date): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pub_enrolment where person_id = any(pub_person_ids(${personId})) and applied_at > ${since}`.execute(
    connection,
  )
  return rows[0]?.n ?? 0
}

/** Classes in which both have a place, or had one when the class was closed. */
export const sharedClasses = async (
  connection: Db | Tx,
  one: string,
  other: string,
): Promise<SharedClass[]> => {
  const { rows } = await sql<SharedClass>`
    select k.id as class_id, k.name, k.state,
      x.state = 'completed' and not exists (select from pub_certificate c where c.enrolment_id = x.id and c.status <> 'valid'
        and not exists (select from pub_certificate v where v.enrolment_id = x.id and v.status = 'valid')) as one_counts,
      y.state = 'completed' and not exists (select from pub_certificate c where c.enrolment_id = y.id and c.status <> 'valid'
        and not exists (select from pub_certificate v where v.enrolment_id = y.id and v.status = 'valid')) as other_counts
    from pub_enrolment x join pub_enrolment y on y.class_id = x.class_id join pub_training_class k on k.id = x.class_id
    where x.person_id = any(pub_person_ids(${one})) and y.person_id = any(pub_person_ids(${other}))
      and x.state <> 'withdrawn' and y.state <> 'withdrawn'
    order by k.from_day, k.id`.execute(connection)
  return rows
}

export const insertMerge = async (
  tx: Tx,
  merge: {
    id: string
    survivorId: string
    absorbedId: string
    reason: string
    accepted: readonly string[]
    found: { readonly survivor: OnRecord; readonly absorbed: OnRecord }
    by: string | null
  },
  now: Date,
): Promise<void> => {
  const { by, accepted, found, ...row } = merge
  await as<PeopleTables>(tx)
    .insertInto('personMerge')
    .values({ ...row, accepted: [...accepted], found: JSON.stringify(found), mergedBy: by, mergedAt: now })
    .execute()
  // Whoever was absorbed by the one that is absorbed now is followed to the end.
  await sql`update person_alias set survivor_id = ${merge.survivorId} where survivor_id = ${merge.absorbedId}`.execute(
    tx,
  )
  await sql`insert into person_alias (person_id, survivor_id) values (${merge.absorbedId}, ${merge.survivorId})`.execute(
    tx,
  )
}

export const findMerge = (connection: Db | Tx, id: string) =>
  as<PeopleTables>(connection).selectFrom('personMerge').selectAll().where('id', '=', id).executeTakeFirst()

export type MergeRow = NonNullable<Awaited<ReturnType<typeof findMerge>>>

/** Whether a later merge stands on this one: its survivor was absorbed since, or has absorbed another. */
export const laterMergeStands = async (tx: Tx, merge: MergeRow): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from person_merge where undone_at is null and id <> ${merge.id}
      and (absorbed_id = ${merge.survivorId} or (survivor_id = ${merge.survivorId} and (merged_at, id) > (${merge.mergedAt}, ${merge.id}::uuid)))`.execute(
    tx,
  )
  return rows.length > 0
}

/** Undoes a merge; those the absorbed record had absorbed before are its own again. */
export const undoMergeRow = async (
  tx: Tx,
  merge: MergeRow,
  how: { by: string | null; reason: string },
  now: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .updateTable('personMerge')
    .set({ undoneBy: how.by, undoneAt: now, undoReason: how.reason })
    .where('id', '=', merge.id)
    .execute()
  await sql`delete from person_alias where person_id = ${merge.absorbedId}`.execute(tx)
  await sql`
    with recursive below (id) as (
      select absorbed_id from person_merge where survivor_id = ${merge.absorbedId} and undone_at is null
      union select m.absorbed_id from person_merge m join below b on m.survivor_id = b.id where m.undone_at is null)
    update person_alias set survivor_id = ${merge.absorbedId} from below where person_id = below.id`.execute(
    tx,
  )
}

export interface MergeListRow {
  readonly id: string
  readonly survivorName: string
  readonly absorbedId: string
  readonly absorbedName: string
  readonly sealed: Buffer | null
  readonly reason: string
  readonly mergedAt: Date
  readonly mergedBy: string | null
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  readonly undoReason: string
}

/** Merges a person's records took part in, newest first, undone ones with them. */
export const mergesOf = async (connection: Db | Tx, personId: string): Promise<MergeListRow[]> => {
  const { rows } = await sql<MergeListRow>`
    select m.id, s.name as survivor_name, m.absorbed_id, p.name as absorbed_name, m.reason, m.merged_at, a.display_name as merged_by,
      m.undone_at, u.display_name as undone_by, m.undo_reason,
      (select d.sealed from identity_document d where d.person_id = m.absorbed_id order by d.ended_at nulls first, d.added_at desc limit 1) as sealed
    from person_merge m join person p on p.id = m.absorbed_id join person s on s.id = m.survivor_id
      left join pub_account a on a.id = m.merged_by left join pub_account u on u.id = m.undone_by
    where m.survivor_id = any(pub_person_ids(${personId})) or m.absorbed_id = any(pub_person_ids(${personId}))
    order by m.merged_at desc, m.id desc`.execute(connection)
  return rows
}

/** Standing merges followed to their end differ from what readers go by; ids of the records concerned. */
export const wrongAliases = async (connection: Db | Tx): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive led (person_id, survivor_id) as (
      select absorbed_id, survivor_id from person_merge where undone_at is null
      union select l.person_id, m.survivor_id from led l join person_merge m on m.absorbed_id = l.survivor_id and m.undone_at is null
    ), ends as (
      select person_id, survivor_id from led l where not exists (select from person_merge m where m.absorbed_id = l.survivor_id and m.undone_at is null))
    select coalesce(e.person_id, a.person_id) as id from ends e full join person_alias a on a.person_id = e.person_id
    where e.survivor_id is distinct from a.survivor_id order by 1`.execute(connection)
  return rows.map((row) => row.id)
}
