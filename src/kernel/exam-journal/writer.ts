import type { Digest } from '../sha256.ts'
import { chainStart, eventHash, type Draft, type JournalEvent, type Page } from './event.ts'

/** What the authority answers when it lets a page write: the epoch, and what of earlier epochs it holds. */
export interface Grant {
  readonly epoch: number
  readonly paperHash: string
  /**
   * Epochs just before this one that the same machine held, without another machine's between, oldest first, each with
   * its fence: the last number of it that counts. Empty when another machine was the last to write.
   */
  readonly ownEpochs: readonly { readonly epoch: number; readonly fence: number }[]
}

/** The writing side of one page: pure state, kept beside the machine's own copy of the events. */
export interface Journal {
  readonly page: Page
  readonly head: string
  readonly nextSeq: number
  /** Everything up to this number is at the centre. */
  readonly acked: number
  /** Written and not yet acknowledged, in order. */
  readonly tail: readonly JournalEvent[]
}

export const openJournal = (page: Page, grant: Grant, digest: Digest): Journal => ({
  page: { ...page, epoch: grant.epoch },
  head: chainStart({ ...page, epoch: grant.epoch }, grant.paperHash, digest),
  nextSeq: 1,
  acked: 0,
  tail: [],
})

/** Numbers and chains one act; the caller keeps the event on the machine before it shows the act as kept. */
export const write = (
  journal: Journal,
  draft: Draft,
  digest: Digest,
): { readonly journal: Journal; readonly event: JournalEvent } => {
  const open = { ...draft, origin: draft.origin ?? null, seq: journal.nextSeq, prev: journal.head }
  const event: JournalEvent = { ...open, hash: eventHash(journal.page, open, digest) }
  return {
    journal: { ...journal, head: event.hash, nextSeq: event.seq + 1, tail: [...journal.tail, event] },
    event,
  }
}

/** Takes a receipt. Receipts may come late or twice: the mark only rises, and never above what was written. */
export const acknowledge = (journal: Journal, highWater: number): Journal => {
  const acked = Math.min(Math.max(journal.acked, highWater), journal.nextSeq - 1)
  return acked === journal.acked
    ? journal
    : { ...journal, acked, tail: journal.tail.filter((event) => event.seq > acked) }
}

/** An event as the machine keeps it: with the epoch in which it was written. */
export interface KeptEvent {
  readonly epoch: number
  readonly event: JournalEvent
}

/**
 * Which kept events a new epoch takes over: those beyond the fences of the machine's own last epochs, unless those were
 * taken over before (`closedThrough`). A page that died between its grant and its taking-over leaves its predecessor's
 * tail to the next page; anything written behind another machine's epoch waits for a decision by people.
 */
export const adoptable = (
  grant: Grant,
  kept: readonly KeptEvent[],
  closedThrough: number,
): readonly KeptEvent[] => {
  const fences = new Map(grant.ownEpochs.map(({ epoch, fence }) => [epoch, fence]))
  return kept
    .filter(
      ({ epoch, event }) =>
        epoch > closedThrough && event.seq > (fences.get(epoch) ?? Number.POSITIVE_INFINITY),
    )
    .toSorted((a, b) => a.epoch - b.epoch || a.event.seq - b.event.seq)
}

/** Writes the adopted acts again in the new epoch, citing where they were first written. */
export const adopt = (
  journal: Journal,
  taken: readonly KeptEvent[],
  digest: Digest,
): { readonly journal: Journal; readonly events: readonly JournalEvent[] } => {
  const events: JournalEvent[] = []
  let current = journal
  for (const { epoch, event } of taken) {
    const draft: Draft = {
      slot: event.slot,
      type: event.type,
      body: event.body,
      mono: event.mono,
      wall: event.wall,
      origin: event.origin ?? { epoch, seq: event.seq },
    }
    const written = write(current, draft, digest)
    current = written.journal
    events.push(written.event)
  }
  return { journal: current, events }
}
