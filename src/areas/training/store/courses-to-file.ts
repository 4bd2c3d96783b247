import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Mode } from './tables.ts'

export interface CourseInCatalogue {
  readonly courseId: string
  readonly versionId: string
  readonly code: string
  readonly number: number
  readonly title: string
  readonly titleEn: string
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly minutesByMode: Record<Mode, number>
  readonly feeFen: number
  readonly hasExam: boolean
  readonly validFrom: string
  readonly validTo: string
}

/** An institution's approved course versions that have not run out by a day, in programmes under way. */
export const coursesInCatalogue = async (
  connection: Db | Tx,
  institutionId: string,
  today: string,
): Promise<CourseInCatalogue[]> => {
  const { rows } = await sql<CourseInCatalogue>`
    select c.course_id, c.version_id, c.code, c.number, c.title, c.title_en, c.programme_id, p.name as programme_name, p.name_en as programme_name_en,
      c.minutes_by_mode, c.fee_fen, c.exam_spec is not null as has_exam, c.valid_from, c.valid_to
    from pub_course c join pub_programme p on p.id = c.programme_id
    where c.institution_id = ${institutionId} and c.status = 'approved' and c.valid_to >= ${today} and p.status = 'active'
    order by c.title, c.code, c.number desc`.execute(connection)
  return rows
}
