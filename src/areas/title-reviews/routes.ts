import { ok, refuse } from '../../kernel/result.ts'
import { actionRoute, queryRoute, sent, type Route } from '../../platform/http/route.ts'
import { everyRow, sendSheet } from '../../platform/http/send-sheet.ts'
import { uploadedFile } from '../../platform/http/uploaded-file.ts'
import { writeXlsx } from '../../platform/sheet/write-sheet.ts'
import { sentence } from '../../wire/problems/index.ts'
import { reviewSheet } from './app/export-review.ts'
import { listReviews, readReview, reviewCandidates } from './app/read-reviews.ts'
import { startReview } from './app/start-review.ts'
import * as contract from './contract.ts'

const start = actionRoute(contract.startTitleReview, 'titleReview.make', async (call) => {
  const bring = async () => {
    const file = await uploadedFile(call.request)
    if (!file.ok) return file
    return file.value ? ok(file.value.bytes) : refuse('roster.no-file')
  }
  const started = await startReview(call.services, call.query, bring, call.by)
  if (!started.ok) return started
  return ok({
    ...started.value,
    refused: started.value.refused.map(({ params, ...row }) => ({
      ...row,
      message: sentence(row.code, call.language, params),
    })),
  })
})

const exportReview = actionRoute(contract.exportTitleReview, reviewCandidates.action, async (call) => {
  const { reviewId } = call.params
  const page = (cursor?: string) =>
    call.services.ask(reviewCandidates, { reviewId, limit: 200, cursor }, call.by)
  const [first, review] = [await page(), await call.services.ask(readReview, { reviewId }, call.by)]
  if (!first.ok) return first
  if (!review.ok) return review
  const { fromYear, toYear, purpose } = review.value
  const language = call.query.language ?? call.language
  const name = `${purpose} ${fromYear}-${toYear}`
  await sendSheet(call, name, (out) =>
    writeXlsx([reviewSheet(name, language, { fromYear, toYear }, everyRow(first.value, page))], out),
  )
  return sent
})

export const titleReviewRoutes: readonly Route[] = [
  queryRoute(contract.listTitleReviews, listReviews),
  start,
  queryRoute(contract.readTitleReview, readReview),
  queryRoute(contract.titleReviewCandidates, reviewCandidates),
  exportReview,
]
