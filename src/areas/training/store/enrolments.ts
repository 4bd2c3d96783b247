import { sql } from 'kysely'
import { plain, texts } from '../../../platform/db/array-literal.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Existing, Room, Seated } from '../domain/seating.ts'
import type { EnrolmentSource, Training } from './tables.ts'

/** Places taken, people waiting and the last position given. Exact only under the lock of the class's row. */
export const roomOf = async (tx: Tx, classId: string, capacity: number): Promise<Room> => {
  const { rows } = await sql<{ confirmed: number; waiting: number; lastPosition: number }>`
    select count(*) filter (where state = 'confirmed')::int as confirmed,
      count(*) filter (where state = 'waiting')::int as waiting,
      coalesce(max(position), 0)::int as last_position
    from enrolment where class_id = ${classId}`.execute(tx)
  return { capacity, ...(rows[0] ?? { confirmed: 0, waiting: 0, lastPosition: 0 }) }
}

export const existingEnrolments = async (
  tx: Tx,
  classId: string,
  personIds: readonly string[],
): Promise<Map<string, Existing>> => {
  // Each looked up by itself: planned as one condition, a class of thousands is read through for every thousand people.
  const { rows } = await sql<{ personId: string; enrolmentId: string; state: string }>`
    select one.person_id, one.id as enrolment_id, one.state
    from unnest(${plain(personIds)}::uuid[]) as given (person_id), lateral (
      select e.person_id, e.id, e.state from enrolment e
      where e.class_id = ${classId} and e.person_id = given.person_id limit 1) as one
    union all
    select a.survivor_id, e.id, e.state from pub_person_alias a join enrolment e on e.class_id = ${classId} and e.person_id = a.person_id
    where a.survivor_id = any(${plain(personIds)}::uuid[]) and e.state <> 'withdrawn'`.execute(tx)
  // A place held by a record merged into the person's comes last, and so holds.
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Of these persons, the ones on record. */
export const knownPeople = async (
  connection: Db | Tx,
  personIds: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await sql<{
    id: string
  }>`select id from pub_person where id = any(${personIds}::uuid[])`.execute(connection)
  return new Set(rows.map((row) => row.id))
}

/** Writes places given, thousands in one statement; those who had withdrawn get their old row back. */
export const writeSeats = async (
  tx: Tx,
  classId: string,
  seats: readonly Seated[],
  source: EnrolmentSource,
  by: string | null,
  now: Date,
): Promise<void> => {
  if (seats.length === 0) return
  await sql`
    insert into enrolment (id, class_id, person_id, employer_id, source, state, roster_row, position, applied_at, enrolled_by)
    select given.id, ${classId}, given.person_id, given.employer_id, ${source}, given.state, given.roster_row, given.position, ${now}, ${by}::uuid
    from unnest(
      ${plain(seats.map((one) => one.enrolmentId))}::uuid[], ${plain(seats.map((one) => one.personId))}::uuid[],
      ${plain(seats.map((one) => one.employerId))}::uuid[], ${texts(seats.map((one) => one.state))}::text[],
      ${plain(seats.map((one) => one.rosterRow))}::int[], ${plain(seats.map((one) => one.position))}::int[]
    ) as given (id, person_id, employer_id, state, roster_row, position)
    on conflict (class_id, person_id) do update
      set state = excluded.state, source = excluded.source, employer_id = excluded.employer_id, roster_row = excluded.roster_row,
        position = excluded.position, applied_at = excluded.applied_at, enrolled_by = excluded.enrolled_by,
        withdrawn_at = null, withdrawn_reason = ''
      where enrolment.state = 'withdrawn'`.execute(tx)
}

export const findEnrolment = (tx: Db | Tx, enrolmentId: string) =>
  as<Training>(tx)
    .selectFrom('enrolment')
    .select(['id', 'classId', 'personId', 'employerId', 'state', 'position'])
    .where('id', '=', enrolmentId)
    .executeTakeFirst()

export const enrolmentOf = (connection: Db | Tx, classId: string, personId: string) =>
  as<Training>(connection)
    .selectFrom('enrolment')
    .select(['id', 'state', 'position'])
    .where('classId', '=', classId)
    .where(sql<boolean>`person_id = any(pub_person_ids(${personId}))`)
    .orderBy(sql`state = 'withdrawn'`)
    .executeTakeFirst()

/** Rank on the waiting list, from 1. */
export const waitingRank = async (
  connection: Db | Tx,
  classId: string,
  position: number,
): Promise<number> => {
  const { rows } = await sql<{ rank: number }>`
    select count(*)::int as rank from enrolment
    where class_id = ${classId} and state = 'waiting' and position <= ${position}`.execute(connection)
  return rows[0]?.rank ?? 0
}

export const setWithdrawn = async (tx: Tx, enrolmentId: string, reason: string, now: Date): Promise<void> => {
  await as<Training>(tx)
    .updateTable('enrolment')
    .set({ state: 'withdrawn', withdrawnAt: now, withdrawnReason: reason })
    .where('id', '=', enrolmentId)
    .execute()
}

/** Takes the first of the waiting list in, as many as there are places. */
export const promote = async (
  tx: Tx,
  classId: string,
  places: number,
): Promise<{ id: string; personId: string }[]> => {
  if (places <= 0) return []
  const { rows } = await sql<{ id: string; personId: string }>`
    update enrolment set state = 'confirmed' where id in (
      select id from enrolment where class_id = ${classId} and state = 'waiting' order by position limit ${places}
    ) returning id, person_id`.execute(tx)
  return rows
}

/** Those still waiting when a class closes leave without a place. */
export const dismissWaiting = async (tx: Tx, classId: string, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update enrolment set state = 'withdrawn', withdrawn_at = ${now}, withdrawn_reason = 'no-place'
    where class_id = ${classId} and state = 'waiting' returning id`.execute(tx)
  return rows.length
}

/** Which of these employers have people in the class. */
export const employersIn = async (
  connection: Db | Tx,
  classId: string,
  employerIds: readonly string[],
): Promise<string[]> => {
  if (employerIds.length === 0) return []
  const rows = await as<Training>(connection)
    .selectFrom('enrolment')
    .select('employerId')
    .distinct()
    .where('classId', '=', classId)
    .where('employerId', 'in', employerIds)
    .execute()
  return rows.flatMap((row) => (row.employerId ? [row.employerId] : []))
}

/** Which of these associations an institution is a consenting member of on a day. */
export const associationsOf = async (
  connection: Db | Tx,
  institutionId: string,
  associationIds: readonly string[],
  day: string,
): Promise<string[]> => {
  if (associationIds.length === 0) return []
  const rows = await as<Training>(connection)
    .selectFrom('pubAssociationMember')
    .select('associationId')
    .where('memberId', '=', institutionId)
    .where('associationId', 'in', associationIds)
    .where('fromDay', '<=', day)
    .where((any) => any.or([any('toDay', 'is', null), any('toDay', '>=', day)]))
    .execute()
  return rows.map((row) => row.associationId)
}

/** Of these persons, the ones employed there on a day. */
export const staffOf = async (
  connection: Db | Tx,
  employerId: string,
  personIds: readonly string[],
  day: string,
): Promise<Set<string>> => {
  const { rows } = await sql<{ personId: string }>`
    select distinct coalesce(a.survivor_id, e.person_id) as person_id
    from pub_employment e left join pub_person_alias a on a.person_id = e.person_id
    where employer_id = ${employerId} and coalesce(a.survivor_id, e.person_id) = any(${personIds}::uuid[])
      and from_day <= ${day} and (to_day is null or to_day >= ${day})`.execute(connection)
  return new Set(rows.map((row) => row.personId))
}

/** Where a person works on a day; of several the newest. */
export const currentEmployer = async (
  connection: Db | Tx,
  personId: string,
  day: string,
): Promise<string | null> => {
  const { rows } = await sql<{ employerId: string }>`
    select employer_id from pub_employment
    where person_id = any(pub_person_ids(${personId})) and from_day <= ${day} and (to_day is null or to_day >= ${day})
    order by from_day desc, id desc limit 1`.execute(connection)
  return rows[0]?.employerId ?? null
}
