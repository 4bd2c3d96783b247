/** Seconds given or taken while a sitting runs, as the append-only ledger keeps them. */
export interface TimeAdjustment {
  readonly seconds: number
  /** Granted with a reason beyond the hard close of the sitting: the close moves with it for this attempt. */
  readonly pastClose: boolean
}

export interface AttemptTime {
  /** The instant this candidate's paper was unlocked, milliseconds of Unix time. */
  readonly startedAt: number
  readonly allowanceSeconds: number
  readonly adjustments: readonly TimeAdjustment[]
  readonly hardClose: number
}

/** Network and queue time an answer given in time may need; nothing received later counts of itself. */
export const graceMs = 10_000

/**
 * The one deadline, for client, centre and site: start + allowance + adjustments, not later than the hard close, which
 * itself moves only by adjustments granted past it. Never before the start. Milliseconds of Unix time.
 */
export const deadlineOf = (time: AttemptTime): number => {
  let [given, pastClose] = [0, 0]
  for (const { seconds, pastClose: past } of time.adjustments) {
    given += seconds
    if (past) pastClose += seconds
  }
  const own = time.startedAt + (time.allowanceSeconds + given) * 1000
  return Math.max(time.startedAt, Math.min(own, time.hardClose + pastClose * 1000))
}

/** Whether something received at this instant still counts. */
export const inTime = (deadline: number, receivedAt: number): boolean => receivedAt <= deadline + graceMs
