import { graceMs, heldAt, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { lockAttempt, type AttemptRow, type SubmissionRow } from '../store/attempts.ts'
import { readEpochs } from '../store/journal.ts'
import { deadlineOfAttempt, submitAll } from './freeze-attempt.ts'

/** A submission as its candidate is told of it. */
export const submissionReply = (attempt: Pick<AttemptRow, 'questions'>, submission: SubmissionRow) => ({
  receipt: submission.receipt,
  submittedAt: submission.submittedAt.toISOString(),
  by: submission.by,
  answered: submission.answered,
  questions: attempt.questions,
})

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
    if (attempt.submission) return ok(submissionReply(attempt, attempt.submission))
    const deadline = deadlineOfAttempt(attempt, unit.now)
    if (deadline === null || input.epoch > attempt.epoch) return refuse('exam.epoch-unknown')
    if (input.epoch < attempt.epoch) return refuse('exam.page-replaced')
    if (attempt.shut) return refuse('exam.shut')
    if (heldAt(attempt.holds, unit.now.getTime())) return refuse('exam.held')
    const epoch = (await readEpochs(unit.tx, [attempt.id])).find((one) => one.epoch === input.epoch)
    const arrived = epoch?.highWater ?? 0
    if (arrived < input.seq) return refuse('exam.answers-missing', { from: arrived + 1, to: input.seq })
    const by = inTime(deadline, unit.now.getTime()) ? 'candidate' : 'time'
    const [submission] = await submitAll(unit, [attempt], { by })
    if (!submission) throw new Error(`attempt ${attempt.id} was not frozen`)
    return ok(submissionReply(attempt, submission))
  },
})

/** Name of the job that hands an attempt in once its time is over. */
export const submitDueJob = 'exams.submitDue'

/** When to look: a little after the last instant at which an answer still counts. */
export const dueAfter = (deadline: number): Date => new Date(deadline + graceMs + 1000)

/** Hands in what its time has run out for; looks again later where time was given meanwhile. */
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
    if (inTime(deadline, unit.now.getTime())) {
      await unit.enqueue({
        job: submitDueJob,
        lane: 'quick',
        data: { attemptId: attempt.id },
        after: dueAfter(deadline),
      })
    } else {
      await submitAll(unit, [attempt], { by: 'time' })
    }
    return ok({})
  },
})
