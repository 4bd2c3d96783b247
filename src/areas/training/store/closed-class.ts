import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Outcome } from '../domain/completion.ts'
import type { Mode, Share } from './tables.ts'

export interface ClosedHeader {
  readonly classId: string
  readonly className: string
  readonly filingNumber: string
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly zone: string
  readonly filedAt: Date
  readonly closedAt: Date
  readonly attendanceShare: Share
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly officeId: string
  readonly officeName: string
  readonly officeNameEn: string
  readonly courseId: string
  readonly courseVersionId: string
  readonly courseCode: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly category: 'public' | 'professional'
  readonly keyArea: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly institutionId: string
  readonly institutionName: string
  readonly institutionNameEn: string
  readonly demo: boolean
}

export const closedHeader = async (
  connection: Db | Tx,
  classId: string,
): Promise<ClosedHeader | undefined> => {
  const { rows } = await sql<ClosedHeader>`
    select k.id as class_id, k.name as class_name, k.filing_number, k.mode, k.from_day as "from", k.to_day as "to", p.zone, k.filed_at, k.closed_at,
      k.attendance_share, p.id as programme_id, p.name as programme_name, p.name_en as programme_name_en,
      f.id as office_id, f.name as office_name, f.name_en as office_name_en,
      c.course_id, c.version_id as course_version_id, c.code as course_code, c.title as course_title, c.title_en as course_title_en, c.category,
      json_build_object('code', a.code, 'name', a.name, 'nameEn', a.name_en) as key_area,
      o.id as institution_id, o.name as institution_name, o.name_en as institution_name_en, k.demo
    from training_class k
    join pub_programme p on p.id = k.programme_id
    join pub_organisation f on f.id = p.office_id
    join pub_course c on c.version_id = k.course_version_id
    join pub_key_area a on a.id = c.key_area_id
    join pub_organisation o on o.id = k.institution_id
    where k.id = ${classId} and k.state in ('closing', 'closed')`.execute(connection)
  return rows[0]
}

export interface ClosedRow {
  readonly enrolmentId: string
  readonly personId: string
  readonly employerId: string | null
  readonly seat: number
  readonly rosterRow: number | null
  readonly outcome: Outcome
  readonly sessions: readonly {
    readonly date: string
    readonly start: string
    readonly end: string
    readonly minutes: number
  }[]
}

/** Decided enrolments after a seat, with the sessions each attended and the minutes proven in them. */
export const closedRows = async (
  connection: Db | Tx,
  asked: { classId: string; afterSeat: number; limit: number | null; enrolmentId?: string | undefined },
): Promise<ClosedRow[]> => {
  const { rows } = await sql<ClosedRow>`
    select e.id as enrolment_id, n.survivor_id as person_id, e.employer_id, e.position as seat, e.roster_row, e.outcome,
      coalesce((
        select json_agg(json_build_object('date', s.day, 'start', to_char(s.starts_at, 'HH24:MI'), 'end', to_char(s.ends_at, 'HH24:MI'), 'minutes', m.minutes)
          order by s.day, s.starts_at)
        from class_session s
        join attendance_confirmation f on f.session_id = s.id
        cross join lateral (
          select a.minutes from attendance_mark a where a.session_id = s.id and a.enrolment_id = e.id order by a.revision desc limit 1
        ) as m
        where s.class_id = e.class_id and not s.cancelled and m.minutes > 0
      ), '[]'::json) as sessions
    from enrolment e join pub_person n on n.id = e.person_id
    where e.class_id = ${asked.classId} and e.state in ('completed', 'not-completed') and e.position > ${asked.afterSeat}
      and (${asked.enrolmentId ?? null}::uuid is null or e.id = ${asked.enrolmentId ?? null}::uuid)
    order by e.position limit ${asked.limit}`.execute(connection)
  return rows
}
