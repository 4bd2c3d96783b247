import { graceMs, heldAt, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command } from '../../../platform/perform.ts'
import { lockAttempt, type AttemptRow, type SubmissionRow } from '../store/attempts.ts'
import { deadlineOfAttempt, logsOf, submitAll } from './freeze-attempt.ts'
import { isSeatAwaited, lateAnswersOf } from './late-answers.ts'

/** A submission as its candidate is told of it. */
export const submissionReply = async (tx: Tx, attempt: AttemptRow, submission: SubmissionRow, at: Date) => ({
  // Who handed in before the end has nothing late.
  late: submission.by === 'candidate' ? undefined : await lateAnswersOf(tx, attempt, at),
  receipt: submission.receipt,
  submittedAt: submission.submittedAt.toISOString(),
  by: submission.by,
  answered: submission.answered,
  questions: attempt.questions,
})

/** Before which nobody hands in; null where everybody may at any time. */
export const leaveFromOf = ({
  opensAt,
  leaveAfterMinutes,
}: Pick<AttemptRow, 'opensAt' | 'leaveAfterMinutes'>): Date | null =>
  leaveAfterMinutes === null ? null : new Date(opensAt.getTime() + leaveAfterMinutes * 60_000)

/**
 * The candidate hands in. Refused until everything the page wrote has arrived, so that a receipt always covers all of
 * it; asked again, or a hundred times at once, it gives the same receipt.
 */
export const submitAttempt = command({
  name: 'exams.submitAttempt',
  action: 'exam.sit',
  async load(unit, input: { attemptId: string; epoch: number; seq: number }) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  async run(unit, input, { attempt }) {
    if (attempt.submission) return ok(await submissionReply(unit.tx, attempt, attempt.submission, unit.now))
    const deadline = deadlineOfAttempt(attempt, unit.now)
    if (deadline === null || input.epoch > attempt.epoch) return refuse('exam.epoch-unknown')
    if (input.epoch < attempt.epoch) return refuse('exam.page-replaced')
    if (attempt.shut) return refuse('exam.shut')
    if (heldAt(attempt.holds, unit.now.getTime())) return refuse('exam.held')
    const leaveFrom = leaveFromOf(attempt)
    if (leaveFrom && unit.now < leaveFrom && unit.now.getTime() < deadline)
      return refuse('exam.leave-early', { from: leaveFrom.toISOString() })
    const logs = await logsOf(unit.tx, [attempt], unit.now)
    const arrived = logs.get(attempt.id)?.epochs.find(({ epoch }) => epoch === input.epoch)?.highWater ?? 0
    if (arrived < input.seq) return refuse('exam.answers-missing', { from: arrived + 1, to: input.seq })
    const by = inTime(deadline, unit.now.getTime()) ? 'candidate' : 'time'
    const [submission] = await submitAll(unit, [attempt], { by }, logs)
    if (!submission) throw new Error(`attempt ${attempt.id} was not frozen`)
    return ok(await submissionReply(unit.tx, attempt, submission, unit.now))
  },
})

/** Name of the job that hands an attempt in once its time is over. */
export const submitDueJob = 'exams.submitDue'

/** When to look: a little after the last instant at which an answer still counts. */
export const dueAfter = (deadline: number): Date => new Date(deadline + graceMs + 1000)

/** How soon a seat that is waited for is looked at again. */
const lookAgainMs = 60_000

/**
 * Hands in what its time has run out for. Looks again later where time was given meanwhile, or where the seat was silent
 * at the end and may still have answers on its machine.
 */
export const submitDue = command({
  name: 'exams.submitDue',
  action: 'exam.sweep',
  async load(unit, input: { attemptId: string }) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: {}, attempt } : undefined
  },
  async run(unit, _input, { attempt }) {
    const deadline = deadlineOfAttempt(attempt, unit.now)
    if (attempt.submission || deadline === null) return ok({})
    const after = inTime(deadline, unit.now.getTime())
      ? dueAfter(deadline)
      : (await isSeatAwaited(unit.tx, attempt, unit.now))
        ? new Date(unit.now.getTime() + lookAgainMs)
        : null
    if (after)
      await unit.enqueue({ job: submitDueJob, lane: 'quick', data: { attemptId: attempt.id }, after })
    else await submitAll(unit, [attempt], { by: 'time' })
    return ok({})
  },
})
