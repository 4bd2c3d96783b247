import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { ClassState } from '../domain/class-state.ts'
import type { Mode } from './tables.ts'

export interface PublicClassRow {
  readonly classId: string
  readonly programmeId: string
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly courseId: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly institutionId: string
  readonly institution: string
  readonly institutionEn: string
  readonly keyArea: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly totalMinutes: number
  readonly feeFen: number
  readonly capacity: number
  readonly placesLeft: number
  readonly waiting: number
  readonly state: ClassState
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Classes enrolling now, the next to begin first. */
export const openClasses = async (
  connection: Db | Tx,
  asked: {
    courseId?: string | undefined
    field?: string | undefined
    mode?: string | undefined
    q?: string | undefined
    after?: readonly [string, string] | undefined
    limit: number
  },
): Promise<PublicClassRow[]> => {
  const q = asked.q?.trim()
  const { rows } = await sql<PublicClassRow>`
    select k.id as class_id, k.programme_id, k.filing_number, k.name, k.name_en, c.course_id, c.title as course_title, c.title_en as course_title_en,
      o.id as institution_id, o.name as institution, o.name_en as institution_en,
      json_build_object('code', a.code, 'name', a.name, 'nameEn', a.name_en) as key_area,
      k.mode, k.from_day as "from", k.to_day as "to", taught.minutes as total_minutes, k.fee_fen, k.capacity,
      greatest(k.capacity - people.confirmed, 0) as places_left, people.waiting, k.state
    from training_class k
    join pub_course c on c.version_id = k.course_version_id
    join pub_organisation o on o.id = k.institution_id
    join pub_key_area a on a.id = c.key_area_id
    cross join lateral (select coalesce(sum(s.minutes), 0)::int as minutes from class_session s where s.class_id = k.id and not s.cancelled) as taught
    cross join lateral (
      select count(*) filter (where e.state = 'confirmed')::int as confirmed, count(*) filter (where e.state = 'waiting')::int as waiting
      from enrolment e where e.class_id = k.id
    ) as people
    where k.state = 'enrolling'
      and ${asked.courseId ? sql`c.course_id = ${asked.courseId}` : sql`true`}
      and ${asked.field ? sql`a.code = ${asked.field}` : sql`true`}
      and ${asked.mode ? sql`k.mode = ${asked.mode}` : sql`true`}
      and ${q ? sql`(k.name ilike ${like(q)} or k.name_en ilike ${like(q)} or c.title ilike ${like(q)} or c.title_en ilike ${like(q)} or o.name ilike ${like(q)})` : sql`true`}
      and ${asked.after ? sql`(k.from_day, k.id) > (${asked.after[0]}::date, ${asked.after[1]}::uuid)` : sql`true`}
    order by k.from_day, k.id limit ${asked.limit + 1}`.execute(connection)
  return rows
}
