import { eventHash, type JournalEvent, type Page } from '../../../kernel/exam-journal/event.ts'
import type { Digest } from '../../../kernel/sha256.ts'

/** An epoch as the authority keeps it beside the log. `highWater` and `head` are a projection of the log, kept for speed. */
export interface EpochState extends Page {
  /** Everything up to this number has arrived and is chained. */
  readonly highWater: number
  /** Hash of the event at the high-water mark; the chain's start at 0. */
  readonly head: string
  /** Highest number stored; above the high-water mark there is a gap or a break between. */
  readonly reach: number
  /** Last number that counts, once a later epoch was granted or the attempt was submitted. */
  readonly fence: number | null
}

/** Why an event was kept apart from the log: not sealed by this writer, another one stands at its number, or it does not follow its predecessor. */
export type ForeignReason = 'seal' | 'conflict' | 'chain'

export interface Admission {
  readonly append: readonly JournalEvent[]
  readonly foreign: readonly { readonly event: JournalEvent; readonly reason: ForeignReason }[]
  readonly highWater: number
  readonly head: string
  readonly reach: number
  /** First missing stretch below what is stored. */
  readonly missing: { readonly from: number; readonly to: number } | null
}

/**
 * Decides what of a batch enters the log. Nothing that arrives is thrown away: what may not enter is kept as foreign.
 * `stored` holds the hash and predecessor of stored events at the batch's numbers and above the high-water mark.
 */
export const admit = (
  epoch: EpochState,
  stored: ReadonlyMap<number, Pick<JournalEvent, 'hash' | 'prev'>>,
  batch: readonly JournalEvent[],
  digest: Digest,
): Admission => {
  const known = new Map(stored)
  const append: JournalEvent[] = []
  const foreign: Admission['foreign'][number][] = []
  let { highWater, head, reach } = epoch
  const advance = (): void => {
    for (let next = known.get(highWater + 1); next && next.prev === head; next = known.get(highWater + 1)) {
      highWater += 1
      head = next.hash
    }
  }
  for (const event of batch.toSorted((a, b) => a.seq - b.seq)) {
    const standing = known.get(event.seq)
    if (standing?.hash === event.hash) continue
    if (eventHash(epoch, event, digest) !== event.hash) foreign.push({ event, reason: 'seal' })
    else if (standing || event.seq <= highWater) foreign.push({ event, reason: 'conflict' })
    else if (event.seq === highWater + 1 && event.prev !== head) foreign.push({ event, reason: 'chain' })
    else {
      known.set(event.seq, event)
      append.push(event)
      reach = Math.max(reach, event.seq)
      advance()
    }
  }
  return { append, foreign, highWater, head, reach, missing: missingBelow(known, highWater, reach) }
}

const missingBelow = (
  known: ReadonlyMap<number, unknown>,
  highWater: number,
  reach: number,
): Admission['missing'] => {
  let from = highWater + 1
  while (from <= reach && known.has(from)) from += 1
  if (from > reach) return null
  let to = from
  while (to < reach && !known.has(to + 1)) to += 1
  return { from, to }
}
