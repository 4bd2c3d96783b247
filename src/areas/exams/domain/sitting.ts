import { ok, refuse, type Result } from '../../../kernel/result.ts'

/** When a sitting may be entered and by when everything of it ends, milliseconds of Unix time. */
export interface SittingTimes {
  readonly opensAt: number
  /** Last instant at which somebody may begin. */
  readonly entryUntil: number
  /** The hard close: no deadline lies beyond it, save by time granted past it with a reason. */
  readonly closesAt: number
  readonly durationMinutes: number
}

/** Refuses times that cannot be: in the wrong order, or a window too short for anybody to have the full time. */
export const checkTimes = (
  times: SittingTimes,
  now: number,
): Result<SittingTimes, 'exam.window-order' | 'exam.window-short' | 'exam.window-past'> => {
  if (
    times.opensAt >= times.closesAt ||
    times.entryUntil < times.opensAt ||
    times.entryUntil > times.closesAt
  )
    return refuse('exam.window-order')
  if (times.closesAt - times.opensAt < times.durationMinutes * 60_000) {
    return refuse('exam.window-short', {
      minutes: times.durationMinutes,
      window: Math.floor((times.closesAt - times.opensAt) / 60_000),
    })
  }
  if (times.closesAt <= now) return refuse('exam.window-past')
  return ok(times)
}

export type SittingPhase = 'planned' | 'open' | 'over' | 'cancelled'

/** Where a sitting stands at an instant; never stored, so it cannot be wrong. */
export const phaseOf = (
  sitting: Pick<SittingTimes, 'opensAt' | 'closesAt'> & {
    readonly endedAt: number | null
    readonly cancelledAt: number | null
  },
  now: number,
): SittingPhase => {
  if (sitting.cancelledAt !== null) return 'cancelled'
  if (sitting.endedAt !== null || now >= sitting.closesAt) return 'over'
  return now < sitting.opensAt ? 'planned' : 'open'
}

/** Delivery state of one attempt, apart from what is decided about it. */
export type AttemptState = 'ready' | 'running' | 'submitted' | 'absent'

export const attemptState = (
  attempt: { readonly startedAt: number | null; readonly submittedAt: number | null },
  sitting: Pick<SittingTimes, 'entryUntil'> & {
    readonly endedAt: number | null
    readonly cancelledAt: number | null
  },
  now: number,
): AttemptState => {
  if (attempt.submittedAt !== null) return 'submitted'
  if (attempt.startedAt !== null) return 'running'
  return now > sitting.entryUntil || sitting.endedAt !== null ? 'absent' : 'ready'
}
