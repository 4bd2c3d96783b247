import { Type, type Static } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import { BilingualShape, DayShape, IdShape, InstantShape, OneOf } from '../../wire/shapes.ts'

/** People one review may hold; told before a file is chosen. */
export const mostCandidates = 5_000
/** Years one review may look back over. */
export const mostYears = 10

export const verdictWords = ['met', 'short', 'disputed', 'not-found'] as const
const VerdictShape = OneOf(verdictWords)
const YearNumber = Type.Integer({ minimum: 1900, maximum: 2200 })

const Review = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  role: OneOf(['office', 'employer'] as const),
  organisationName: Type.String(),
  organisationNameEn: Type.String(),
  purpose: Type.String(),
  fromYear: Type.Integer(),
  toYear: Type.Integer(),
  /** The day whose register the review speaks of. */
  on: DayShape,
  candidates: Type.Integer(),
  /** How far the judging is; all of them when `doneAt` is there. */
  judged: Type.Integer(),
  askedAt: InstantShape,
  doneAt: Type.Union([InstantShape, Type.Null()]),
})
export type TitleReview = Static<typeof Review>

export const listTitleReviews = endpoint({
  id: 'titleReviews.list',
  method: 'GET',
  path: '/api/v1/title-reviews',
  title: { zh: '职称评审核查记录', en: 'Title reviews' },
  audience: 'signed-in',
  query: Type.Object(pageQuery),
  reply: Page(Review),
})

const reviewParams = Type.Object({ reviewId: IdShape })

export const startTitleReview = endpoint({
  id: 'titleReviews.start',
  method: 'POST',
  path: '/api/v1/title-reviews',
  title: { zh: '上传评审名单并核查', en: 'Hold a list of candidates against the rules' },
  audience: 'signed-in',
  query: Type.Object({
    programmeId: IdShape,
    organisationId: Type.Optional(
      Type.String({ format: 'uuid', description: 'of several organisations, the one it is for' }),
    ),
    fromYear: YearNumber,
    toYear: YearNumber,
    purpose: Type.String({
      minLength: 4,
      maxLength: 200,
      description: 'what the list is for; kept on record',
    }),
  }),
  multipart: true,
  reply: Type.Object({
    id: IdShape,
    candidates: Type.Integer(),
    /** Nobody on record under that number whose record the asker may read. */
    notFound: Type.Integer(),
    refused: Type.Array(
      Type.Object({
        row: Type.Integer(),
        column: Type.String(),
        code: Type.String(),
        message: Type.String(),
      }),
    ),
  }),
  status: 201,
})

export const readTitleReview = endpoint({
  id: 'titleReviews.read',
  method: 'GET',
  path: '/api/v1/title-reviews/:reviewId',
  title: { zh: '一次职称评审核查', en: 'One title review' },
  audience: 'signed-in',
  params: reviewParams,
  reply: Type.Object({
    ...Review.properties,
    counts: Type.Object({
      met: Type.Integer(),
      short: Type.Integer(),
      disputed: Type.Integer(),
      'not-found': Type.Integer(),
    }),
  }),
})

const Candidate = Type.Object({
  row: Type.Integer(),
  name: Type.String(),
  personId: Type.Union([IdShape, Type.Null()]),
  /** The register knows the number under another name. */
  otherName: Type.Boolean(),
  /** Null while it is being judged. */
  verdict: Type.Union([VerdictShape, Type.Null()]),
  /** What the verdict rests on; null while there is none. */
  reason: Type.Union([BilingualShape, Type.Null()]),
  years: Type.Array(
    Type.Object({
      year: Type.String(),
      applies: Type.Boolean(),
      standing: OneOf(['met', 'unmet', 'undetermined'] as const),
      recognitionWouldDo: Type.Boolean(),
      /** Day of the closing whose frozen row it is; absent where the year was not closed. */
      closedOn: Type.Optional(DayShape),
      lines: Type.Array(
        Type.Object({
          /** Title it is asked for, where something is asked for several apart. */
          holding: Type.Optional(BilingualShape),
          unit: BilingualShape,
          counted: Type.String(),
          required: Type.String(),
        }),
      ),
      missing: Type.Array(Type.String()),
      /** Why the year stands so; null in reviews made before reasons were kept. */
      reason: Type.Union([Type.Object({ code: Type.String(), text: BilingualShape }), Type.Null()]),
    }),
  ),
})
export type TitleCandidate = Static<typeof Candidate>

export const titleReviewCandidates = endpoint({
  id: 'titleReviews.candidates',
  method: 'GET',
  path: '/api/v1/title-reviews/:reviewId/candidates',
  title: { zh: '核查名单', en: 'Candidates of a title review' },
  audience: 'signed-in',
  params: reviewParams,
  query: Type.Object({ ...pageQuery, verdict: Type.Optional(VerdictShape) }),
  reply: Page(Candidate),
})

export const exportTitleReview = endpoint({
  id: 'titleReviews.export',
  method: 'GET',
  path: '/api/v1/title-reviews/:reviewId/candidates.xlsx',
  title: { zh: '导出核查结果', en: 'A title review as a spreadsheet' },
  audience: 'signed-in',
  params: reviewParams,
  query: Type.Object({ language: Type.Optional(OneOf(['zh', 'en'] as const)) }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})
