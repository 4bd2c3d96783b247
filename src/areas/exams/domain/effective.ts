import { chainStart, eventHash, type Page } from '../../../kernel/exam-journal/event.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import {
  acceptanceOf,
  counts,
  observedClocks,
  type LateEvidence,
  type LateHead,
  type LoggedEvent,
} from './lateness.ts'

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
  /** What was signed and decided about what came after the deadline. */
  readonly evidence: LateEvidence
}

/** Late events of one epoch somebody has to decide about, in order. */
export interface AskedAbout {
  readonly epoch: number
  /** Number of the last of them: what a decision names. */
  readonly through: number
  readonly events: readonly LoggedEvent[]
  /** The signed head that covers all of them; null where none does. */
  readonly head: LateHead | null
}

export interface Effective {
  /** In order of (epoch, seq). */
  readonly events: readonly LoggedEvent[]
  /** Chained and fenced in, but late, and not counting: refused, undecided, or made after the deadline. */
  readonly late: readonly LoggedEvent[]
  readonly asked: readonly AskedAbout[]
  /** Per epoch the head of its chain at the last number that counts. */
  readonly heads: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[]
}

/**
 * What counts, derived from the log alone: in each epoch the unbroken chain from its start up to its fence, of it what was
 * received in time or is accepted although late. Neither the order of arrival nor any stored mark enters into it.
 */
export const effectiveEvents = (log: AttemptLog, digest: Digest): Effective => {
  const events: LoggedEvent[] = []
  const late: LoggedEvent[] = []
  const asked: AskedAbout[] = []
  const heads: Effective['heads'][number][] = []
  for (const epoch of log.epochs.toSorted((a, b) => a.epoch - b.epoch)) {
    const chained = chainOf(log, epoch, digest)
    const clocks = observedClocks(chained, log.deadline)
    const evidence = { ...log.evidence, heads: headsOf(log, epoch.epoch, chained) }
    const undecided: LoggedEvent[] = []
    for (const logged of chained) {
      const acceptance = acceptanceOf(logged, log.deadline, clocks, evidence)
      if (acceptance === 'asked') undecided.push(logged)
      if (counts(acceptance)) events.push(logged)
      else late.push(logged)
    }
    const through = undecided.at(-1)?.event.seq
    // A question merely looked at is nothing to decide about.
    if (through !== undefined && undecided.some(({ event }) => event.type === 'answer')) {
      const head = evidence.heads.find(({ seq }) => seq >= through) ?? null
      asked.push({ epoch: epoch.epoch, through, events: undecided, head })
    }
    heads.push({
      epoch: epoch.epoch,
      seq: chained.length,
      hash: chained.at(-1)?.event.hash ?? chainStart(epoch, log.paperHash, digest),
    })
  }
  return { events, late, asked, heads }
}

/** Signed heads of an epoch that name what has arrived. Where the log knows of a contact in between, nobody saw a silence. */
const headsOf = (log: AttemptLog, epoch: number, chained: readonly LoggedEvent[]): LateHead[] =>
  log.evidence.heads
    .filter((head) => head.epoch === epoch && chained[head.seq - 1]?.event.hash === head.hash)
    .map((head) => {
      const { lastContact, receivedAt } = head
      const heard = log.events.some(
        (one) => lastContact !== null && one.receivedAt > lastContact && one.receivedAt < receivedAt,
      )
      return heard ? { ...head, lastContact: null } : head
    })

/** The unbroken chain of an epoch up to its fence. */
const chainOf = (log: AttemptLog, epoch: LoggedEpoch, digest: Digest): LoggedEvent[] => {
  const own = new Map(
    log.events.filter((logged) => logged.epoch === epoch.epoch).map((logged) => [logged.event.seq, logged]),
  )
  const chained: LoggedEvent[] = []
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
    chained.push(next)
  }
  return chained
}
