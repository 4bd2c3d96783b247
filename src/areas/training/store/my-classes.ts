import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ClassState } from '../domain/class-state.ts'
import type { Outcome } from '../domain/completion.ts'
import type { EnrolmentState, Mode, Share } from './tables.ts'

export interface MyClassRow {
  readonly enrolmentId: string
  readonly classId: string
  readonly programmeId: string
  readonly className: string
  readonly classNameEn: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly institution: string
  readonly institutionEn: string
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly classState: ClassState
  readonly state: EnrolmentState
  readonly waitingPosition: number | null
  readonly attendedMinutes: number
  readonly confirmedMinutes: number
  readonly totalMinutes: number
  readonly attendanceShare: Share
  readonly nextSession: {
    readonly day: string
    readonly start: string
    readonly end: string
    readonly roomName: string | null
    readonly place: string
    readonly topic: string
  } | null
  readonly outcome: Outcome | null
}

/** A person's classes, the latest first, with minutes proven and the next session from now on. */
export const myClassRows = async (
  connection: Db | Tx,
  asked: { personId: string; after?: readonly [string, string] | undefined; limit: number; now: Date },
): Promise<MyClassRow[]> => {
  const { rows } = await sql<MyClassRow>`
    select e.id as enrolment_id, k.id as class_id, k.programme_id, k.name as class_name, k.name_en as class_name_en, c.title as course_title, c.title_en as course_title_en,
      o.name as institution, o.name_en as institution_en, k.mode, k.from_day as "from", k.to_day as "to", k.state as class_state, e.state,
      k.attendance_share, e.outcome, coalesce(proven.minutes, 0)::int as attended_minutes,
      held.confirmed_minutes, held.total_minutes, coming.session as next_session,
      case when e.state = 'waiting' then (
        select count(*)::int from enrolment w where w.class_id = k.id and w.state = 'waiting' and w.position <= e.position
      ) end as waiting_position
    from enrolment e
    join training_class k on k.id = e.class_id
    join pub_programme p on p.id = k.programme_id
    join pub_course c on c.version_id = k.course_version_id
    join pub_organisation o on o.id = k.institution_id
    cross join lateral (
      select coalesce(sum(s.minutes), 0)::int as total_minutes, coalesce(sum(s.minutes) filter (where f.session_id is not null), 0)::int as confirmed_minutes
      from class_session s left join attendance_confirmation f on f.session_id = s.id where s.class_id = k.id and not s.cancelled
    ) as held
    left join lateral (
      select sum(a.minutes) as minutes from class_session s join attendance_confirmation f on f.session_id = s.id
      join pub_attendance a on a.session_id = s.id and a.enrolment_id = e.id where s.class_id = k.id and not s.cancelled
    ) as proven on true
    left join lateral (
      select json_build_object('day', s.day, 'start', to_char(s.starts_at, 'HH24:MI'), 'end', to_char(s.ends_at, 'HH24:MI'),
        'roomName', r.name, 'place', s.place, 'topic', s.topic) as session
      from class_session s left join pub_room r on r.id = s.room_id
      where s.class_id = k.id and not s.cancelled and upper(s.during) > ${asked.now}::timestamptz at time zone p.zone
        and k.state in ('filed', 'enrolling', 'running')
      order by s.day, s.starts_at limit 1
    ) as coming on true
    where e.person_id = any(pub_person_ids(${asked.personId}))
      and ${asked.after ? sql`(k.from_day, e.id) < (${asked.after[0]}::date, ${asked.after[1]}::uuid)` : sql`true`}
    order by k.from_day desc, e.id desc limit ${asked.limit + 1}`.execute(connection)
  return rows
}

export interface OwnMarkRow {
  readonly sessionId: string
  readonly position: number
  readonly day: string
  readonly start: string
  readonly end: string
  readonly topic: string
  readonly minutes: number
  readonly cancelled: boolean
  readonly confirmed: boolean
  readonly status: 'present' | 'absent' | 'late' | 'early' | null
  readonly attendedMinutes: number | null
  readonly correctedAt: Date | null
  readonly reason: string
}

/** One enrolment's latest mark in every session of its class; before confirmation a mark is only a draft and not told. */
export const marksOfEnrolment = async (
  connection: Db | Tx,
  classId: string,
  enrolmentId: string,
): Promise<OwnMarkRow[]> => {
  const { rows } = await sql<OwnMarkRow>`
    select s.id as session_id, s.position, s.day, to_char(s.starts_at, 'HH24:MI') as start, to_char(s.ends_at, 'HH24:MI') as "end", s.topic,
      s.minutes, s.cancelled, f.session_id is not null as confirmed,
      case when f.session_id is not null then m.status end as status, case when f.session_id is not null then m.minutes end as attended_minutes,
      case when m.correction then m.marked_at end as corrected_at, coalesce(m.reason, '') as reason
    from class_session s
    left join attendance_confirmation f on f.session_id = s.id
    left join lateral (
      select * from attendance_mark a where a.session_id = s.id and a.enrolment_id = ${enrolmentId} order by a.revision desc limit 1
    ) as m on true
    where s.class_id = ${classId} order by s.position`.execute(connection)
  return rows
}

export const personName = async (connection: Db | Tx, personId: string): Promise<string> => {
  const { rows } = await sql<{ name: string }>`select name from pub_person where id = ${personId}`.execute(
    connection,
  )
  return rows[0]?.name ?? ''
}
