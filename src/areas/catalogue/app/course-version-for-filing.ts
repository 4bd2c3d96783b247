import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Refused, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { institutionStanding } from '../../programme/index.ts'
import { filingRefusal, type FilingDays } from '../domain/course-status.ts'
import { totalMinutes, type Mode } from '../domain/syllabus.ts'
import { versionForFiling, type FilingRow } from '../store/filing.ts'

/** What a filing needs to know of the version it files from. */
export type CourseForFiling = Omit<
  FilingRow,
  'status' | 'programmeStatus' | 'zone' | 'validFrom' | 'validTo'
> & {
  readonly totalMinutes: number
}

export type FilingRefusal =
  | 'programme.not-active'
  | 'course.not-approved'
  | 'course.expired'
  | 'course.expired-at-filing'
  | 'course.mode-not-declared'
  | 'institution.not-approved'
  | 'institution.expired'
  | 'institution.expired-at-filing'
  | 'institution.mode-not-approved'

/**
 * Whether a class (taught in `mode`, where given) may be filed from a course version: programme running, course approved and
 * valid on every day taught, institution approved and valid on each of them and for the mode; and neither had run out when the
 * class was filed. The version's row stays locked against retirement until the caller's transaction ends.
 */
export const courseVersionForFiling = async (
  tx: Db | Tx,
  versionId: string,
  filing: { readonly at: Date; readonly taughtOn: readonly string[] },
  mode?: Mode,
): Promise<Result<CourseForFiling, FilingRefusal>> => {
  const row = await versionForFiling(tx, versionId)
  if (!row) return refuse('course.not-approved')
  const { status, programmeStatus, validFrom, validTo, zone, ...course } = row
  const days = { filedOn: dayInZone(filing.at, zone), taughtOn: filing.taughtOn }
  if (programmeStatus !== 'active') return refuse('programme.not-active')
  const valid = filingRefusal({ status, validFrom, validTo }, days)
  if (!valid.ok) return valid
  const refused = institutionRefusal(
    await institutionStanding(tx, row.programmeId, row.institutionId),
    days,
    mode,
  )
  if (refused) return refused
  if (mode !== undefined && row.minutesByMode[mode] === 0) return refuse('course.mode-not-declared')
  return ok({ ...course, totalMinutes: totalMinutes(row.minutesByMode) })
}

const institutionRefusal = (
  standingOn: Awaited<ReturnType<typeof institutionStanding>>,
  { filedOn, taughtOn }: FilingDays,
  mode: Mode | undefined,
): Refused<FilingRefusal> | undefined => {
  const faults: FieldError[] = []
  let lastOfApproval = ''
  for (const [at, day] of taughtOn.entries()) {
    const standing = standingOn(day)
    if (standing.standing === 'none') return refuse('institution.not-approved')
    const { from, to } = standing
    if (standing.standing === 'expired') {
      faults.push({ pointer: `/sessions/${at}/day`, code: 'institution.expired', params: { from, to, day } })
    } else if (mode !== undefined && !standing.modes.includes(mode)) {
      return refuse('institution.mode-not-approved')
    } else if (to > lastOfApproval) lastOfApproval = to
  }
  if (faults[0]) return refuse('institution.expired', faults[0].params ?? {}, faults)
  if (filedOn <= lastOfApproval) return undefined
  // Approved again meanwhile: the office still answers for the institution, and may hear of a class under its former approval.
  const now = standingOn(filedOn)
  if (now.standing === 'approved') return undefined
  return refuse('institution.expired-at-filing', { to: lastOfApproval, day: filedOn })
}
