import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { CourseCategory, CourseType, ExamSpec } from '../domain/course-content.ts'
import type { CourseStatus } from '../domain/course-status.ts'
import type { MinutesByMode } from '../domain/syllabus.ts'

export interface FilingRow {
  readonly versionId: string
  readonly courseId: string
  readonly number: number
  readonly code: string
  readonly programmeId: string
  readonly programmeStatus: 'preparing' | 'active' | 'closed'
  readonly zone: string
  readonly institutionId: string
  readonly keyAreaId: string
  readonly status: CourseStatus
  readonly title: string
  readonly titleEn: string
  readonly courseType: CourseType
  readonly category: CourseCategory
  readonly minutesByMode: MinutesByMode
  readonly examSpec: ExamSpec | null
  readonly feeFen: number
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** A version as a filing reads it, held against retirement until the filing is done. */
export const versionForFiling = async (tx: Db | Tx, versionId: string): Promise<FilingRow | undefined> => {
  const { rows } = await sql<FilingRow>`
    select v.id as version_id, c.id as course_id, v.number, c.code, c.programme_id, p.status as programme_status, p.zone, c.institution_id, c.key_area_id,
      v.status, v.title, v.title_en, v.course_type, v.category, v.minutes_by_mode, v.exam_spec, v.fee_fen, v.valid_from, v.valid_to
    from course_version v join course c on c.id = v.course_id join pub_programme p on p.id = c.programme_id
    where v.id = ${versionId} for share of v`.execute(tx)
  return rows[0]
}
