import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

interface Wrong {
  readonly subject: string
  readonly detail: string
}

/** Every mark of attendance against its session and against the event of the act that made it. */
export const checkAttendance = async (db: Db): Promise<{ subjects: number; wrong: Wrong[] }> => {
  const wrong: Wrong[] = []
  for (const [detail, found] of Object.entries(faults)) {
    const { rows } = await found.execute(db)
    wrong.push(...rows.map(({ subject }) => ({ subject, detail })))
  }
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from attendance_mark`.execute(db)
  return { subjects: rows[0]?.n ?? 0, wrong }
}

type Found = RawBuilder<{ readonly subject: string }>

/** What saves say of the marks they appended; those from before they said it tell only how many. */
const saves = sql`
  select data->>'session' as session, (data->>'revision')::int as revision, data->>'marks' as marks, (data->>'changed')::int as changed
  from event where name = 'training.attendanceSaved'`

/** Marks of each save as `marksText` writes them. */
const kept = sql`
  select session_id::text as session, revision, count(*)::int as changed,
    encode(sha256(convert_to(string_agg(concat_ws(' ', enrolment_id, status, minutes), E'\n' order by enrolment_id::text collate "C"), 'UTF8')), 'hex') as marks
  from attendance_mark where not correction group by session_id, revision`

const faults: Readonly<Record<string, Found>> = {
  'its minutes do not fit its status and its session': sql`
    select m.id as subject from attendance_mark m join class_session s on s.id = m.session_id
    where case m.status when 'present' then m.minutes <> s.minutes when 'absent' then m.minutes <> 0
      else m.minutes <= 0 or m.minutes >= s.minutes end`,
  'the marks are not those that were saved': sql`
    with told as (${saves}), kept as (${kept}), empty as (select encode(sha256(''), 'hex') as marks)
    select distinct session as subject from told full join kept using (session, revision) cross join empty
    where told.marks is not null and told.marks is distinct from coalesce(kept.marks, empty.marks)`,
  'marks were put in or taken out': sql`
    with told as (${saves}), kept as (${kept}),
      said as (select session, sum(changed) as n from told group by session),
      there as (select session, sum(changed) as n from kept group by session)
    select session as subject from said full join there using (session) where coalesce(said.n, 0) <> coalesce(there.n, 0)`,
  'this correction is none that was made': sql`
    select m.id as subject from attendance_mark m where m.correction and not exists (select from event e
      where e.name = 'training.attendanceCorrected' and e.data->>'session' = m.session_id::text and e.data->>'enrolment' = m.enrolment_id::text
        and e.data->'after'->>'status' = m.status and (e.data->'after'->>'minutes')::int = m.minutes)`,
  'a correction is gone': sql`
    select e.data->>'session' as subject from event e where e.name = 'training.attendanceCorrected' and not exists (
      select from attendance_mark m where m.correction and m.session_id::text = e.data->>'session' and m.enrolment_id::text = e.data->>'enrolment'
        and m.status = e.data->'after'->>'status' and m.minutes = (e.data->'after'->>'minutes')::int)`,
  'whether it was confirmed is not what the events say': sql`
    with said as (select data->>'session' as session from event where name = 'training.attendanceConfirmed'),
      there as (select session_id::text as session from attendance_confirmation)
    (select session as subject from said except select session from there)
    union (select session from there except select session from said)`,
}
