import type { Unit } from '../../../platform/perform.ts'
import { pageFenced } from '../events.ts'
import type { AttemptRow } from '../store/attempts.ts'
import { readEpochs, setFence } from '../store/journal.ts'

/**
 * Stops a page at what of it has arrived, and tells the trail: until the journal is frozen nothing else says how much of a
 * page counts.
 */
export const fencePage = async (
  unit: Unit,
  attempt: Pick<AttemptRow, 'id' | 'sittingId'>,
  { epoch, fence }: { readonly epoch: number; readonly fence: number },
): Promise<void> => {
  await setFence(unit.tx, attempt.id, epoch, fence)
  await unit.emit(pageFenced(attempt.id, { sitting: attempt.sittingId, epoch, fence }))
}

/** Stops the page that writes now, if one does; answers the machine of the last page. */
export const stopPage = async (
  unit: Unit,
  attempt: Pick<AttemptRow, 'id' | 'sittingId'>,
): Promise<string | null> => {
  const last = (await readEpochs(unit.tx, [attempt.id])).at(-1)
  if (last && last.fence === null)
    await fencePage(unit, attempt, { epoch: last.epoch, fence: last.highWater })
  return last?.machine ?? null
}
