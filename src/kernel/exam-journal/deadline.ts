/** Seconds given or taken while a sitting runs, as the append-only ledger keeps them. */
export interface TimeAdjustment {
  readonly seconds: number
  /** Granted with a reason beyond the hard close of the sitting: the close moves with it for this attempt. */
  readonly pastClose: boolean
}

/** A stretch in which a seat was held: its clock stands still. Milliseconds of Unix time; `to` is null while nobody ended it, and may lie ahead. */
export interface Hold {
  readonly from: number
  readonly to: number | null
  /** The hard close moves by what was held, so that the window cannot cut it. */
  readonly pastClose: boolean
}

export interface AttemptTime {
  /** The instant this candidate's paper was unlocked, milliseconds of Unix time. */
  readonly startedAt: number
  readonly allowanceSeconds: number
  readonly adjustments: readonly TimeAdjustment[]
  readonly holds: readonly Hold[]
  readonly hardClose: number
}

/** Network and queue time an answer given in time may need; nothing received later counts of itself. */
export const graceMs = 10_000

/**
 * The one deadline, for client, centre and site: start + allowance + adjustments + time held, not later than the hard
 * close, which itself moves only by what was granted or held past it. Never before the start. Milliseconds of Unix time.
 * While a hold is open the deadline moves with `at`, so that the time left stands still; a hold that began after the time
 * was over gives nothing back.
 */
export const deadlineOf = (time: AttemptTime, at: number): number => {
  const { own, close } = limitsOf(time, at)
  return Math.max(time.startedAt, Math.min(own, close))
}

/** The two limits of a deadline: the candidate's own time, and the close as far as it was moved for this attempt. */
export const limitsOf = (time: AttemptTime, at: number): { readonly own: number; readonly close: number } => {
  let [own, close] = [time.startedAt + time.allowanceSeconds * 1000, time.hardClose]
  for (const { seconds, pastClose } of time.adjustments) {
    own += seconds * 1000
    if (pastClose) close += seconds * 1000
  }
  for (const { from, to, pastClose } of stretches(time.holds, at)) {
    if (from >= Math.min(own, close)) break
    own += Math.max(0, to - Math.max(from, time.startedAt))
    if (pastClose) close += to - from
  }
  return { own, close }
}

/** Holds may overlap (a seat of its own, then its room): every instant is held once, and past the close if any of them says so. */
const stretches = (
  holds: readonly Hold[],
  at: number,
): readonly { readonly from: number; readonly to: number; readonly pastClose: boolean }[] => {
  const until = ({ from, to }: Hold): number => Math.max(from, to ?? at)
  const edges = [...new Set(holds.flatMap((hold) => [hold.from, until(hold)]))].toSorted((a, b) => a - b)
  return edges.slice(1).flatMap((to, before) => {
    const from = edges[before] as number
    const holding = holds.filter((hold) => hold.from <= from && until(hold) >= to)
    return holding.length > 0 ? [{ from, to, pastClose: holding.some((hold) => hold.pastClose) }] : []
  })
}

/** How a seat is held at an instant: since when, and until when if that is settled; null when it is not held. */
export const heldAt = (
  holds: readonly Hold[],
  at: number,
): { readonly since: number; readonly until: number | null } | null => {
  const holding = holds.filter((hold) => hold.from <= at && (hold.to === null || at < hold.to))
  if (holding.length === 0) return null
  const ends = holding.map((hold) => hold.to)
  return {
    since: Math.min(...holding.map((hold) => hold.from)),
    until: ends.includes(null) ? null : Math.max(...(ends as number[])),
  }
}

/** Milliseconds a seat stood still before an instant. */
export const heldBefore = (holds: readonly Hold[], at: number): number =>
  stretches(holds, at).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, at) - from), 0)

/**
 * Milliseconds left to a seat: to the deadline, or, while its clock stands still, what will be left when it goes on.
 * `deadline` as `deadlineOf` gave it at `toldAt`.
 */
export const timeLeftAt = (
  told: {
    readonly deadline: number
    readonly toldAt: number
    readonly held: { readonly until: number | null } | null
  },
  now: number,
): number => {
  const { deadline, toldAt, held } = told
  if (!held) return deadline - now
  return deadline - (held.until === null ? toldAt : Math.max(held.until, now))
}

/** Whether something received at this instant still counts. */
export const inTime = (deadline: number, receivedAt: number): boolean => receivedAt <= deadline + graceMs
