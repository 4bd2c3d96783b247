import { heldAt, inTime } from '../../../kernel/exam-journal/deadline.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { seatsHeld, seatsReleased } from '../events.ts'
import { insertAdjustments, type AttemptRow } from '../store/attempts.ts'
import { deadlineOfAttempt, entryUntilOf, slackOf } from './freeze-attempt.ts'
import { isOpen, loadReach, scopeOf, type Reach } from './reach.ts'

/** How far ahead a release is announced: pages of held seats ask every few seconds, so a whole room goes on in one second. */
export const releaseLeadMs = 5000

/**
 * Holds seats: their clocks stand still from now until they are released, and every second of it is given back. Whoever
 * has not begun waits at the door. Answers go on being accepted, because what was written before must still arrive.
 * Where the close of the sitting leaves no room to give the time back, the act is refused until it is said which.
 */
export const holdSeats = command({
  name: 'exams.holdSeats',
  action: 'exam.invigilate',
  load: (unit, input: Reach & { cause: string; reason: string; pastClose?: boolean | undefined }) =>
    loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    if (sitting.cancelledAt) return refuse('exam.cancelled')
    if (sitting.endedAt) return refuse('exam.ended')
    const scope = scopeOf(input)
    const receiving = attempts.filter(
      (one) =>
        isOpen(one, entryUntilOf(one, unit.now), unit.now) &&
        hasTime(one, unit.now) &&
        !one.holds.some((hold) => hold.to === null && hold.scope === scope),
    )
    if (receiving.length === 0) return refuse('exam.hold-nobody')
    const cut = receiving.filter((one) => slackOf(one, unit.now) === 0).length
    if (cut > 0 && input.pastClose === undefined) return refuse('exam.hold-cut', { count: cut })
    const pastClose = input.pastClose ?? false
    const act = {
      actId: newId(),
      kind: 'hold',
      scope,
      seconds: 0,
      pastClose,
      cause: input.cause,
      reason: input.reason,
      madeBy: unit.actor.accountId,
      effectiveAt: unit.now,
    } as const
    await insertAdjustments(
      unit.tx,
      act,
      receiving.map((one) => ({ id: newId(), attemptId: one.id })),
      unit.now,
    )
    await unit.emit(
      seatsHeld(sitting.id, {
        act: act.actId,
        attempts: receiving.map(({ id }) => id),
        scope,
        pastClose,
        effectiveAt: act.effectiveAt.toISOString(),
        cause: input.cause,
        reason: input.reason,
      }),
    )
    return ok({ actId: act.actId, held: receiving.length, cut: pastClose ? 0 : cut })
  },
})

const hasTime = (attempt: AttemptRow, now: Date): boolean => {
  const deadline = deadlineOfAttempt(attempt, now)
  return deadline === null || inTime(deadline, now.getTime())
}

/**
 * Lets held seats go on, a few seconds from now. A seat named goes on whoever held it; a room or sitting releases what was
 * held for a room or the sitting, and leaves alone a seat that is held for a matter of its own.
 */
export const resumeSeats = command({
  name: 'exams.resumeSeats',
  action: 'exam.invigilate',
  constraints: { time_adjustment_released_once: 'exam.resume-nobody' },
  load: (unit, input: Reach & { reason?: string | undefined }) => loadReach(unit, input),
  async run(unit, input, { sitting, attempts }) {
    const scope = scopeOf(input)
    const ending = attempts.flatMap((one) =>
      one.submission
        ? []
        : one.holds
            .filter((hold) => hold.to === null && (scope === 'seat' || hold.scope !== 'seat'))
            .map((hold) => ({ id: newId(), attemptId: one.id, holdId: hold.id })),
    )
    if (ending.length === 0) return refuse('exam.resume-nobody')
    const effectiveAt = new Date(unit.now.getTime() + releaseLeadMs)
    const act = {
      actId: newId(),
      kind: 'release',
      scope,
      seconds: 0,
      pastClose: false,
      cause: 'release',
      reason: input.reason ?? '恢复作答',
      madeBy: unit.actor.accountId,
      effectiveAt,
    } as const
    await insertAdjustments(unit.tx, act, ending, unit.now)
    const released = new Set(ending.map(({ holdId }) => holdId))
    const still = attempts.filter(
      (one) =>
        heldAt(
          one.holds.filter((hold) => !released.has(hold.id)),
          unit.now.getTime(),
        ) !== null,
    ).length
    const seats = new Set(ending.map(({ attemptId }) => attemptId))
    await unit.emit(
      seatsReleased(sitting.id, {
        act: act.actId,
        attempts: [...seats],
        scope,
        effectiveAt: effectiveAt.toISOString(),
      }),
    )
    return ok({
      actId: act.actId,
      resumed: seats.size,
      stillHeld: still,
      effectiveAt: effectiveAt.toISOString(),
    })
  },
})
