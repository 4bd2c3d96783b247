import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { timeAdjusted } from '../events.ts'
import { insertAdjustments } from '../store/attempts.ts'
import { deadlineOfAttempt } from './freeze-attempt.ts'
import { loadReach, scopeOf, type Reach } from './reach.ts'
import { dueAfter, submitDueJob } from './submit-attempt.ts'

export interface TimeToGive extends Reach {
  readonly seconds: number
  readonly cause: string
  readonly reason: string
  readonly pastClose?: boolean | undefined
}

/**
 * Gives time to some candidates, to a room, or to all who are writing. Every deadline follows from the ledger, so
 * acceptance moves in the same transaction; where the close of the sitting cuts what was given, the answer says so.
 */
export const adjustTime = command({
  name: 'exams.adjustTime',
  action: 'exam.invigilate',
  load: (unit, input: TimeToGive) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts: found }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (input.seconds === 0) return refuse('exam.adjustment-seconds')
    // Somebody named may be given time before beginning; "all" means those who are writing.
    const receiving = found.filter(
      (one) => !one.submission && (input.attemptIds !== undefined || one.startedAt !== null),
    )
    if (receiving.length === 0) return refuse('exam.adjustment-nobody')
    const pastClose = input.pastClose ?? false
    const act = {
      actId: newId(),
      kind: 'time',
      scope: scopeOf(input),
      seconds: input.seconds,
      pastClose,
      cause: input.cause,
      reason: input.reason,
      madeBy: unit.actor.accountId,
      effectiveAt: null,
    } as const
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
      const deadline = deadlineOfAttempt(after, unit.now) as number
      const uncut = deadlineOfAttempt({ ...after, closesAt: new Date(8.64e15) }, unit.now) as number
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
        scope: act.scope,
        seconds: input.seconds,
        pastClose,
        cause: input.cause,
        reason: input.reason,
      }),
    )
    return ok({ actId: act.actId, attempts })
  },
})
