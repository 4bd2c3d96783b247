import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { MarkStatus } from '../domain/attendance.ts'

export interface MarkRow {
  readonly enrolmentId: string
  readonly seat: number
  readonly personId: string
  readonly name: string
  readonly employerName: string | null
  readonly status: MarkStatus | null
  readonly minutes: number | null
  readonly corrections: number
}

/** People with a place and their latest mark in one session, in seating order after a seat. */
export const markRows = async (
  connection: Db | Tx,
  asked: { classId: string; sessionId: string; afterSeat: number; limit: number },
): Promise<MarkRow[]> => {
  const { rows } = await sql<MarkRow>`
    select e.id as enrolment_id, e.position as seat, n.survivor_id as person_id, n.name, o.name as employer_name, m.status, m.minutes,
      (select count(*)::int from attendance_mark a where a.session_id = ${asked.sessionId} and a.enrolment_id = e.id and a.correction) as corrections
    from enrolment e
    join pub_person n on n.id = e.person_id
    left join pub_organisation o on o.id = e.employer_id
    left join lateral (
      select a.status, a.minutes from attendance_mark a where a.session_id = ${asked.sessionId} and a.enrolment_id = e.id
      order by a.revision desc limit 1
    ) as m on true
    where e.class_id = ${asked.classId} and e.state in ('confirmed', 'completed', 'not-completed') and e.position > ${asked.afterSeat}
    order by e.position limit ${asked.limit + 1}`.execute(connection)
  return rows
}

export interface CorrectionRow {
  readonly id: string
  readonly sessionId: string
  readonly day: string
  readonly start: string
  readonly enrolmentId: string
  readonly name: string
  readonly statusBefore: MarkStatus | null
  readonly minutesBefore: number | null
  readonly status: MarkStatus
  readonly minutes: number
  readonly reason: string
  readonly author: string
  readonly at: Date
}

/** Corrections of a class's attendance with what stood before, newest first. */
export const correctionRows = async (
  connection: Db | Tx,
  asked: { classId: string; sessionId?: string | undefined; before?: string | undefined; limit: number },
): Promise<CorrectionRow[]> => {
  const { rows } = await sql<CorrectionRow>`
    select m.id, m.session_id, s.day, to_char(s.starts_at, 'HH24:MI') as start, m.enrolment_id, n.name,
      earlier.status as status_before, earlier.minutes as minutes_before, m.status, m.minutes, m.reason, coalesce(a.display_name, '') as author, m.marked_at as at
    from attendance_mark m
    join class_session s on s.id = m.session_id
    join enrolment e on e.id = m.enrolment_id
    join pub_person n on n.id = e.person_id
    left join pub_account a on a.id = m.marked_by
    left join lateral (
      select b.status, b.minutes from attendance_mark b
      where b.session_id = m.session_id and b.enrolment_id = m.enrolment_id and b.revision < m.revision order by b.revision desc limit 1
    ) as earlier on true
    where s.class_id = ${asked.classId} and m.correction
      and (${asked.sessionId ?? null}::uuid is null or m.session_id = ${asked.sessionId ?? null}::uuid)
      and (${asked.before ?? null}::uuid is null or m.id < ${asked.before ?? null}::uuid)
    order by m.id desc limit ${asked.limit + 1}`.execute(connection)
  return rows
}

export interface MatrixRow {
  readonly enrolmentId: string
  readonly seat: number
  readonly name: string
  readonly marks: Readonly<
    Record<string, { readonly status: MarkStatus; readonly minutes: number; readonly corrected: boolean }>
  > | null
}

/** People of a class with their latest marks by session id, in seating order after a seat. */
export const matrixRows = async (
  connection: Db | Tx,
  asked: { classId: string; afterSeat: number; limit: number },
): Promise<MatrixRow[]> => {
  const { rows } = await sql<MatrixRow>`
    select e.id as enrolment_id, e.position as seat, n.name,
      (select json_object_agg(m.session_id, json_build_object('status', m.status, 'minutes', m.minutes, 'corrected', m.correction))
        from class_session s cross join lateral (
          select a.* from attendance_mark a where a.session_id = s.id and a.enrolment_id = e.id order by a.revision desc limit 1
        ) as m where s.class_id = e.class_id and not s.cancelled) as marks
    from enrolment e join pub_person n on n.id = e.person_id
    where e.class_id = ${asked.classId} and e.state in ('confirmed', 'completed', 'not-completed') and e.position > ${asked.afterSeat}
    order by e.position limit ${asked.limit + 1}`.execute(connection)
  return rows
}
