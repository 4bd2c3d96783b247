import type { Services } from '../../../platform/services.ts'
import type { EpochState } from '../domain/admission.ts'

/** Whose an attempt is, and where the page stood that appended last. Never the truth: the statement that appends checks it. */
export interface KnownPage {
  readonly personId: string
  readonly paperId: string
  readonly epoch: EpochState
  /** Of the last reply, in milliseconds of Unix time: what comes after it may be late. */
  readonly deadline: number
  /** How often time had been taken back by then: only that brings a deadline forward. */
  readonly takenBack: number
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
    note({ personId, paperId, epoch, deadline, takenBack }) {
      pages.delete(epoch.attempt)
      if (epoch.fence !== null || epoch.reach !== epoch.highWater) return
      pages.set(epoch.attempt, { personId, paperId, epoch, deadline, takenBack })
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
