import { timeLeftAt } from '../kernel/exam-journal/deadline.ts'
import { observe, serverNow, type ServerClock } from './clock.ts'
import type { ExamState } from './exam-state.ts'

type ToldTime = Pick<ExamState, 'deadline' | 'held' | 'toldAt'>

/** What the centre said about time: one place, for the start, every receipt and the entrance. */
export const toldTime = (told: {
  deadline: string
  serverTime: string
  held: { until: string | null } | null
}): ToldTime => ({
  deadline: Date.parse(told.deadline),
  held: told.held && { until: told.held.until === null ? null : Date.parse(told.held.until) },
  toldAt: Date.parse(told.serverTime),
})

/** A page's time: the centre's clock on the monotonic one, and what is left of what the centre told. */
export const openSessionTime = (mono: () => number, told: () => ToldTime) => {
  let clock: ServerClock | null = null
  const now = (): number | null => (clock ? serverNow(clock, mono()) : null)
  return {
    /** Takes one exchange with the centre into account. */
    heard(outcome: { sentAt: number; receivedAt: number }, serverTime: string): void {
      const { sentAt, receivedAt } = outcome
      clock = observe(clock, { sentAt, receivedAt, serverTime: Date.parse(serverTime) })
    },
    /** The centre's time now, milliseconds of Unix time; null while nothing was heard of it. */
    now,
    /** Added to the monotonic clock: the centre's time, whole milliseconds; null while nothing was heard of it. */
    offset: (): number | null => (clock ? Math.round(clock.offset) : null),
    isHeld(): boolean {
      const { held } = told()
      const at = now()
      return held !== null && (held.until === null || at === null || at < held.until)
    },
    /** Milliseconds until the deadline; infinite while no clock is known. */
    left(): number {
      const [{ deadline, toldAt, held }, at] = [told(), now()]
      return at !== null && deadline !== null
        ? timeLeftAt({ deadline, toldAt, held }, at)
        : Number.POSITIVE_INFINITY
    },
  }
}

export type SessionTime = ReturnType<typeof openSessionTime>
