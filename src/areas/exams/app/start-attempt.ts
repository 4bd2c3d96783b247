import { chosenOptions, foldAnswers } from '../../../kernel/exam-journal/answers.ts'
import { heldAt, heldBefore, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command } from '../../../platform/perform.ts'
import { effectiveEvents } from '../domain/effective.ts'
import { grantEpoch } from '../domain/epochs.ts'
import { attemptResumed, attemptStarted } from '../events.ts'
import { lockAttempt, setStarted, type AttemptRow } from '../store/attempts.ts'
import { insertEpoch, lastContactOf, setFence } from '../store/journal.ts'
import { digest } from './digest.ts'
import { deadlineOfAttempt, entryUntilOf, heldReply, logsOf } from './freeze-attempt.ts'
import { paperOf } from './paper-cache.ts'
import { dueAfter, submitDueJob } from './submit-attempt.ts'

/**
 * Lets a page write: the first time the paper is unlocked and the clock starts, later times the exam goes on where the
 * journal stands. Every call opens a new epoch and fences the one before, so exactly one page is live.
 */
export const startAttempt = command({
  name: 'exams.startAttempt',
  action: 'exam.sit',
  async load(unit, input: { attemptId: string; machine: string; writer: string }) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  async run(unit, input, { attempt }) {
    const startedAt = attempt.startedAt ?? unit.now
    const deadline = deadlineOfAttempt({ ...attempt, startedAt }, unit.now) as number
    const allowed = mayEnter(attempt, input.machine, deadline, unit.now)
    if (!allowed.ok) return allowed
    const log = (await logsOf(unit.tx, [attempt], unit.now)).get(attempt.id)
    if (!log) throw new Error(`attempt ${attempt.id} has no log`)
    const { fenced, opened, grant } = grantEpoch(
      log.epochs,
      { attempt: attempt.id, machine: input.machine, writer: input.writer },
      attempt.paperHash,
      digest,
    )
    if (fenced) await setFence(unit.tx, attempt.id, fenced.epoch, fenced.fence)
    const silent = await silenceOf(unit.tx, attempt, unit.now)
    await insertEpoch(unit.tx, opened, silent, unit.actor.accountId, unit.now)
    await setStarted(unit.tx, attempt.id, opened.epoch, startedAt)
    const epochs = [
      ...log.epochs.map((one) => (one.epoch === fenced?.epoch ? { ...one, fence: fenced.fence } : one)),
      opened,
    ]
    const answers = foldAnswers(effectiveEvents({ ...log, epochs, deadline }, digest).events)
    if (attempt.startedAt) {
      await unit.emit(
        attemptResumed(attempt.id, {
          sitting: attempt.sittingId,
          epoch: opened.epoch,
          sameMachine: grant.ownEpochs.length > 0,
          silentSeconds: silent,
        }),
      )
    } else {
      await unit.emit(
        attemptStarted(attempt.id, {
          sitting: attempt.sittingId,
          deadline: new Date(deadline).toISOString(),
        }),
      )
      await unit.enqueue({
        job: submitDueJob,
        lane: 'quick',
        data: { attemptId: attempt.id },
        after: dueAfter(deadline),
      })
    }
    const paper = await paperOf(unit.tx, attempt.paperId)
    return ok({
      attemptId: attempt.id,
      epoch: grant.epoch,
      paperHash: grant.paperHash,
      ownEpochs: [...grant.ownEpochs],
      startedAt: startedAt.toISOString(),
      deadline: new Date(deadline).toISOString(),
      held: heldReply(attempt.holds, unit.now),
      messages: attempt.messages,
      serverTime: unit.now.toISOString(),
      title: attempt.title,
      titleEn: attempt.titleEn,
      candidate: { name: attempt.name, ticketNumber: attempt.ticketNumber },
      questions: paper.inOrder(attempt.permutation),
      answers: [...answers].map(([slot, state]) => ({
        slot,
        seen: state.seen,
        options: state.response ? [...chosenOptions(state.response)] : null,
        cleared: state.cleared,
        flagged: state.flagged,
      })),
    })
  },
})

type Barred =
  | 'exam.cancelled'
  | 'exam.submitted'
  | 'exam.ended'
  | 'exam.not-open'
  | 'exam.entry-closed'
  | 'exam.time-over'
  | 'exam.shut'
  | 'exam.moved'
  | 'exam.held'

const mayEnter = (
  attempt: AttemptRow,
  machine: string,
  deadline: number,
  now: Date,
): Result<null, Barred> => {
  if (attempt.cancelledAt) return refuse('exam.cancelled')
  if (attempt.submission) return refuse('exam.submitted', { receipt: attempt.submission.receipt })
  if (attempt.endedAt) return refuse('exam.ended')
  if (attempt.shut) return refuse('exam.shut')
  if (attempt.leftMachine === machine)
    return refuse('exam.moved', { room: attempt.roomName ?? '', seat: attempt.seat ?? 0 })
  if (attempt.startedAt) return inTime(deadline, now.getTime()) ? ok(null) : refuse('exam.time-over')
  if (now < attempt.opensAt) return refuse('exam.not-open', { opensAt: attempt.opensAt.toISOString() })
  // Whose clock has not begun waits at the door while the room is held, and may come in later by as much.
  if (heldAt(attempt.holds, now.getTime())) return refuse('exam.held')
  return now.getTime() > entryUntilOf(attempt, now) ? refuse('exam.entry-closed') : ok(null)
}

/** Whole seconds since the last sign of life of an attempt under way, time held apart: what a fault may have cost. */
const silenceOf = async (tx: Tx, attempt: AttemptRow, now: Date): Promise<number> => {
  const last = attempt.startedAt && (await lastContactOf(tx, attempt.id))
  if (!last) return 0
  const held = heldBefore(attempt.holds, now.getTime()) - heldBefore(attempt.holds, last.getTime())
  return Math.max(0, Math.round((now.getTime() - last.getTime() - held) / 1000))
}
