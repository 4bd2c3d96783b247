import { sql } from 'kysely'
import { newId } from '../../../kernel/id.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Mark, MarkStatus } from '../domain/attendance.ts'
import type { Training } from './tables.ts'

export const classOfSession = async (connection: Db | Tx, sessionId: string): Promise<string | undefined> =>
  (
    await as<Training>(connection)
      .selectFrom('classSession')
      .select('classId')
      .where('id', '=', sessionId)
      .executeTakeFirst()
  )?.classId

/** Sessions held or to be held, how many have attendance, how many have it confirmed. */
export const progressOf = async (
  connection: Db | Tx,
  classId: string,
): Promise<{ sessions: number; recorded: number; confirmed: number }> => {
  const { rows } = await sql<{ sessions: number; recorded: number; confirmed: number }>`
    select count(*)::int as sessions, count(*) filter (where s.attendance_revision > 0)::int as recorded, count(c.session_id)::int as confirmed
    from class_session s left join attendance_confirmation c on c.session_id = s.id
    where s.class_id = ${classId} and not s.cancelled`.execute(connection)
  return rows[0] ?? { sessions: 0, recorded: 0, confirmed: 0 }
}

export const confirmationOf = (connection: Db | Tx, sessionId: string) =>
  as<Training>(connection)
    .selectFrom('attendanceConfirmation')
    .select(['confirmedAt'])
    .where('sessionId', '=', sessionId)
    .executeTakeFirst()

/** Enrolments with a place, in seating order. */
export const seatedIn = async (connection: Db | Tx, classId: string): Promise<string[]> => {
  const rows = await as<Training>(connection)
    .selectFrom('enrolment')
    .select('id')
    .where('classId', '=', classId)
    .where('state', 'in', ['confirmed', 'completed', 'not-completed'])
    .orderBy('position')
    .execute()
  return rows.map((row) => row.id)
}

/** Latest mark of every enrolment in a session. */
export const marksOf = async (connection: Db | Tx, sessionId: string): Promise<Map<string, Mark>> => {
  const rows = await as<Training>(connection)
    .selectFrom('pubAttendance')
    .select(['enrolmentId', 'status', 'minutes'])
    .where('sessionId', '=', sessionId)
    .execute()
  return new Map(rows.map((row) => [row.enrolmentId, { status: row.status, minutes: row.minutes }]))
}

/** Counts the session's attendance up; the number orders the marks made with it. */
export const nextRevision = async (tx: Tx, sessionId: string): Promise<number> => {
  const row = await as<Training>(tx)
    .updateTable('classSession')
    .set((set) => ({ attendanceRevision: set('attendanceRevision', '+', 1) }))
    .where('id', '=', sessionId)
    .returning('attendanceRevision')
    .executeTakeFirstOrThrow()
  return row.attendanceRevision
}

/** Appends marks, thousands in one statement. */
export const appendMarks = async (
  tx: Tx,
  sessionId: string,
  marks: readonly { enrolmentId: string; status: MarkStatus; minutes: number }[],
  made: { revision: number; correction: boolean; reason: string; by: string | null; at: Date },
): Promise<void> => {
  if (marks.length === 0) return
  await sql`
    insert into attendance_mark (id, session_id, enrolment_id, status, minutes, revision, correction, reason, marked_by, marked_at)
    select given.id, ${sessionId}, given.enrolment_id, given.status, given.minutes, ${made.revision}, ${made.correction}, ${made.reason}, ${made.by}::uuid, ${made.at}
    from unnest(
      ${marks.map(() => newId())}::uuid[], ${marks.map((one) => one.enrolmentId)}::uuid[],
      ${marks.map((one) => one.status)}::text[], ${marks.map((one) => one.minutes)}::int[]
    ) as given (id, enrolment_id, status, minutes)`.execute(tx)
}

export const insertConfirmation = async (
  tx: Tx,
  sessionId: string,
  by: string | null,
  now: Date,
): Promise<void> => {
  await as<Training>(tx)
    .insertInto('attendanceConfirmation')
    .values({ sessionId, confirmedBy: by, confirmedAt: now })
    .execute()
}

/** Minutes proven: the latest marks of confirmed sessions, summed per enrolment. Without ids: of the whole class. */
export const provenMinutesOf = async (
  connection: Db | Tx,
  classId: string,
  enrolmentIds?: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ enrolmentId: string; minutes: number }>`
    select a.enrolment_id, sum(a.minutes)::int as minutes
    from class_session s
    join attendance_confirmation c on c.session_id = s.id
    join pub_attendance a on a.session_id = s.id
    where s.class_id = ${classId} and not s.cancelled
      and (${enrolmentIds === undefined} or a.enrolment_id = any(${enrolmentIds ?? []}::uuid[]))
    group by a.enrolment_id`.execute(connection)
  return new Map(rows.map((row) => [row.enrolmentId, row.minutes]))
}

/** Taught minutes of a class: sessions that were not cancelled. */
export const taughtMinutesOf = async (connection: Db | Tx, classId: string): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`
    select coalesce(sum(minutes), 0)::int as minutes from class_session where class_id = ${classId} and not cancelled`.execute(
    connection,
  )
  return rows[0]?.minutes ?? 0
}
