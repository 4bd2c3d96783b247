import { dayInZone } from '../../../kernel/calendar.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Outcome } from '../domain/completion.ts'
import { closedHeader, closedRows, type ClosedHeader } from '../store/closed-class.ts'

/** One person's result in a closed class, as frozen on closing, with the sessions it rests on. */
export interface ClosedEnrolment {
  readonly enrolmentId: string
  readonly personId: string
  readonly employerId: string | null
  readonly seat: number
  /** Row of the roster file the person came from. */
  readonly rosterRow: number | null
  readonly passed: boolean
  readonly score: string | null
  readonly maximum: string | null
  readonly grade: string | null
  readonly gradeEn: string | null
  readonly examDate: string | null
  readonly attendedMinutes: number
  readonly sessions: readonly {
    readonly date: string
    readonly start: string
    readonly end: string
    readonly minutes: number
  }[]
  readonly outcome: Outcome
}

/** Everything certificates and the ledger need of a closed class. Dates are the programme's. */
export interface ClosedClass extends Omit<ClosedHeader, 'filedAt' | 'closedAt' | 'zone'> {
  readonly filedOn: string
  readonly closedOn: string
  readonly enrolments: readonly ClosedEnrolment[]
  /** Seat to go on after, when a limit was given and there may be more. */
  readonly next: number | null
}

/**
 * A closed class with its people, all of them or a page of them in seating order; `undefined` while it is not closed.
 * Outcomes never change after closing, so pages read at different times fit together.
 */
export const closedClass = async (
  tx: Db | Tx,
  classId: string,
  page: { readonly afterSeat?: number; readonly limit?: number; readonly enrolmentId?: string } = {},
): Promise<ClosedClass | undefined> => {
  const found = await closedHeader(tx, classId)
  if (!found) return undefined
  const { filedAt, closedAt, zone, ...header } = found
  const limit = page.limit ?? null
  const rows = await closedRows(tx, {
    classId,
    afterSeat: page.afterSeat ?? 0,
    limit,
    enrolmentId: page.enrolmentId,
  })
  return {
    ...header,
    filedOn: dayInZone(filedAt, zone),
    closedOn: dayInZone(closedAt, zone),
    enrolments: rows.map(({ outcome, ...row }) => ({
      ...row,
      passed: outcome.decision === 'completed',
      score: outcome.score,
      maximum: outcome.maximum,
      grade: outcome.grade,
      gradeEn: outcome.gradeEn,
      examDate: outcome.examDate,
      attendedMinutes: outcome.attendedMinutes,
      outcome,
    })),
    next: limit !== null && rows.length === limit ? (rows.at(-1)?.seat ?? null) : null,
  }
}
