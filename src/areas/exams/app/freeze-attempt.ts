import { foldAnswers } from '../../../kernel/exam-journal/answers.ts'
import { deadlineOf } from '../../../kernel/exam-journal/deadline.ts'
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

/** The deadline of an attempt, or null before its start; milliseconds of Unix time. */
export const deadlineOfAttempt = (
  attempt: Pick<AttemptRow, 'startedAt' | 'durationMinutes' | 'closesAt' | 'adjustments'>,
): number | null =>
  attempt.startedAt &&
  deadlineOf({
    startedAt: attempt.startedAt.getTime(),
    allowanceSeconds: attempt.durationMinutes * 60,
    adjustments: attempt.adjustments,
    hardClose: attempt.closesAt.getTime(),
  })

/** The log of an attempt with its epochs as the authority keeps them. */
export interface KeptLog extends AttemptLog {
  readonly epochs: readonly EpochState[]
}

/** Everything the log says about some attempts, ready for the question what of it counts. */
export const logsOf = async (tx: Tx, attempts: readonly AttemptRow[]): Promise<Map<string, KeptLog>> => {
  const ids = attempts.map(({ id }) => id)
  const [epochs, events] = [await readEpochs(tx, ids), await readLogs(tx, ids)]
  return new Map(
    attempts.map((attempt) => [
      attempt.id,
      {
        paperHash: attempt.paperHash,
        epochs: epochs.filter((one) => one.attempt === attempt.id),
        events: (events.get(attempt.id) ?? []) as readonly LoggedEvent[],
        deadline: deadlineOfAttempt(attempt),
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
  const logs = await logsOf(unit.tx, attempts)
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
