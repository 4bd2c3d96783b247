import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Asking } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { yearStandings } from '../../ledger/index.ts'
import { verdictOf } from '../domain/verdict.ts'
import { personReviewed } from '../events.ts'
import { countJudged, lockReview, saveVerdict, unjudged } from '../store/title-reviews.ts'

export const judgeJob = 'titleReviews.judge'

/** Candidates judged in one transaction. */
const atOnce = 50

/** Judges some thousand candidates bit by bit; cut off or delivered twice, it goes on with those nobody has judged. */
export const judgeReview = async (services: Services, reviewId: string): Promise<void> => {
  const by: Asking = { actor: systemActor, requestId: reviewId }
  for (;;) {
    const done = await services.perform(judgeSome, { reviewId }, by)
    if (!done.ok) throw new Error(`title review ${reviewId} could not be judged: ${done.code}`)
    if (done.value.judged === 0) return
  }
}

const judgeSome = command({
  name: 'titleReviews.judgeSome',
  action: 'titleReview.judge',
  async load(unit, { reviewId }: { reviewId: string }) {
    const review = await lockReview(unit.tx, reviewId)
    return review && { owners: {}, review }
  },
  async run(unit, { reviewId }, { review }) {
    const { programmeId, fromYear, toYear, onDay: today, purpose } = review
    const years = Array.from({ length: toYear - fromYear + 1 }, (_year, index) => fromYear + index)
    const next = await unjudged(unit.tx, reviewId, atOnce)
    for (const { row, personId } of next) {
      if (personId === null) {
        await saveVerdict(unit.tx, reviewId, row, 'not-found', [])
        continue
      }
      const found = await yearStandings(unit.tx, { personId, programmeId, years, today })
      if (!found) throw new Error(`the rules of programme ${programmeId} cannot be used`)
      await saveVerdict(unit.tx, reviewId, row, verdictOf(found), found)
      await unit.emit(
        personReviewed(
          personId,
          { review: reviewId, purpose, years: `${fromYear}–${toYear}` },
          review.askedBy,
        ),
      )
    }
    if (next.length > 0) await countJudged(unit.tx, reviewId, next.length, unit.now)
    return ok({ judged: next.length })
  },
})
