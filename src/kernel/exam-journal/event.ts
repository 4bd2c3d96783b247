import { canonicalJson, type Json } from '../canonical-json.ts'
import type { Digest } from '../sha256.ts'

/** What a candidate's page tells the journal. New kinds of question add members to an answer's body, not new types. */
export const eventTypes = ['answer', 'flag', 'navigate', 'focus', 'clock', 'note'] as const
export type EventType = (typeof eventTypes)[number]

/** Who writes: one page instance in one epoch. `writer` is made by the page, lives in its memory only and is never stored there, so no other page can continue its chain. */
export interface Page {
  readonly attempt: string
  readonly epoch: number
  readonly machine: string
  readonly writer: string
}

/** One numbered act of a candidate, as it is made, kept on the machine, sent, and kept at the centre for ever. */
export interface JournalEvent {
  /** From 1, without gaps, within its epoch. */
  readonly seq: number
  /** The question it belongs to; null for acts on the whole paper. */
  readonly slot: string | null
  readonly type: EventType
  readonly body: { readonly [key: string]: Json }
  /** The page's monotonic clock and the machine's wall clock, whole milliseconds. */
  readonly mono: number
  readonly wall: number
  /** For an act taken over from an earlier epoch of the same machine: where it was first written. */
  readonly origin: { readonly epoch: number; readonly seq: number } | null
  /** Hash of the event before it; the chain's start for the first. */
  readonly prev: string
  readonly hash: string
}

export type Draft = Pick<JournalEvent, 'slot' | 'type' | 'body' | 'mono' | 'wall'> & {
  readonly origin?: JournalEvent['origin']
}

/** Where the chain of an epoch begins: bound to the attempt, the sealed paper, the machine and the page. */
export const chainStart = (page: Page, paperHash: string, digest: Digest): string =>
  digest(
    canonicalJson({
      attempt: page.attempt,
      epoch: page.epoch,
      machine: page.machine,
      paper: paperHash,
      writer: page.writer,
    }),
  )

/**
 * SHA-256 over the canonical event, its writer and the hash before it. The members are put down in the order of canonical
 * JSON: sorted anew for every event, they would cost the centre more than the hash does.
 */
export const eventHash = (page: Page, event: Omit<JournalEvent, 'hash'>, digest: Digest): string => {
  const { body, mono, origin, prev, seq, slot, type, wall } = event
  const from = origin && `{"epoch":${canonicalJson(origin.epoch)},"seq":${canonicalJson(origin.seq)}}`
  return digest(
    `{"attempt":${canonicalJson(page.attempt)},"body":${canonicalJson(body)},"epoch":${canonicalJson(page.epoch)},"mono":${canonicalJson(mono)},"origin":${from},"prev":${canonicalJson(prev)},"seq":${canonicalJson(seq)},"slot":${canonicalJson(slot)},"type":${canonicalJson(type)},"wall":${canonicalJson(wall)},"writer":${canonicalJson(page.writer)}}`,
  )
}
