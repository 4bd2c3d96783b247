import type { Admission, EpochState } from './admission.ts'

/** What a page is told with the receipt of a batch. */
export type Command =
  | { readonly kind: 'fenced'; readonly epoch: number }
  | { readonly kind: 'submitted'; readonly receipt: string }
  | { readonly kind: 'resend'; readonly from: number; readonly to: number }
  | { readonly kind: 'rejoin' }
  | { readonly kind: 'shut' }
  | { readonly kind: 'moved' }

/** Where an attempt stands, as far as its pages must follow. */
export interface AttemptStanding {
  readonly currentEpoch: number
  readonly receipt: string | null
  readonly shut: boolean
  /** The machine the candidate was moved away from. */
  readonly leftMachine: string | null
}

/**
 * Up to which number a page's acts are safe: arrived, chained, and within its fence. What arrives beyond a fence is kept
 * and not acknowledged, for it does not count until somebody says so.
 */
export const ackedThrough = (epoch: EpochState, admission: Admission | null): number =>
  Math.min(admission?.highWater ?? epoch.highWater, epoch.fence ?? Number.POSITIVE_INFINITY)

/** What a page must do now; at most one thing, the weightiest first. */
export const commandsFor = (
  attempt: AttemptStanding,
  epoch: EpochState,
  admission: Admission | null,
): Command[] => {
  if (attempt.receipt !== null) return [{ kind: 'submitted', receipt: attempt.receipt }]
  if (attempt.leftMachine !== null && attempt.leftMachine === epoch.machine) return [{ kind: 'moved' }]
  if (epoch.epoch !== attempt.currentEpoch) return [{ kind: 'fenced', epoch: attempt.currentEpoch }]
  if (attempt.shut) return [{ kind: 'shut' }]
  // Shut out and admitted again before this page heard of it: nothing of this epoch counts any more.
  if (epoch.fence !== null) return [{ kind: 'rejoin' }]
  if (admission?.missing) return [{ kind: 'resend', ...admission.missing }]
  // Something of this page cannot enter its chain any more: a new epoch takes over what is left.
  if (admission && (admission.foreign.length > 0 || admission.reach > admission.highWater))
    return [{ kind: 'rejoin' }]
  return []
}
