import type { Journal } from '../kernel/exam-journal/writer.ts'
import { headSigner, type EpochKeys } from './epoch-key.ts'
import type { MachineStore } from './machine-store.ts'
import type { SenderOptions } from './sender.ts'

export interface DeliveryOptions {
  readonly store: Pick<MachineStore, 'kept' | 'keptKey'>
  readonly attemptId: string
  readonly signing: Pick<EpochKeys, 'sign'>
  /** Makes the page write what was left, and hands it in. */
  readonly handIn: (journal: Journal, sign: SenderOptions['sign']) => void
}

/**
 * Time is over and no page is let in any more: what the page before wrote at this machine is delivered as it stands,
 * signed with its key, and handed in. Once: what cannot be delivered then, people must decide about.
 */
export const openDelivery = ({ store, attemptId, signing, handIn }: DeliveryOptions) => {
  let delivered = false
  return async (): Promise<boolean> => {
    const journal = delivered ? null : await leftOver(store, attemptId)
    if (!journal) return false
    delivered = true
    const kept = await store.keptKey(attemptId)
    handIn(
      journal,
      headSigner(signing, journal.page, kept, () => kept?.offset ?? null),
    )
    return true
  }
}

/**
 * What the last page at this machine wrote, to be delivered as it stands once no page is let in any more; nothing can be
 * written to it. All of it is sent again, for what of it arrived is not known here. Null where there is none.
 */
const leftOver = async (store: Pick<MachineStore, 'kept'>, attempt: string): Promise<Journal | null> => {
  const { events, closedThrough } = await store.kept(attempt)
  const epoch = Math.max(0, ...events.map((one) => one.epoch))
  if (epoch <= closedThrough) return null
  const tail = events
    .flatMap((one) => (one.epoch === epoch ? [one.event] : []))
    .toSorted((a, b) => a.seq - b.seq)
  const last = tail.at(-1)
  if (!last) return null
  const page = { attempt, epoch, machine: '', writer: '' }
  return { page, head: last.hash, nextSeq: last.seq + 1, acked: 0, tail }
}
