import { foldAnswers } from '../../../kernel/exam-journal/answers.ts'
import {
  deadlineOf,
  heldAt,
  heldBefore,
  limitsOf,
  type AttemptTime,
} from '../../../kernel/exam-journal/deadline.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Unit } from '../../../platform/perform.ts'
import type { EpochState } from '../domain/admission.ts'
import { effectiveEvents, type AttemptLog, type LoggedEvent } from '../domain/effective.ts'
import { journalRoot, receiptCode } from '../domain/receipt.ts'
import { answeredSlots } from '../domain/result-set.ts'
import { attemptSubmitted } from '../events.ts'
import { insertSubmission, type AttemptRow, type SubmissionRow } from '../store/attempts.ts'
import { readEpochs, readLogs, setFence } from '../store/journal.ts'
import { digest } from './digest.ts'

/** The deadline of an attempt as it is at an instant, or null before its start; milliseconds of Unix time. */
export const deadlineOfAttempt = (attempt: Timed, at: Date): number | null => {
  const time = timeOfAttempt(attempt)
  return time && deadlineOf(time, at.getTime())
}

type Timed = Pick<AttemptRow, 'startedAt' | 'durationMinutes' | 'closesAt' | 'adjustments' | 'holds'>

const timeOfAttempt = (attempt: Timed): AttemptTime | null =>
  attempt.startedAt && {
    startedAt: attempt.startedAt.getTime(),
    allowanceSeconds: attempt.durationMinutes * 60,
    adjustments: attempt.adjustments,
    holds: attempt.holds,
    hardClose: attempt.closesAt.getTime(),
  }

/**
 * Milliseconds this attempt can still be held before the close of the sitting cuts what it is given back; 0 where the
 * close cuts it already, null before its start.
 */
export const slackOf = (attempt: Timed, at: Date): number | null => {
  const time = timeOfAttempt(attempt)
  if (!time) return null
  const { own, close } = limitsOf(time, at.getTime())
  return Math.max(0, close - own)
}

/** Last instant at which this candidate may begin: later by what the seat was held before; milliseconds of Unix time. */
export const entryUntilOf = (attempt: Pick<AttemptRow, 'entryUntil' | 'holds'>, at: Date): number =>
  attempt.entryUntil.getTime() + heldBefore(attempt.holds, at.getTime())

/** How a seat is held now, as its page is told: null when it is not. */
export const heldReply = (
  holds: AttemptRow['holds'],
  at: Date,
): { since: string; until: string | null } | null => {
  const held = heldAt(holds, at.getTime())
  return (
    held && {
      since: new Date(held.since).toISOString(),
      until: held.until === null ? null : new Date(held.until).toISOString(),
    }
  )
}

/** The log of an attempt with its epochs as the authority keeps them. */
export interface KeptLog extends AttemptLog {
  readonly epochs: readonly EpochState[]
}

/** Everything the log says about some attempts, ready for the question what of it counts. */
export const logsOf = async (
  tx: Tx,
  attempts: readonly AttemptRow[],
  at: Date,
): Promise<Map<string, KeptLog>> => {
  const ids = attempts.map(({ id }) => id)
  const [epochs, events] = [await readEpochs(tx, ids), await readLogs(tx, ids)]
  return new Map(
    attempts.map((attempt) => [
      attempt.id,
      {
        paperHash: attempt.paperHash,
        epochs: epochs.filter((one) => one.attempt === attempt.id),
        events: (events.get(attempt.id) ?? []) as readonly LoggedEvent[],
        deadline: deadlineOfAttempt(attempt, at),
      },
    ]),
  )
}

export interface Freezing {
  readonly by: SubmissionRow['by']
  readonly reason?: string
}

/** Freezes locked attempts as they stand: fences the last epoch, writes the one submission row, gives the receipt. */
export const submitAll = async (
  unit: Unit,
  attempts: readonly AttemptRow[],
  how: Freezing,
): Promise<SubmissionRow[]> => {
  const logs = await logsOf(unit.tx, attempts, unit.now)
  const made: SubmissionRow[] = []
  for (const attempt of attempts) {
    const log = logs.get(attempt.id)
    if (log) made.push(await submitOne(unit, attempt, log, how))
  }
  return made
}

const submitOne = async (
  unit: Unit,
  attempt: AttemptRow,
  log: KeptLog,
  how: Freezing,
): Promise<SubmissionRow> => {
  const epochs = log.epochs.map((one) => ({ ...one, fence: one.fence ?? one.highWater }))
  for (const { epoch, fence } of epochs) await setFence(unit.tx, attempt.id, epoch, fence)
  const { events, heads } = effectiveEvents({ ...log, epochs }, digest)
  const answered = answeredSlots(foldAnswers(events))
  const root = journalRoot(
    {
      attempt: attempt.id,
      paperHash: attempt.paperHash,
      submittedAt: unit.now.toISOString(),
      by: how.by,
      heads,
    },
    digest,
  )
  const submission: SubmissionRow = {
    by: how.by,
    submittedAt: unit.now,
    heads: [...heads],
    answered,
    root,
    receipt: receiptCode(root),
  }
  await insertSubmission(unit.tx, {
    ...submission,
    attemptId: attempt.id,
    submittedBy: unit.actor.accountId,
    reason: how.reason ?? null,
  })
  await unit.emit(
    attemptSubmitted(attempt.id, {
      sitting: attempt.sittingId,
      by: how.by,
      receipt: submission.receipt,
      root,
      answered,
    }),
  )
  return submission
}
