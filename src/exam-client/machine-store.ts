import { hexOf } from './hex.ts'
import type { JournalEvent } from '../kernel/exam-journal/event.ts'
import type { SealedPaper } from './prepared-start.ts'
import type { KeptEvent } from '../kernel/exam-journal/writer.ts'

/** The key of the page that wrote last, with what must be said beside its signature. */
export interface KeptKey {
  readonly epoch: number
  readonly privateKey: CryptoKey
  /** Added to that page's monotonic clock: the centre's time; null while it was not known. */
  readonly offset: number | null
}

/** What a machine keeps of attempts written at it. Every promise resolves once the data would survive a power cut. */
export interface MachineStore {
  /** False where nothing survives the page: then only the centre has a copy. */
  readonly durable: boolean
  /** Name of this machine, the same on every visit. */
  machine(): Promise<string>
  /** Keeps written events. `closed`: a later page of this machine has taken the epoch over. */
  keep(attempt: string, epoch: number, events: readonly JournalEvent[]): Promise<'kept' | 'closed'>
  /** In one step: keeps what a new epoch took over and closes all epochs before it. */
  takeOver(attempt: string, epoch: number, events: readonly JournalEvent[]): Promise<void>
  kept(attempt: string): Promise<{ readonly events: readonly KeptEvent[]; readonly closedThrough: number }>
  /** The sealed paper of an attempt, fetched before the start. */
  keepSealedPaper(attempt: string, sealed: SealedPaper): Promise<void>
  sealedPaper(attempt: string): Promise<SealedPaper | null>
  keepKey(attempt: string, key: KeptKey): Promise<void>
  keptKey(attempt: string): Promise<KeptKey | null>
}

export const randomName = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)))

/** A store that lives as long as the page: the fallback where the browser refuses storage. */
export const memoryStore = (name: string = randomName()): MachineStore => {
  const events = new Map<string, KeptEvent[]>()
  const closed = new Map<string, number>()
  const papers = new Map<string, SealedPaper>()
  const keys = new Map<string, KeptKey>()
  const of = (attempt: string): KeptEvent[] => {
    const list = events.get(attempt) ?? []
    events.set(attempt, list)
    return list
  }
  return {
    durable: false,
    machine: async () => name,
    async keep(attempt, epoch, written) {
      if (epoch <= (closed.get(attempt) ?? 0)) return 'closed'
      of(attempt).push(...written.map((event) => ({ epoch, event })))
      return 'kept'
    },
    async takeOver(attempt, epoch, written) {
      of(attempt).push(...written.map((event) => ({ epoch, event })))
      closed.set(attempt, epoch - 1)
    },
    kept: async (attempt) => ({ events: [...of(attempt)], closedThrough: closed.get(attempt) ?? 0 }),
    async keepSealedPaper(attempt, sealed) {
      papers.set(attempt, sealed)
    },
    sealedPaper: async (attempt) => papers.get(attempt) ?? null,
    async keepKey(attempt, key) {
      keys.set(attempt, key)
    },
    keptKey: async (attempt) => keys.get(attempt) ?? null,
  }
}
