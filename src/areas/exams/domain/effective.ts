import { inTime } from '../../../kernel/exam-journal/deadline.ts'
import { chainStart, eventHash, type JournalEvent, type Page } from '../../../kernel/exam-journal/event.ts'
import type { Digest } from '../../../kernel/sha256.ts'

/** An event of the log with the instant the authority received it, milliseconds of Unix time. */
export interface LoggedEvent {
  readonly epoch: number
  readonly event: JournalEvent
  readonly receivedAt: number
}

export interface LoggedEpoch extends Page {
  readonly fence: number | null
}

/** Everything the log says about one attempt, before the question what of it counts. */
export interface AttemptLog {
  readonly paperHash: string
  readonly epochs: readonly LoggedEpoch[]
  readonly events: readonly LoggedEvent[]
  /** From start, allowance and the time ledger; null while the attempt has not started. */
  readonly deadline: number | null
}

export interface Effective {
  /** In order of (epoch, seq). */
  readonly events: readonly LoggedEvent[]
  /** Chained and fenced in, but received after the deadline and its grace. */
  readonly late: readonly LoggedEvent[]
  /** Per epoch the head of its chain at the last number that counts. */
  readonly heads: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[]
}

/**
 * What counts, derived from the log alone: in each epoch the unbroken chain from its start up to its fence, as far as it
 * was received in time. Neither the order of arrival nor any stored mark enters into it.
 */
export const effectiveEvents = (log: AttemptLog, digest: Digest): Effective => {
  const events: LoggedEvent[] = []
  const late: LoggedEvent[] = []
  const heads: Effective['heads'][number][] = []
  for (const epoch of log.epochs.toSorted((a, b) => a.epoch - b.epoch)) {
    const own = new Map(
      log.events.filter((logged) => logged.epoch === epoch.epoch).map((logged) => [logged.event.seq, logged]),
    )
    let head = chainStart(epoch, log.paperHash, digest)
    let seq = 0
    for (
      let next = own.get(1);
      next && seq < (epoch.fence ?? Number.POSITIVE_INFINITY);
      next = own.get(seq + 1)
    ) {
      if (next.event.prev !== head || eventHash(epoch, next.event, digest) !== next.event.hash) break
      head = next.event.hash
      seq = next.event.seq
      if (log.deadline !== null && inTime(log.deadline, next.receivedAt)) events.push(next)
      else late.push(next)
    }
    heads.push({ epoch: epoch.epoch, seq, hash: head })
  }
  return { events, late, heads }
}
