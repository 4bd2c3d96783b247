import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { summaryColumns, summaryFrom, type ClassListRow } from './class-lists.ts'
import type { Share } from './tables.ts'

export interface ClassDetailRow
  extends Omit<ClassListRow, 'sessions' | 'sessionsConfirmed' | 'sessionsOverdue'> {
  readonly courseCode: string
  readonly courseVersion: number
  readonly category: 'public' | 'professional'
  readonly hasExam: boolean
  readonly officeId: string
  readonly districtId: string | null
  readonly zone: string
  readonly contact: string
  readonly notes: string
  readonly filedAt: Date
  readonly lateReason: string
  readonly cancelledReason: string
  readonly closedAt: Date | null
  readonly attendanceShare: Share
  readonly revision: number
  readonly opened: boolean
  readonly keyAreaCode: string
  readonly keyAreaName: string
  readonly keyAreaNameEn: string
}

export const classDetail = async (
  connection: Db | Tx,
  classId: string,
): Promise<ClassDetailRow | undefined> => {
  const { rows } = await sql<ClassDetailRow>`
    select ${summaryColumns}, c.code as course_code, c.number as course_version, c.category, c.exam_spec is not null as has_exam,
      p.office_id, o.district_id, p.zone, k.contact, k.notes, k.filed_at, k.late_reason, k.cancelled_reason, k.closed_at,
      k.attendance_share, k.revision, k.opened_at is not null as opened, a.code as key_area_code, a.name as key_area_name, a.name_en as key_area_name_en
    from ${summaryFrom} join pub_key_area a on a.id = c.key_area_id
    where k.id = ${classId}`.execute(connection)
  return rows[0]
}

export interface SessionDetailRow {
  readonly id: string
  readonly position: number
  readonly day: string
  readonly start: string
  readonly end: string
  readonly minutes: number
  readonly roomId: string | null
  readonly roomName: string | null
  readonly place: string
  readonly teacherId: string | null
  readonly teacherName: string | null
  readonly topic: string
  readonly cancelled: boolean
  readonly cancelledReason: string
  readonly attendanceRevision: number
  readonly confirmedAt: Date | null
  readonly present: number
  readonly late: number
  readonly early: number
  readonly absent: number
}

/** Sessions of a class with how many were there; those who left the class are not counted. */
export const sessionDetails = async (
  connection: Db | Tx,
  classId: string,
  sessionId?: string,
): Promise<SessionDetailRow[]> => {
  const { rows } = await sql<SessionDetailRow>`
    select s.id, s.position, s.day, to_char(s.starts_at, 'HH24:MI') as start, to_char(s.ends_at, 'HH24:MI') as "end", s.minutes,
      s.room_id, r.name as room_name, s.place, s.teacher_id, t.name as teacher_name, s.topic, s.cancelled, s.cancelled_reason,
      s.attendance_revision, f.confirmed_at, marks.present, marks.late, marks.early, marks.absent
    from class_session s
    left join pub_room r on r.id = s.room_id
    left join teacher t on t.id = s.teacher_id
    left join attendance_confirmation f on f.session_id = s.id
    cross join lateral (
      select count(*) filter (where a.status = 'present')::int as present, count(*) filter (where a.status = 'late')::int as late,
        count(*) filter (where a.status = 'early')::int as early, count(*) filter (where a.status = 'absent')::int as absent
      from pub_attendance a join enrolment e on e.id = a.enrolment_id
      where a.session_id = s.id and e.state in ('confirmed', 'completed', 'not-completed')
    ) as marks
    where s.class_id = ${classId} and (${sessionId ?? null}::uuid is null or s.id = ${sessionId ?? null}::uuid)
    order by s.position`.execute(connection)
  return rows
}
