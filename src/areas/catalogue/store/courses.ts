import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { CatalogueTables } from './tables.ts'

export interface CourseRow {
  readonly id: string
  readonly code: string
  readonly demo: boolean
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly programmeStatus: 'preparing' | 'active' | 'closed'
  readonly officeId: string
  readonly institutionId: string
  readonly institutionName: string
  readonly institutionNameEn: string
  readonly districtId: string | null
  readonly keyAreaId: string
  readonly keyAreaCode: string
  readonly keyAreaName: string
  readonly keyAreaNameEn: string
  /** True once any version has left its institution's desk. */
  readonly seen: boolean
}

const selected = sql`
  select c.id, c.code, c.demo, c.programme_id, p.name as programme_name, p.name_en as programme_name_en, p.status as programme_status, p.office_id,
    c.institution_id, o.name as institution_name, o.name_en as institution_name_en, o.district_id,
    c.key_area_id, k.code as key_area_code, k.name as key_area_name, k.name_en as key_area_name_en,
    exists (select 1 from course_version v where v.course_id = c.id and v.status <> 'draft') as seen
  from course c join pub_programme p on p.id = c.programme_id join pub_organisation o on o.id = c.institution_id
    join pub_key_area k on k.id = c.key_area_id`

export const findCourse = async (tx: Db | Tx, id: string): Promise<CourseRow | undefined> =>
  (await sql<CourseRow>`${selected} where c.id = ${id}`.execute(tx)).rows[0]

/** The course with its row locked: everything that happens to its versions happens one after another. */
export const lockCourse = async (tx: Tx, id: string): Promise<CourseRow | undefined> =>
  (await sql<CourseRow>`${selected} where c.id = ${id} for update of c`.execute(tx)).rows[0]

export const insertCourse = async (
  tx: Tx,
  course: { id: string; programmeId: string; institutionId: string; keyAreaId: string; code: string },
  now: Date,
): Promise<void> => {
  await as<CatalogueTables>(tx)
    .insertInto('course')
    .values({ ...course, createdAt: now })
    .execute()
}

export const deleteCourse = async (tx: Tx, id: string): Promise<void> => {
  await as<CatalogueTables>(tx).deleteFrom('course').where('id', '=', id).execute()
}

export const moveToKeyArea = async (tx: Tx, courseId: string, keyAreaId: string): Promise<void> => {
  await as<CatalogueTables>(tx).updateTable('course').set({ keyAreaId }).where('id', '=', courseId).execute()
}

/** The next running number of a programme's courses. */
export const nextCourseNumber = async (tx: Tx, programmeId: string): Promise<number> => {
  const { rows } = await sql<{
    taken: number
  }>`insert into course_counter (programme_id, next) values (${programmeId}, 2)
    on conflict (programme_id) do update set next = course_counter.next + 1 returning next - 1 as taken`.execute(
    tx,
  )
  return rows[0]?.taken ?? 1
}

export const findProgrammeFacts = (tx: Tx, id: string) =>
  as<CatalogueTables>(tx)
    .selectFrom('pubProgramme')
    .select(['id', 'status', 'officeId', 'passMark'])
    .where('id', '=', id)
    .executeTakeFirst()

export const keyAreaBelongs = async (tx: Tx, keyAreaId: string, programmeId: string): Promise<boolean> =>
  (await as<CatalogueTables>(tx)
    .selectFrom('pubKeyArea')
    .select('id')
    .where('id', '=', keyAreaId)
    .where('programmeId', '=', programmeId)
    .executeTakeFirst()) !== undefined

export const institutionInRegister = async (tx: Tx, id: string): Promise<boolean> =>
  (await as<CatalogueTables>(tx)
    .selectFrom('pubOrganisation')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'institution')
    .where('status', '<>', 'closed')
    .executeTakeFirst()) !== undefined
