import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { timeAdjusted } from '../events.ts'
import { insertAdjustments, lockAttempts } from '../store/attempts.ts'
import { lockSitting, ownersOfSitting } from '../store/sittings.ts'
import { deadlineOfAttempt } from './freeze-attempt.ts'
import { dueAfter, submitDueJob } from './submit-attempt.ts'

export interface TimeToGive {
  readonly sittingId: string
  readonly attemptIds?: readonly string[] | undefined
  readonly seconds: number
  readonly cause: string
  readonly reason: string
  readonly pastClose?: boolean | undefined
}

/**
 * Gives time to some candidates, or to all who are writing. Every deadline follows from the ledger, so acceptance moves
 * in the same transaction; where the close of the sitting cuts what was given, the answer says so.
 */
export const adjustTime = command({
  name: 'exams.adjustTime',
  action: 'exam.invigilate',
  async load(unit, input: TimeToGive) {
    const sitting = await lockSitting(unit.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(unit.tx, sitting), sitting } : undefined
  },
  async run(unit, input, { sitting }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (input.seconds === 0) return refuse('exam.adjustment-seconds')
    const found = await lockAttempts(unit.tx, sitting.id, input.attemptIds)
    // Somebody named may be given time before beginning; "all" means those who are writing.
    const receiving = found.filter(
      (one) => !one.submission && (input.attemptIds !== undefined || one.startedAt !== null),
    )
    if (receiving.length === 0) return refuse('exam.adjustment-nobody')
    const pastClose = input.pastClose ?? false
    const act = {
      actId: newId(),
      seconds: input.seconds,
      pastClose,
      cause: input.cause,
      reason: input.reason,
      madeBy: unit.actor.accountId,
    }
    await insertAdjustments(
      unit.tx,
      act,
      receiving.map((one) => ({ id: newId(), attemptId: one.id })),
      unit.now,
    )
    const attempts = []
    for (const one of receiving) {
      const after = {
        ...one,
        startedAt: one.startedAt ?? unit.now,
        adjustments: [...one.adjustments, { seconds: input.seconds, pastClose }],
      }
      const deadline = deadlineOfAttempt(after) as number
      const uncut = deadlineOfAttempt({ ...after, closesAt: new Date(8.64e15) }) as number
      attempts.push({
        attemptId: one.id,
        deadline: new Date(deadline).toISOString(),
        cutByClose: deadline < uncut,
      })
      if (input.seconds < 0 && one.startedAt) {
        await unit.enqueue({
          job: submitDueJob,
          lane: 'quick',
          data: { attemptId: one.id },
          after: dueAfter(deadline),
        })
      }
    }
    await unit.emit(
      timeAdjusted(sitting.id, {
        act: act.actId,
        attempts: receiving.map(({ id }) => id),
        seconds: input.seconds,
        pastClose,
        cause: input.cause,
        reason: input.reason,
      }),
    )
    return ok({ actId: act.actId, attempts })
  },
})
