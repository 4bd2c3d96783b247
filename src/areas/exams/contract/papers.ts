import { Type } from 'typebox'
import { itemKinds } from '../../../kernel/exam-question.ts'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { IdShape, InstantShape, NameShape, OneOf } from '../../../wire/shapes.ts'
import { MediaShape, PartsShape, PointsShape } from './shapes.ts'

export const ScoringProfileShape = Type.Object({
  multiple: OneOf(['all-or-nothing', 'partial'] as const),
  decimals: Type.Integer({ minimum: 0, maximum: 4 }),
  wrong: Type.String({
    pattern: '^\\d{1,3}(\\.\\d{1,4})?$',
    description: 'marks taken off for a wrong answer',
  }),
  floorAtZero: Type.Boolean(),
})

export const sealPaper = endpoint({
  id: 'exams.sealPaper',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/papers',
  title: { zh: '组卷并密封', en: 'Make up and seal a paper' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  body: Type.Object({
    title: NameShape,
    items: Type.Array(Type.Object({ versionId: IdShape, points: PointsShape }), {
      minItems: 1,
      maxItems: 500,
    }),
    profile: Type.Optional(ScoringProfileShape),
  }),
  reply: Type.Object({
    paperId: IdShape,
    hash: Type.String(),
    maximum: Type.String(),
    items: Type.Integer(),
  }),
  status: 201,
})

const PaperShape = Type.Object({
  paperId: IdShape,
  title: Type.String(),
  hash: Type.String(),
  maximum: Type.String(),
  items: Type.Integer(),
  sealedAt: InstantShape,
  sittings: Type.Integer(),
})

export const listPapers = endpoint({
  id: 'exams.listPapers',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/papers',
  title: { zh: '试卷', en: 'Papers' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  query: Type.Object({ ...pageQuery }),
  reply: Page(PaperShape),
})

export const showPaper = endpoint({
  id: 'exams.showPaper',
  method: 'GET',
  path: '/api/v1/papers/:paperId',
  title: { zh: '试卷内容', en: 'A paper' },
  audience: 'signed-in',
  params: Type.Object({ paperId: IdShape }),
  reply: Type.Object({
    ...PaperShape.properties,
    profile: ScoringProfileShape,
    questions: Type.Array(
      Type.Object({
        slot: Type.String(),
        versionId: IdShape,
        kind: OneOf(itemKinds),
        title: Type.String(),
        stem: Type.String(),
        options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
        parts: PartsShape,
        media: MediaShape,
        points: Type.String(),
      }),
    ),
  }),
})
