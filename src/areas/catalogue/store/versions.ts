import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { factsHash } from '../../../platform/db/facts-hash.ts'
import type { CourseContent } from '../domain/course-content.ts'
import type { CourseStatus } from '../domain/course-status.ts'
import { minutesByMode } from '../domain/syllabus.ts'
import type { CatalogueTables } from './tables.ts'

/** Columns of a content; minutes by mode are summed here and nowhere else. */
const columnsOf = (content: CourseContent) => ({
  title: content.title,
  titleEn: content.titleEn,
  courseType: content.courseType,
  category: content.category,
  audience: content.audience,
  objectives: content.objectives,
  syllabus: JSON.stringify(content.syllabus),
  minutesByMode: JSON.stringify(minutesByMode(content.syllabus)),
  examSpec: content.examSpec === null ? null : JSON.stringify(content.examSpec),
  materials: content.materials,
  feeFen: content.feeFen,
})

export const contentOf = (row: VersionRow): CourseContent => ({
  title: row.title,
  titleEn: row.titleEn,
  courseType: row.courseType,
  category: row.category,
  audience: row.audience,
  objectives: row.objectives,
  syllabus: row.syllabus,
  examSpec: row.examSpec,
  materials: row.materials,
  feeFen: row.feeFen,
})

/** Over the content of a version. */
export const contentHash = factsHash(
  sql`title, title_en, course_type, category, audience, objectives, syllabus, minutes_by_mode, exam_spec, materials, fee_fen`,
)

/** The same of one version, as its events tell it. */
export const hashOfVersion = async (tx: Tx, versionId: string): Promise<string> => {
  const { rows } = await sql<{
    hash: string
  }>`select ${contentHash} as hash from course_version where id = ${versionId}`.execute(tx)
  return rows[0]?.hash ?? ''
}

/** All versions of a course, newest first. */
export const versionsOf = (tx: Db | Tx, courseId: string) =>
  as<CatalogueTables>(tx)
    .selectFrom('courseVersion')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('number', 'desc')
    .execute()

export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number]

export const insertVersion = async (
  tx: Tx,
  version: { id: string; courseId: string; number: number; content: CourseContent },
  now: Date,
): Promise<void> => {
  const { content, ...rest } = version
  await as<CatalogueTables>(tx)
    .insertInto('courseVersion')
    .values({ ...rest, ...columnsOf(content), status: 'draft', changedAt: now, createdAt: now })
    .execute()
}

/** Saves a draft over the revision that was read; false when somebody saved in between. */
export const saveContent = async (
  tx: Tx,
  versionId: string,
  revision: number,
  content: CourseContent,
  now: Date,
): Promise<boolean> => {
  const updated = await as<CatalogueTables>(tx)
    .updateTable('courseVersion')
    .set({ ...columnsOf(content), revision: revision + 1, changedAt: now })
    .where('id', '=', versionId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

export const setSubmitted = async (tx: Tx, versionId: string, now: Date): Promise<void> => {
  await as<CatalogueTables>(tx)
    .updateTable('courseVersion')
    .set({ status: 'submitted', submittedAt: now, changedAt: now })
    .where('id', '=', versionId)
    .execute()
}

export const setTakenBack = async (tx: Tx, versionId: string, now: Date): Promise<void> => {
  await as<CatalogueTables>(tx)
    .updateTable('courseVersion')
    .set({ status: 'draft', changedAt: now })
    .where('id', '=', versionId)
    .execute()
}

export const setDecided = async (
  tx: Tx,
  versionId: string,
  decision: {
    status: CourseStatus
    reason: string
    validFrom: string | null
    validTo: string | null
    by: string | null
  },
  now: Date,
): Promise<void> => {
  await as<CatalogueTables>(tx)
    .updateTable('courseVersion')
    .set({
      status: decision.status,
      decisionReason: decision.reason,
      validFrom: decision.validFrom,
      validTo: decision.validTo,
      decidedBy: decision.by,
      decidedAt: now,
      changedAt: now,
    })
    .where('id', '=', versionId)
    .execute()
}

/** Ends or retires a version that was in the catalogue. */
export const setSucceeded = async (
  tx: Tx,
  versionId: string,
  status: 'approved' | 'retired',
  validTo: string | null,
  now: Date,
): Promise<void> => {
  await as<CatalogueTables>(tx)
    .updateTable('courseVersion')
    .set({ status, validTo, changedAt: now })
    .where('id', '=', versionId)
    .execute()
}

export const deleteVersion = async (tx: Tx, versionId: string): Promise<void> => {
  await as<CatalogueTables>(tx)
    .deleteFrom('courseVersion')
    .where('id', '=', versionId)
    .where('status', 'in', ['draft', 'returned'])
    .execute()
}
