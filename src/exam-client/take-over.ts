import { applyEvent, type SlotState } from '../kernel/exam-journal/answers.ts'
import type { Page } from '../kernel/exam-journal/event.ts'
import { adopt, adoptable, openJournal, type Journal } from '../kernel/exam-journal/writer.ts'
import { sha256 } from '../kernel/sha256.ts'
import type { Granted } from './exam-state.ts'
import type { MachineStore } from './machine-store.ts'

/** What the centre told counts as older than anything this page does. */
const before = { epoch: 0, seq: 0 }

/**
 * Opens the journal of a page that was let in: what this machine still holds of its own last epochs is written again,
 * over the answers the centre told.
 */
export const takeOver = async (
  store: MachineStore,
  page: Page,
  granted: Granted,
): Promise<{ readonly journal: Journal; readonly answers: Map<string, SlotState> }> => {
  const { events, closedThrough } = await store.kept(page.attempt)
  const adopted = adopt(openJournal(page, granted, sha256), adoptable(granted, events, closedThrough), sha256)
  await store.takeOver(page.attempt, granted.epoch, adopted.events)
  const answers = new Map<string, SlotState>(
    granted.answers.map(({ slot, options: chosen, response, seen, cleared, flagged }) => [
      slot,
      {
        seen,
        response: (response as SlotState['response'] | undefined) ?? (chosen && { options: chosen }),
        cleared,
        flagged,
        answeredAt: before,
        flaggedAt: before,
      },
    ]),
  )
  for (const event of adopted.events) applyEvent(answers, granted.epoch, event)
  return { journal: adopted.journal, answers }
}
