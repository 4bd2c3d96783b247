import { addDays, isDay } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'

export type CourseStatus = 'draft' | 'submitted' | 'returned' | 'refused' | 'approved' | 'retired'
export type CourseStep = 'edit' | 'submit' | 'take-back' | 'approve' | 'return' | 'refuse' | 'retire'

const steps: Readonly<
  Record<CourseStep, { readonly from: readonly CourseStatus[]; readonly to: CourseStatus | 'same' }>
> = {
  edit: { from: ['draft', 'returned'], to: 'same' },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  'take-back': { from: ['submitted'], to: 'draft' },
  approve: { from: ['submitted'], to: 'approved' },
  return: { from: ['submitted'], to: 'returned' },
  refuse: { from: ['submitted'], to: 'refused' },
  retire: { from: ['approved'], to: 'retired' },
}

/** Status of a version after a step; a step its status does not allow is refused by naming the status. */
export const statusAfter = (
  status: CourseStatus,
  step: CourseStep,
): Result<CourseStatus, `course.${CourseStatus}`> => {
  const { from, to } = steps[step]
  if (!from.includes(status)) return refuse(`course.${status}`)
  return ok(to === 'same' ? status : to)
}

/** Dates an approval must state. */
export const validityFaults = (validity: {
  validFrom?: string | undefined
  validTo?: string | undefined
}): FieldError[] => {
  const { validFrom, validTo } = validity
  if (validFrom === undefined || !isDay(validFrom)) return [{ pointer: '/validFrom', code: 'course.dates' }]
  if (validTo === undefined || !isDay(validTo) || validTo < validFrom)
    return [{ pointer: '/validTo', code: 'course.dates' }]
  return []
}

/** What becomes of the version listed so far when a newer one is valid from a day: it ends the day before, or retires if it never began. */
export const succeeded = (
  listed: { readonly validFrom: string; readonly validTo: string },
  newFrom: string,
): { readonly status: 'approved' | 'retired'; readonly validTo: string } => {
  if (listed.validFrom >= newFrom) return { status: 'retired', validTo: listed.validTo }
  const dayBefore = addDays(newFrom, -1)
  return { status: 'approved', validTo: listed.validTo < dayBefore ? listed.validTo : dayBefore }
}

/** When a class is filed and taught: the day of filing, and the days of its sessions in the order given. */
export interface FilingDays {
  readonly filedOn: string
  readonly taughtOn: readonly string[]
}

/** Whether a class may be filed from a version: every session within its validity, and the filing not after its end. */
export const filingRefusal = (
  version: {
    readonly status: CourseStatus
    readonly validFrom: string | null
    readonly validTo: string | null
  },
  { filedOn, taughtOn }: FilingDays,
): Result<null, 'course.not-approved' | 'course.expired' | 'course.expired-at-filing'> => {
  const { status, validFrom: from, validTo: to } = version
  if (status !== 'approved' || from === null || to === null) return refuse('course.not-approved')
  const outside = taughtOn.flatMap((day, at): FieldError[] =>
    day < from || day > to
      ? [{ pointer: `/sessions/${at}/day`, code: 'course.expired', params: { from, to, day } }]
      : [],
  )
  if (outside[0]) return refuse('course.expired', outside[0].params ?? {}, outside)
  // A past class told of only now: the course is no longer the office's to vouch for.
  if (filedOn > to) return refuse('course.expired-at-filing', { from, to, day: filedOn })
  return ok(null)
}
