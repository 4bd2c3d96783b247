import type { Services } from '../../../platform/services.ts'
import type { EpochState } from '../domain/admission.ts'
import type { AttemptClock } from '../store/journal.ts'

/**
 * Whose an attempt is, what its time is worked out from, and where the page stood that appended last. Never the truth: the
 * statement that appends checks it, the time by its version. When a sitting closes and how long it takes does not change any
 * more once somebody has begun.
 */
export interface KnownPage extends AttemptClock {
  readonly personId: string
  readonly paperId: string
  readonly epoch: EpochState
  readonly timeVersion: number
}

interface KnownPages {
  get(attemptId: string): KnownPage | undefined
  /** Keeps what can be continued in one statement: a page without a fence, and nothing waiting above its mark. */
  note(page: KnownPage): void
  forget(attemptId: string): void
}

/** More than sit at one centre at once; who has not written for longest makes room. */
const mostKnown = 50_000

const open = (): KnownPages => {
  const pages = new Map<string, KnownPage>()
  return {
    get: (attemptId) => pages.get(attemptId),
    note(page) {
      const { epoch } = page
      pages.delete(epoch.attempt)
      if (epoch.fence !== null || epoch.reach !== epoch.highWater) return
      pages.set(epoch.attempt, page)
      const [oldest] = pages.keys()
      if (pages.size > mostKnown && oldest !== undefined) pages.delete(oldest)
    },
    forget: (attemptId) => void pages.delete(attemptId),
  }
}

const ofProcess = new WeakMap<Services, KnownPages>()

/** What this process knows of the pages that write to it. */
export const knownPages = (services: Services): KnownPages => {
  const known = ofProcess.get(services) ?? open()
  ofProcess.set(services, known)
  return known
}
