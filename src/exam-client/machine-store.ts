import type { JournalEvent } from '../kernel/exam-journal/event.ts'
import type { KeptEvent } from '../kernel/exam-journal/writer.ts'

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
}

export const randomName = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A store that lives as long as the page: the fallback where the browser refuses storage. */
export const memoryStore = (name: string = randomName()): MachineStore => {
  const events = new Map<string, KeptEvent[]>()
  const closed = new Map<string, number>()
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
  }
}
