import type { Db } from '../../platform/db/database.ts'
import { countsAfter, type EventCount, sealOfCount, tallyOf } from '../../platform/event-count.ts'
import type { IdentityVault } from '../../platform/ports/ports.ts'

/** Every count of the trail against its seal and against the events that are there now. */
export const checkCounts = async (
  db: Db,
  vault: IdentityVault,
  atOnce = 1000,
): Promise<{ subjects: number; wrong: { subject: string; detail: string }[] }> => {
  const wrong: { subject: string; detail: string }[] = []
  let subjects = 0
  let before: EventCount | undefined
  for (;;) {
    const counts = await countsAfter(db, before?.number ?? 0, atOnce)
    for (const count of counts) {
      const { seal, ...said } = count
      const subject = String(count.number)
      if (count.number !== (before?.number ?? 0) + 1 || seal !== sealOfCount(vault, said, before))
        wrong.push({ subject, detail: 'was not made by this house, or the count before it is gone' })
      const found = await tallyOf(db, before?.place ?? 0, count.place)
      if (found.events !== count.events)
        wrong.push({
          subject,
          detail: `counted ${count.events} events where ${found.events} are: put in or taken out by hand`,
        })
      else if (found.hash !== count.hash)
        wrong.push({ subject, detail: 'its events are not those that were counted' })
      before = count
    }
    subjects += counts.length
    if (counts.length < atOnce) return { subjects, wrong }
  }
}
