import { isEmptyResponse, type Position } from '../../../kernel/exam-journal/answers.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { answersBeyond, reachesOfSitting, type AnswerAt, type PageReach } from '../store/journal.ts'

/** What has been read of one attempt: how far of each page, and the newest answer to each question. */
interface Tally {
  readonly read: Map<number, number>
  readonly newest: Map<string, Position & { readonly blank: boolean }>
}
type Tallies = Map<string, Tally>

/** Sittings somebody looks at; the one not looked at for longest makes room. */
const mostSittings = 16

const ofProcess = new WeakMap<Services, Map<string, Tallies>>()

/** By attempt, what this process has read of a sitting. */
const talliesOf = (services: Services, sittingId: string): Tallies => {
  const sittings = ofProcess.get(services) ?? new Map<string, Tallies>()
  ofProcess.set(services, sittings)
  const tallies = sittings.get(sittingId) ?? new Map()
  sittings.delete(sittingId)
  sittings.set(sittingId, tallies)
  const [oldest] = sittings.keys()
  if (sittings.size > mostSittings && oldest !== undefined) sittings.delete(oldest)
  return tallies
}

/**
 * Answered questions per attempt not handed in, as the log has them now, fences aside: a figure for the invigilator's list,
 * not for marks. The list is asked for every few seconds, so only what is new in the log is read; how far it goes is
 * asked of the database each time, so that it does not matter which server an answer came to. A server that was just
 * started reads the whole log once.
 */
export const answeredCounts = async (
  services: Services,
  tx: Db | Tx,
  sittingId: string,
): Promise<Map<string, number>> => {
  const tallies = talliesOf(services, sittingId)
  const pages = await reachesOfSitting(tx, sittingId)
  const writing = new Set(pages.map(({ attemptId }) => attemptId))
  for (const attemptId of tallies.keys()) if (!writing.has(attemptId)) tallies.delete(attemptId)
  const grown = pages.flatMap((page) => {
    const beyond = tallies.get(page.attemptId)?.read.get(page.epoch) ?? 0
    return page.reach > beyond ? [{ ...page, beyond }] : []
  })
  if (grown.length > 0) fold(tallies, grown, await answersBeyond(tx, grown))
  return new Map(
    [...tallies].map(([attemptId, { newest }]) => [
      attemptId,
      [...newest.values()].filter(({ blank }) => !blank).length,
    ]),
  )
}

const fold = (tallies: Tallies, pages: readonly PageReach[], answers: readonly AnswerAt[]): void => {
  for (const { attemptId, epoch, highWater } of pages) {
    const tally = tallies.get(attemptId) ?? { read: new Map(), newest: new Map() }
    tallies.set(attemptId, tally)
    // Only what has no gap below it is read for good; what waits above one is read again until the gap is filled.
    tally.read.set(epoch, Math.max(highWater, tally.read.get(epoch) ?? 0))
  }
  for (const { attemptId, epoch, seq, slot, body } of answers) {
    const { newest } = tallies.get(attemptId) as Tally
    const known = newest.get(slot)
    if (known && (known.epoch > epoch || (known.epoch === epoch && known.seq > seq))) continue
    newest.set(slot, { epoch, seq, blank: isEmptyResponse(body) })
  }
}
