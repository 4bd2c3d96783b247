import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { institutionStanding } from '../../programme/index.ts'
import { filingRefusal } from '../domain/course-status.ts'
import { totalMinutes, type Mode } from '../domain/syllabus.ts'
import { versionForFiling, type FilingRow } from '../store/filing.ts'

/** What a filing needs to know of the version it files from. */
export type CourseForFiling = Omit<FilingRow, 'status' | 'programmeStatus' | 'validFrom' | 'validTo'> & {
  readonly totalMinutes: number
  /** Modes the institution is approved for on the day. */
  readonly institutionModes: readonly Mode[]
}

export type FilingRefusal =
  | 'programme.not-active'
  | 'course.not-approved'
  | 'course.expired'
  | 'course.mode-not-declared'
  | 'institution.not-approved'
  | 'institution.expired'
  | 'institution.mode-not-approved'

/**
 * Whether a class beginning on `day` (and taught in `mode`, where given) may be filed from a course version: programme running,
 * course approved and valid on that day, institution approved, valid and approved for the mode. The version's row stays locked
 * against retirement until the caller's transaction ends.
 */
export const courseVersionForFiling = async (
  tx: Db | Tx,
  versionId: string,
  day: string,
  mode?: Mode,
): Promise<Result<CourseForFiling, FilingRefusal>> => {
  const row = await versionForFiling(tx, versionId)
  if (!row) return refuse('course.not-approved')
  const { status, programmeStatus, validFrom, validTo, ...course } = row
  if (programmeStatus !== 'active') return refuse('programme.not-active')
  const valid = filingRefusal({ status, validFrom, validTo }, day)
  if (!valid.ok) return valid
  const institution = await institutionStanding(tx, row.programmeId, row.institutionId, day)
  if (institution.standing === 'none') return refuse('institution.not-approved')
  if (institution.standing === 'expired')
    return refuse('institution.expired', { from: institution.from, to: institution.to, day })
  if (mode !== undefined && !institution.modes.includes(mode)) return refuse('institution.mode-not-approved')
  if (mode !== undefined && row.minutesByMode[mode] === 0) return refuse('course.mode-not-declared')
  return ok({ ...course, totalMinutes: totalMinutes(row.minutesByMode), institutionModes: institution.modes })
}
