import type { ExamState } from './exam-state.ts'
import type { MachineStore } from './machine-store.ts'
import type { Sender } from './sender.ts'

export interface SavingOptions {
  readonly state: () => ExamState
  readonly set: (change: Partial<ExamState>) => void
  /** The page's writer now; null while it writes not. */
  readonly sender: () => Sender | null
  readonly store: Pick<MachineStore, 'durable'>
  /** Something is typed that is no answer yet. */
  readonly isTyping: () => boolean
}

/** What the page shows of how far its answers have come, and whether the centre takes them. */
export const openSaving = ({ state, set, sender, store, isTyping }: SavingOptions) => ({
  /** `said`: the centre's own words why it takes nothing now. */
  link(up: boolean, said: string | null = null): void {
    const { saving } = state()
    if ((saving.link === 'up') !== up || saving.said !== said)
      set({ saving: { ...saving, link: up ? 'up' : 'down', said } })
  },
  show(): void {
    const [{ saving }, { durable }, writer] = [state(), store, sender()]
    if (!writer) {
      if (saving.durable !== durable) set({ saving: { ...saving, durable } })
      return
    }
    const { nextSeq, tail } = writer.journal()
    const [written, typing] = [nextSeq - 1, isTyping()]
    set({
      saving: {
        ...saving,
        onMachine: !typing && durable && writer.keptThrough() >= written,
        // What was sent into a dead network is not on its way.
        onTheWay: !typing && (tail.length === 0 || (saving.link === 'up' && writer.sentThrough() >= written)),
        atCentre: !typing && tail.length === 0,
        unsent: tail.length,
        durable,
      },
    })
  },
})
