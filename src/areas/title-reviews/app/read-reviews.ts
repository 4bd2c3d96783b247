import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query, type Reading } from '../../../platform/perform.ts'
import { reasonOf, type Verdict } from '../domain/verdict.ts'
import {
  candidateRows,
  type CandidateRow,
  countVerdicts,
  findReview,
  listReviewRows,
  type ReviewRow,
} from '../store/title-reviews.ts'
import { ownersOf } from './asker.ts'

const pageSize = 50

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

interface CandidatesAsked extends PageAsked {
  readonly reviewId: string
  readonly verdict?: Verdict | undefined
}

export const listReviews = query({
  name: 'titleReviews.list',
  action: 'titleReview.read',
  load: listing,
  async reply(reading, input: PageAsked, _loaded, scope) {
    const limit = input.limit ?? pageSize
    const [before] = cursorParts(input.cursor, keyPart.id) ?? []
    const organisations = scope.all
      ? null
      : [...(scope.owners.office ?? []), ...(scope.owners.employer ?? [])]
    const rows =
      organisations?.length === 0 ? [] : await listReviewRows(reading.tx, organisations, before, limit + 1)
    return pageOf(rows, limit, (row) => [row.id], view)
  },
})

const load = async (reading: Reading, reviewId: string) => {
  const review = await findReview(reading.tx, reviewId)
  return review && { owners: ownersOf(review), review }
}

export const readReview = query({
  name: 'titleReviews.read',
  action: 'titleReview.read',
  load: (reading, input: { reviewId: string }) => load(reading, input.reviewId),
  async reply(reading, { reviewId }, { review }) {
    const counts = await countVerdicts(reading.tx, reviewId)
    return { ...view(review), counts: { met: 0, short: 0, disputed: 0, 'not-found': 0, ...counts } }
  },
})

export const reviewCandidates = query({
  name: 'titleReviews.candidates',
  action: 'titleReview.read',
  load: (reading, input: CandidatesAsked) => load(reading, input.reviewId),
  async reply(reading, input) {
    const limit = input.limit ?? pageSize
    const [after] = cursorParts(input.cursor, keyPart.seat) ?? []
    return pageOf(
      await candidateRows(reading.tx, input.reviewId, input.verdict, after, limit + 1),
      limit,
      ({ row }) => [row],
      candidateView,
    )
  },
})

const candidateView = ({ reviewId: _review, years, ...row }: CandidateRow) => ({
  ...row,
  reason: row.verdict === null ? null : reasonOf(row.verdict, years ?? []),
  years: (years ?? []).map(({ lines, missing, reason, ...year }) => ({
    ...year,
    reason: reason ? { code: reason.code, text: { ...reason.text } } : null,
    lines: lines.map(({ unit, counted, required }) => ({ unit: { ...unit }, counted, required })),
    missing: [...missing],
  })),
})

const view = (row: ReviewRow) => ({
  id: row.id,
  programmeId: row.programmeId,
  programmeName: row.programmeName,
  programmeNameEn: row.programmeNameEn,
  role: row.role,
  organisationName: row.organisationName,
  organisationNameEn: row.organisationNameEn,
  purpose: row.purpose,
  fromYear: row.fromYear,
  toYear: row.toYear,
  on: row.onDay,
  candidates: row.candidates,
  judged: row.judged,
  askedAt: row.askedAt.toISOString(),
  doneAt: row.doneAt?.toISOString() ?? null,
})
