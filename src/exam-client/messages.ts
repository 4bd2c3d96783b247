import type { listMessages } from '../areas/exams/contract.ts'
import type { ReplyOf } from '../wire/endpoint.ts'
import type { Message } from './exam-state.ts'
import type { Transport } from './transport.ts'

export interface MessageOptions {
  readonly transport: Transport
  /** Address of the attempt. */
  readonly path: string
  /** Calls back after a while, unless the page has gone. */
  readonly again: (act: () => Promise<void>) => void
  readonly show: (unread: readonly Message[]) => void
}

/** What invigilators say to this page: fetched once a reply names something newer, shown until it is confirmed. */
export const openMessages = ({ transport, path, again, show }: MessageOptions) => {
  let known = 0
  const confirm = async (through: number): Promise<void> => {
    const outcome = await transport.send('POST', `${path}/message-readings`, { through })
    if (outcome.kind === 'unreachable') again(() => confirm(through))
  }
  return {
    /** `newest`: number of the newest message, as the centre's reply names it. */
    hear(newest: number): void {
      if (newest <= known) return
      const before = known
      known = newest
      void transport
        .send<ReplyOf<typeof listMessages>>('GET', `${path}/messages`, undefined, ['items'])
        .then((outcome) => {
          // The next reply names it again.
          if (outcome.kind !== 'done') known = before
          else show(outcome.value.items.filter((one) => one.readAt === null))
        })
    },
    confirm,
  }
}
