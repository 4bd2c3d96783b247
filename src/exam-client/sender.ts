import type { appendEvents } from '../areas/exams/contract.ts'
import type { Digest } from '../kernel/sha256.ts'
import { acknowledge, write, type Journal } from '../kernel/exam-journal/writer.ts'
import type { Draft, JournalEvent } from '../kernel/exam-journal/event.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import type { MachineStore } from './machine-store.ts'
import type { Outcome, Transport } from './transport.ts'

export type Appended = ReplyOf<typeof appendEvents>

export interface SenderOptions {
  readonly transport: Transport
  /** Never fails: it falls back to memory by itself. */
  readonly store: MachineStore
  readonly digest: Digest
  readonly after: (ms: number, act: () => void) => () => void
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

/**
 * The one writer and sender of a page: numbers what is done, keeps it on the machine, and sends it in order, one request
 * at a time, until the centre has acknowledged it. Gives up never.
 */
export const openSender = (opened: Journal, options: SenderOptions) => {
  let journal = opened
  let keptThrough = opened.nextSeq - 1
  let sentThrough = 0
  let inFlight = false
  let failures = 0
  let oldestWaiting = false
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

  const beatLater = (): void => {
    cancelBeat()
    cancelBeat = options.after(options.beatMs(), () => void flush(true))
  }

  const flush = async (alive = false): Promise<void> => {
    if (closed || inFlight || (journal.tail.length === 0 && !alive)) return
    inFlight = true
    oldestWaiting = false
    cancelFlush()
    cancelCeiling()
    const events = journal.tail.slice(0, batchSize)
    sentThrough = Math.max(sentThrough, events.at(-1)?.seq ?? 0)
    options.changed()
    const outcome = await options.transport.send<Appended>('POST', path, {
      epoch,
      events,
      answered: options.answered(),
      // What is left once this batch has arrived.
      unsent: journal.tail.length - events.length,
    })
    inFlight = false
    if (closed) return
    if (outcome.kind === 'done') {
      failures = 0
      journal = acknowledge(journal, outcome.value.acked)
      await refill(outcome.value)
      if (journal.tail.length > 0) flushIn(0)
    } else {
      flushIn(retriesMs[Math.min(failures, retriesMs.length - 1)] ?? 10_000)
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
      void flush(true)
    },
    close(): void {
      closed = true
      cancelFlush()
      cancelCeiling()
      cancelBeat()
    },
  }
}

export type Sender = ReturnType<typeof openSender>
