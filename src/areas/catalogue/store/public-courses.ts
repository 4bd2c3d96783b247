import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { CourseCategory, CourseType, ExamSpec } from '../domain/course-content.ts'
import type { MinutesByMode, Mode, SyllabusUnit } from '../domain/syllabus.ts'

export interface ListedCourse {
  readonly courseId: string
  readonly code: string
  readonly version: number
  readonly title: string
  readonly titleEn: string
  readonly courseType: CourseType
  readonly category: CourseCategory
  readonly institutionId: string
  readonly institution: string
  readonly institutionEn: string
  readonly field: { code: string; name: string; nameEn: string }
  readonly programme: { code: string; name: string; nameEn: string }
  readonly minutesByMode: MinutesByMode
  readonly feeFen: number
  readonly validTo: string
}

const listedColumns = sql`c.id as course_id, c.code, v.number as version, v.title, v.title_en, v.course_type, v.category,
  c.institution_id, o.name as institution, o.name_en as institution_en,
  jsonb_build_object('code', k.code, 'name', k.name, 'nameEn', k.name_en) as field,
  jsonb_build_object('code', p.code, 'name', p.name, 'nameEn', p.name_en) as programme,
  v.minutes_by_mode, v.fee_fen, v.valid_to`

const validOn = (today: string): RawBuilder<unknown> =>
  sql`v.status = 'approved' and v.valid_from <= ${today}::date and v.valid_to >= ${today}::date`

/** The course's programme runs and its institution is approved for it and not closed. */
const offeredOn = (today: string): RawBuilder<unknown> => sql`p.status = 'active' and o.status <> 'closed'
  and exists (select 1 from pub_institution_approval a where a.institution_id = c.institution_id and a.programme_id = c.programme_id
    and a.status = 'approved' and a.from_day <= ${today}::date and a.to_day >= ${today}::date offset 0)`

/** Classes that can still be joined. */
const joinable = (today: string): RawBuilder<unknown> =>
  sql`t.state = 'enrolling' and t.from_day >= ${today}::date`

/** Key areas of running programmes with the number of courses in the catalogue. */
export const listedFields = async (db: Db | Tx, today: string) => {
  const { rows } = await sql<{
    code: string
    name: string
    nameEn: string
    programmeCode: string
    programmeName: string
    programmeNameEn: string
    courses: number
  }>`
    select k.code, k.name, k.name_en, p.code as programme_code, p.name as programme_name, p.name_en as programme_name_en, coalesce(n.courses, 0) as courses
    from pub_key_area k join pub_programme p on p.id = k.programme_id and p.status = 'active'
      left join (
        select c.key_area_id, count(*) as courses
        from course_version v join course c on c.id = v.course_id join pub_programme p on p.id = c.programme_id join pub_organisation o on o.id = c.institution_id
        where ${validOn(today)} and ${offeredOn(today)} group by c.key_area_id
      ) n on n.key_area_id = k.id
    order by p.from_day, p.id, k.position, k.code`.execute(db)
  return rows
}

export interface OpenClass {
  readonly classId: string
  readonly filingNumber: string
  readonly name: string
  readonly nameEn: string
  readonly mode: Mode
  readonly from: string
  readonly to: string
  readonly capacity: number
  readonly enrolled: number
  readonly feeFen: number
  readonly state: string
}

const classColumns = sql`t.id as class_id, t.filing_number, t.name, t.name_en, t.mode, t.from_day as "from", t.to_day as "to", t.capacity, t.enrolled, t.fee_fen, t.state`

/** Classes of a course that can still be joined, soonest first. */
export const openClassesOf = async (db: Db | Tx, courseId: string, today: string): Promise<OpenClass[]> => {
  const { rows } =
    await sql<OpenClass>`select ${classColumns} from course_version w join pub_training_class t on t.course_version_id = w.id
    where w.course_id = ${courseId} and ${joinable(today)} order by t.from_day, t.id limit 50`.execute(db)
  return rows
}

export interface UpcomingClass extends OpenClass {
  readonly courseId: string
  readonly courseTitle: string
  readonly courseTitleEn: string
  readonly institution: string
  readonly institutionEn: string
  readonly field: { code: string; name: string; nameEn: string }
}

/** The next classes of all courses. */
export const upcomingClasses = async (
  db: Db | Tx,
  today: string,
  limit: number,
): Promise<UpcomingClass[]> => {
  const { rows } = await sql<UpcomingClass>`
    select ${classColumns}, c.id as course_id, v.title as course_title, v.title_en as course_title_en, o.name as institution, o.name_en as institution_en,
      jsonb_build_object('code', k.code, 'name', k.name, 'nameEn', k.name_en) as field
    from pub_training_class t join course_version v on v.id = t.course_version_id join course c on c.id = v.course_id
      join pub_organisation o on o.id = c.institution_id join pub_key_area k on k.id = c.key_area_id
    where ${joinable(today)} order by t.from_day, t.id limit ${limit}`.execute(db)
  return rows
}

export interface PublicVersion extends ListedCourse {
  readonly status: 'approved' | 'retired'
  readonly validFrom: string
  readonly audience: string
  readonly objectives: string
  readonly syllabus: SyllabusUnit[]
  readonly examSpec: ExamSpec | null
  readonly materials: string
}

/** Every version of a course that ever was in the catalogue, newest first; it stays public after it retired. */
export const publicVersions = async (db: Db | Tx, courseId: string): Promise<PublicVersion[]> => {
  const { rows } = await sql<PublicVersion>`
    select ${listedColumns}, v.status, v.valid_from, v.audience, v.objectives, v.syllabus, v.exam_spec, v.materials
    from course_version v join course c on c.id = v.course_id join pub_key_area k on k.id = c.key_area_id
      join pub_programme p on p.id = c.programme_id join pub_organisation o on o.id = c.institution_id
    where c.id = ${courseId} and v.status in ('approved', 'retired') and v.valid_from is not null order by v.number desc`.execute(
    db,
  )
  return rows
}
