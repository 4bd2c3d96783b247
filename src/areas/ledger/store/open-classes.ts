import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

export interface OpenClass {
  readonly classId: string
  readonly programmeId: string
  readonly institutionId: string
  readonly institution: string
  readonly institutionEn: string
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly courseTitle: string
  readonly courseVersionId: string
  readonly category: string
  readonly mode: string
  readonly from: string
  readonly to: string
  readonly placesLeft: number
  readonly sessions: readonly {
    readonly date: string
    readonly start: string
    readonly end: string
    readonly minutes: number
  }[]
}

const columns = sql`k.id as class_id, k.programme_id, k.institution_id, o.name as institution, o.name_en as institution_en, k.filing_number,
  k.name, k.name_en, c.title as course_title, k.course_version_id, c.category, k.mode, k.from_day as "from", k.to_day as "to",
  greatest(k.capacity - k.enrolled, 0) as places_left,
  (select coalesce(json_agg(json_build_object('date', s.day, 'start', to_char(s.starts_at, 'HH24:MI'), 'end', to_char(s.ends_at, 'HH24:MI'),
    'minutes', s.minutes) order by s.day, s.starts_at), '[]') from pub_class_session s where s.class_id = k.id and not s.cancelled) as sessions`

const isIn = (personId: string, states: readonly string[]) => sql`exists (select from pub_enrolment e
  where e.class_id = k.id and e.state = any(${[...states]}::text[]) and e.person_id = any(pub_person_ids(${personId}::uuid)))`

/** Classes of a programme that somebody has a place in and that are not closed yet, the next to begin first. */
export const classesUnderWay = async (
  tx: Db | Tx,
  asked: { readonly personId: string; readonly programmeId: string; readonly limit: number },
): Promise<OpenClass[]> => {
  const { rows } = await sql<OpenClass>`
    select ${columns}
    from pub_training_class k join pub_course c on c.version_id = k.course_version_id join pub_organisation o on o.id = k.institution_id
    where k.programme_id = ${asked.programmeId} and k.state in ('filed', 'enrolling', 'running', 'finished', 'closing')
      and ${isIn(asked.personId, ['confirmed'])}
    order by k.from_day, k.id limit ${asked.limit}`.execute(tx)
  return rows
}

/**
 * Classes of a programme that enrol, have a place left, end by a day and do not have the person in them; those of the
 * categories wanted first, and of them the next to begin.
 */
export const openClassesFor = async (
  tx: Db | Tx,
  asked: {
    readonly personId: string
    readonly programmeId: string
    readonly from: string
    readonly by: string
    readonly categories: readonly string[]
    readonly limit: number
  },
): Promise<OpenClass[]> => {
  const { rows } = await sql<OpenClass>`
    select ${columns}
    from pub_training_class k join pub_course c on c.version_id = k.course_version_id join pub_organisation o on o.id = k.institution_id
    where k.programme_id = ${asked.programmeId} and k.state = 'enrolling' and k.from_day > ${asked.from} and k.to_day <= ${asked.by}
      and k.enrolled < k.capacity
      and not ${isIn(asked.personId, ['confirmed', 'waiting', 'completed', 'not-completed'])}
    order by c.category = any(${[...asked.categories]}::text[]) desc, k.from_day, k.id limit ${asked.limit}`.execute(
    tx,
  )
  return rows
}
