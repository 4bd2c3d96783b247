import { chainStart, type Page } from '../../../kernel/exam-journal/event.ts'
import type { Grant } from '../../../kernel/exam-journal/writer.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import type { EpochState } from './admission.ts'
import type { AttemptLog } from './effective.ts'

/** How many named people must consent before what came behind a fence counts. */
export const consentsNeeded = 2

/**
 * Lets a new page write: fences the epoch before at what of it has arrived, opens the next one, and tells which epochs
 * just before were the same machine's own. The newest grant is the only live one.
 */
export const grantEpoch = (
  epochs: readonly EpochState[],
  page: Omit<Page, 'epoch'>,
  paperHash: string,
  digest: Digest,
): {
  readonly fenced: { readonly epoch: number; readonly fence: number } | null
  readonly opened: EpochState
  readonly grant: Grant
} => {
  const last = epochs.at(-1)
  const opening: Page = { ...page, epoch: (last?.epoch ?? 0) + 1 }
  const fences = epochs.map((one) => ({ ...one, fence: one.fence ?? one.highWater }))
  const ownEpochs: { epoch: number; fence: number }[] = []
  for (const { epoch, machine, fence } of fences.toReversed()) {
    if (machine !== page.machine) break
    ownEpochs.unshift({ epoch, fence })
  }
  return {
    fenced: last && last.fence === null ? { epoch: last.epoch, fence: last.highWater } : null,
    opened: { ...opening, highWater: 0, head: chainStart(opening, paperHash, digest), reach: 0, fence: null },
    grant: { epoch: opening.epoch, paperHash, ownEpochs },
  }
}

/** The log of an attempt with its epochs as the authority keeps them. */
export interface KeptLog extends AttemptLog {
  readonly epochs: readonly EpochState[]
}

/** Handed in: every epoch counts as far as it has arrived, and nothing that comes later does. */
export const freezeEpochs = (
  log: KeptLog,
): KeptLog & { readonly epochs: readonly (EpochState & { readonly fence: number })[] } => ({
  ...log,
  epochs: log.epochs.map((one) => ({ ...one, fence: one.fence ?? one.highWater })),
})
