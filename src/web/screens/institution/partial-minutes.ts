import type { AttendanceStatus } from '../../../areas/training/contract.ts'

/** What late or early usually costs, as a first guess to be overwritten. */
const suggestedLoss = 15

export const isPartial = (status: AttendanceStatus): boolean => status === 'late' || status === 'early'

/** Some minutes but not all: what late and early are recorded with. */
export const fitsPartial = (minutes: number | null, whole: number): boolean =>
  minutes !== null && minutes > 0 && minutes < whole

/** The minutes a choice begins with: what stood there where it still fits, else a guess that fits. */
export const minutesChosen = (
  status: AttendanceStatus,
  before: number | null,
  whole: number,
): number | null => {
  if (!isPartial(status)) return null
  return fitsPartial(before, whole) ? before : Math.max(1, whole - suggestedLoss)
}
