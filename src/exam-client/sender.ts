import type { appendEvents } from '../areas/exams/contract.ts'
import type { Digest } from '../kernel/sha256.ts'
import { acknowledge, write, type Journal } from '../kernel/exam-journal/writer.ts'
import type { Draft, JournalEvent } from '../kernel/exam-journal/event.ts'
import type { HeadStatement } from '../kernel/exam-journal/signed-head.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import type { MachineStore } from './machine-store.ts'
import type { Outcome, Transport } from './transport.ts'

export type Appended = ReplyOf<typeof appendEvents>
export type SignedHead = HeadStatement & { readonly signature: string }

export interface SenderOptions {
  readonly transport: Transport
  /** Never fails: it falls back to memory by itself. */
  readonly store: MachineStore
  readonly digest: Digest
  readonly after: (ms: number, act: () => void) => () => void
  /** Signs the newest act; null where this page cannot sign. */
  readonly sign: (newest: JournalEvent) => Promise<SignedHead | null>
  readonly answered: () => number
  /** Milliseconds between signs of life: short while the seat is held, so that it hears at once when it may go on. */
  readonly beatMs: () => number
  /** Every reply and every failure, so that the page can show and follow them. */
  readonly heard: (outcome: Outcome<Appended>) => void
  readonly changed: () => void
  readonly closedHere: () => void
}

/** What waits after a change before it is sent, the most it waits, and how much goes at once. */
const quietMs = 500
const mostWaitMs = 2000
const batchSize = 50
const retriesMs = [500, 1000, 2000, 4000, 8000, 10_000]

/** Long texts add up: a batch also stays far below what the centre reads at once. Characters of bodies. */
const batchLength = 100_000
const batchOf = (tail: readonly JournalEvent[], most: number): readonly JournalEvent[] => {
  let length = 0
  const full = tail.findIndex((event, at) => {
    length += JSON.stringify(event.body).length
    return at > 0 && length > batchLength
  })
  return tail.slice(0, Math.min(most, full < 0 ? most : full))
}

/**
 * The one writer and sender of a page: numbers what is done, keeps it on the machine, and sends it in order, one request
 * at a time, until the centre has acknowledged it. Gives up never.
 */
export const openSender = (opened: Journal, options: SenderOptions) => {
  let journal = opened
  let keptThrough = opened.nextSeq - 1
  let sentThrough = 0
  let inFlight = false
  /** The centre asked to be left alone for a while. */
  let resting = false
  let cancelRest = (): void => undefined
  /** How many events go at once: fewer once a batch was too large for somebody. */
  let most = batchSize
  let failures = 0
  let oldestWaiting = false
  let signs = true
  let closed = false
  let cancelFlush = (): void => undefined
  let cancelCeiling = (): void => undefined
  let cancelBeat = (): void => undefined
  let keeping: Promise<void> = Promise.resolve()
  const { attempt, epoch } = opened.page
  const path = `/api/v1/attempts/${attempt}/events`

  const keep = (events: readonly JournalEvent[]): void => {
    keeping = keeping.then(async () => {
      if ((await options.store.keep(attempt, epoch, events)) === 'closed') return options.closedHere()
      keptThrough = Math.max(keptThrough, events.at(-1)?.seq ?? 0)
      options.changed()
    })
  }

  const flushIn = (ms: number): void => {
    cancelFlush()
    cancelFlush = options.after(ms, () => void flush())
  }

  const rest = (ms: number): void => {
    resting = true
    cancelRest = options.after(ms, () => {
      resting = false
      void flush(true)
    })
  }

  const beatLater = (): void => {
    cancelBeat()
    cancelBeat = options.after(options.beatMs(), () => void flush(true))
  }

  const flush = async (alive = false): Promise<void> => {
    if (closed || inFlight || resting || (journal.tail.length === 0 && !alive)) return
    inFlight = true
    oldestWaiting = false
    cancelFlush()
    cancelCeiling()
    const events = batchOf(journal.tail, most)
    sentThrough = Math.max(sentThrough, events.at(-1)?.seq ?? 0)
    options.changed()
    // Once for all that waits: the first batch vouches for those after it.
    const newest = journal.tail.at(-1)
    const head = newest && signs ? await options.sign(newest) : null
    if (closed) return
    const outcome = await options.transport.send<Appended>(
      'POST',
      path,
      {
        epoch,
        events,
        answered: options.answered(),
        // What is left once this batch has arrived.
        unsent: journal.tail.length - events.length,
        ...(head ? { head } : {}),
      },
      ['acked', 'serverTime', 'deadline', 'commands'],
    )
    inFlight = false
    if (closed) return
    if (outcome.kind === 'done') {
      failures = 0
      most = Math.min(batchSize, most * 2)
      journal = acknowledge(journal, outcome.value.acked)
      await refill(outcome.value)
      if (journal.tail.length > 0) flushIn(0)
    } else {
      // The centre knows another key for this page: what was written must arrive all the same.
      if (outcome.kind === 'refused' && outcome.code === 'exam.signature-refused') signs = false
      // Also a proxy may say so, and no batch of this size will ever pass it.
      if (outcome.status === 413) most = Math.max(1, Math.floor(events.length / 2))
      if (outcome.kind === 'unreachable' && outcome.restMs > 0) rest(outcome.restMs)
      else flushIn(retriesMs[Math.min(failures, retriesMs.length - 1)] ?? 10_000)
      failures += 1
    }
    options.heard(outcome)
    if (closed) return
    beatLater()
    options.changed()
  }

  /** The centre asks for what it acknowledged before: it lost it, and this machine still has it. */
  const refill = async (reply: Appended): Promise<void> => {
    const resend = reply.commands.find((command) => command.kind === 'resend')
    if (resend?.kind === 'resend' && resend.from <= journal.acked) await sendAgainFrom(resend.from)
  }

  const sendAgainFrom = async (seq: number): Promise<void> => {
    const { events } = await options.store.kept(attempt)
    const own = events.filter((one) => one.epoch === epoch && one.event.seq >= seq).map((one) => one.event)
    const tail = new Map([...own, ...journal.tail].map((event) => [event.seq, event]))
    journal = { ...journal, acked: seq - 1, tail: [...tail.values()].toSorted((a, b) => a.seq - b.seq) }
  }

  beatLater()
  return {
    journal: () => journal,
    keptThrough: () => keptThrough,
    sentThrough: () => sentThrough,
    write(draft: Draft): JournalEvent {
      const written = write(journal, draft, options.digest)
      journal = written.journal
      keep([written.event])
      flushIn(quietMs)
      if (!oldestWaiting) {
        oldestWaiting = true
        cancelCeiling()
        cancelCeiling = options.after(mostWaitMs, () => void flush())
      }
      return written.event
    },
    flush: () => flush(true),
    sendAgainFrom,
    /** Resolves once everything written so far is on the machine (or the machine has refused). */
    settled: () => keeping,
    /** The network may be back, or the machine woke: no waiting for the next retry. */
    hurry(): void {
      failures = 0
      resting = false
      cancelRest()
      void flush(true)
    },
    close(): void {
      closed = true
      cancelFlush()
      cancelCeiling()
      cancelBeat()
      cancelRest()
    },
  }
}

export type Sender = ReturnType<typeof openSender>
