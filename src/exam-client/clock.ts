/** One exchange with the centre: our monotonic clock before and after it, and the centre's time in between. */
export interface ClockSample {
  readonly sentAt: number
  readonly receivedAt: number
  readonly serverTime: number
}

/**
 * The centre's clock as this page knows it: an offset on the monotonic clock, which nobody can set, taken from the
 * exchange that leaves the least doubt. The machine's own date plays no part.
 */
export interface ServerClock {
  readonly offset: number
  /** Half the round trip of the exchange it rests on: how wrong it can be. */
  readonly doubt: number
  readonly takenAt: number
}

/** A monotonic clock may drift by this share of the time since the exchange: older ones lose against fresh ones. */
const driftShare = 0.0005

/** Takes an exchange into account; the better of the two stays. */
export const observe = (clock: ServerClock | null, sample: ClockSample): ServerClock => {
  const doubt = Math.max(0, sample.receivedAt - sample.sentAt) / 2
  const fresh: ServerClock = {
    offset: sample.serverTime - (sample.sentAt + doubt),
    doubt,
    takenAt: sample.receivedAt,
  }
  if (!clock) return fresh
  const aged = clock.doubt + (sample.receivedAt - clock.takenAt) * driftShare
  // Further apart than both doubts together: the machine slept or the old one was wrong, so the fresh one holds.
  if (Math.abs(fresh.offset - clock.offset) > aged + doubt) return fresh
  return doubt <= aged ? fresh : clock
}

/** The centre's time now, milliseconds of Unix time. */
export const serverNow = (clock: ServerClock, mono: number): number => mono + clock.offset

/** Whole seconds left, never below zero; the last second counts as one until it is over. */
export const secondsLeft = (deadline: number, now: number): number =>
  Math.max(0, Math.ceil((deadline - now) / 1000))

/** `1:05:09`, `59:59`, `0:07`. */
export const clockFace = (seconds: number): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
