import { foldAnswers } from '../../../kernel/exam-journal/answers.ts'
import {
  deadlineOf,
  heldAt,
  heldBefore,
  inTime,
  limitsOf,
  type AttemptTime,
} from '../../../kernel/exam-journal/deadline.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Unit } from '../../../platform/perform.ts'
import { freezeEpochs, type KeptLog } from '../domain/epochs.ts'
import { effectiveEvents } from '../domain/effective.ts'
import { noEvidence, type LoggedEvent } from '../domain/lateness.ts'
import { arrivalHash, journalRoot, receiptCode } from '../domain/receipt.ts'
import { answeredSlots } from '../domain/result-set.ts'
import { attemptSubmitted } from '../events.ts'
import { freezeAttempts, type AttemptRow, type FreezeToWrite, type SubmissionRow } from '../store/attempts.ts'
import { readEpochs, readLogs } from '../store/journal.ts'
import { lateEvidence } from '../store/late-answers.ts'
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

/** Everything the log says about some attempts, ready for the question what of it counts. */
export const logsOf = async (
  tx: Tx,
  attempts: readonly AttemptRow[],
  at: Date,
): Promise<Map<string, KeptLog>> => {
  if (attempts.length === 0) return new Map()
  const ids = attempts.map(({ id }) => id)
  const [epochs, events] = [await readEpochs(tx, ids), await readLogs(tx, ids)]
  const logs = new Map<string, KeptLog>(
    attempts.map((attempt) => [
      attempt.id,
      {
        paperHash: attempt.paperHash,
        epochs: epochs.filter((one) => one.attempt === attempt.id),
        events: events.get(attempt.id) ?? [],
        deadline: deadlineOfAttempt(attempt, at),
        evidence: noEvidence,
      },
    ]),
  )
  const late = [...logs].filter(([, { deadline, events: own }]) => hasLate(deadline, own)).map(([id]) => id)
  // Nearly nobody is late: nothing is read for anybody else.
  if (late.length > 0)
    for (const [id, evidence] of await lateEvidence(tx, late)) {
      const log = logs.get(id)
      if (log) logs.set(id, { ...log, evidence })
    }
  return logs
}

const hasLate = (deadline: number | null, events: readonly LoggedEvent[]): boolean =>
  deadline !== null && events.some(({ receivedAt }) => !inTime(deadline, receivedAt))

export interface Freezing {
  readonly by: SubmissionRow['by']
  readonly reason?: string
}

/** Freezes locked attempts as they stand: fences the last epoch, writes the one submission row, gives the receipt. */
export const submitAll = async (
  unit: Unit,
  attempts: readonly AttemptRow[],
  how: Freezing,
  known?: ReadonlyMap<string, KeptLog>,
): Promise<SubmissionRow[]> => {
  if (attempts.length === 0) return []
  const logs = known ?? (await logsOf(unit.tx, attempts, unit.now))
  const frozen = attempts.flatMap((attempt) => {
    const log = logs.get(attempt.id)
    return log
      ? [{ sitting: attempt.sittingId, person: attempt.personId, ...frozenOf(unit, attempt, log, how) }]
      : []
  })
  await freezeAttempts(unit.tx, frozen)
  await unit.emitAll(
    frozen.map(({ attemptId, sitting, person, by, receipt, root, answered, arrival }) =>
      attemptSubmitted(attemptId, { sitting, person, by, receipt, root, answered, arrival }),
    ),
  )
  return frozen
}

const frozenOf = (
  unit: Unit,
  attempt: AttemptRow,
  log: KeptLog,
  how: Freezing,
): FreezeToWrite & { readonly arrival: string } => {
  const frozen = freezeEpochs(log)
  const effective = effectiveEvents(frozen, digest)
  const { events, heads } = effective
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
  return {
    attemptId: attempt.id,
    by: how.by,
    submittedAt: unit.now,
    submittedBy: unit.actor.accountId,
    reason: how.reason ?? null,
    heads: [...heads],
    answered: answeredSlots(foldAnswers(events)),
    root,
    receipt: receiptCode(root),
    arrival: arrivalHash(effective, log.evidence, digest),
    fences: [...frozen.epochs].map(({ epoch, fence }) => ({ epoch, fence })),
  }
}
