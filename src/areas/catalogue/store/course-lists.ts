import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { CourseStatus } from '../domain/course-status.ts'
import type { MinutesByMode } from '../domain/syllabus.ts'

export interface CourseFilter {
  readonly programmeId?: string | undefined
  readonly institutionId?: string | undefined
  readonly status?: CourseStatus | undefined
  readonly q?: string | undefined
}

/** Whose courses a list may show; `null` for all. Drafts show to their institution alone. */
export interface CourseReach {
  readonly offices: readonly string[]
  readonly districts: readonly string[]
  readonly institutions: readonly string[]
}

export interface CourseListRow {
  readonly courseId: string
  readonly code: string
  readonly programmeId: string
  readonly programmeName: string
  readonly programmeNameEn: string
  readonly institutionId: string
  readonly institutionName: string
  readonly institutionNameEn: string
  readonly keyArea: { id: string; code: string; name: string; nameEn: string }
  readonly versionId: string
  readonly number: number
  readonly status: CourseStatus
  readonly title: string
  readonly titleEn: string
  readonly minutesByMode: MinutesByMode
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly submittedAt: Date | null
  readonly changedAt: Date
}

/**
 * Courses by their newest version the reader may see; with a status asked for, every version that has it. What waits for a
 * decision comes oldest first, everything else as last changed.
 */
export const listCourseRows = async (
  tx: Db | Tx,
  filter: CourseFilter,
  reach: CourseReach | null,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<CourseListRow[]> => {
  const own = reach ? sql`c.institution_id = any(${[...reach.institutions]}::uuid[])` : sql`true`
  const within = reach
    ? sql`(${own} or ((p.office_id = any(${[...reach.offices]}::uuid[]) or o.district_id = any(${[...reach.districts]}::uuid[])) and v.status <> 'draft'))`
    : sql`true`
  const which = filter.status
    ? sql`v.status = ${filter.status}`
    : sql`v.number = (select max(w.number) from course_version w where w.course_id = c.id and (w.status <> 'draft' or ${own}))`
  const waiting = filter.status === 'submitted'
  const beyond = after
    ? sql`(v.changed_at, v.id) ${waiting ? sql`>` : sql`<`} (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : sql`true`
  const direction = waiting ? sql`asc` : sql`desc`
  const q = filter.q?.trim() ? filter.q : undefined
  const { rows } = await sql<CourseListRow>`
    select c.id as course_id, c.code, c.programme_id, p.name as programme_name, p.name_en as programme_name_en,
      c.institution_id, o.name as institution_name, o.name_en as institution_name_en,
      jsonb_build_object('id', k.id, 'code', k.code, 'name', k.name, 'nameEn', k.name_en) as key_area,
      v.id as version_id, v.number, v.status, v.title, v.title_en, v.minutes_by_mode, v.valid_from, v.valid_to, v.submitted_at, v.changed_at
    from course_version v join course c on c.id = v.course_id
      join pub_programme p on p.id = c.programme_id join pub_organisation o on o.id = c.institution_id join pub_key_area k on k.id = c.key_area_id
    where ${within} and ${which} and ${beyond}
      and ${filter.programmeId ? sql`c.programme_id = ${filter.programmeId}` : sql`true`}
      and ${filter.institutionId ? sql`c.institution_id = ${filter.institutionId}` : sql`true`}
      and ${q ? sql`(position(name_key(${q}) in v.search_key) > 0 or position(name_key(${q}) in o.search_key) > 0 or c.code = upper(${q}))` : sql`true`}
    order by v.changed_at ${direction}, v.id ${direction} limit ${limit}`.execute(tx)
  return rows
}
