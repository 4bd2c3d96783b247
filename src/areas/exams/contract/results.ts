import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { nullable, ShareShape } from './shapes.ts'

export const scoreSitting = endpoint({
  id: 'exams.scoreSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/scoring-runs',
  title: { zh: '评分', en: 'Score a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    resultSetId: IdShape,
    run: Type.Integer(),
    hash: Type.String(),
    results: Type.Integer(),
    passed: Type.Integer(),
  }),
  status: 201,
})

export const releaseResults = endpoint({
  id: 'exams.releaseResults',
  method: 'POST',
  path: '/api/v1/result-sets/:resultSetId/release',
  title: { zh: '发布成绩', en: 'Release results' },
  audience: 'signed-in',
  params: Type.Object({ resultSetId: IdShape }),
  reply: Type.Object({ released: Type.Integer() }),
})

const ItemScoreShape = Type.Object({
  slot: Type.String(),
  verdict: OneOf(['right', 'partly', 'wrong', 'unanswered', 'pending'] as const),
  points: Type.String(),
})

export const showResults = endpoint({
  id: 'exams.showResults',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/results',
  title: { zh: '成绩', en: 'Results of a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    resultSetId: IdShape,
    run: Type.Integer(),
    hash: Type.String(),
    computedAt: InstantShape,
    releasedAt: nullable(InstantShape),
    passMark: ShareShape,
    maximum: Type.String(),
    items: Type.Array(
      Type.Object({
        attemptId: IdShape,
        personId: IdShape,
        name: Type.String(),
        ticketNumber: Type.String(),
        status: OneOf(['scored', 'absent'] as const),
        score: nullable(Type.String()),
        maximum: Type.String(),
        passed: Type.Boolean(),
        grade: BilingualShape,
        examDate: nullable(DayShape),
        items: Type.Array(ItemScoreShape),
        receipt: nullable(Type.String()),
      }),
    ),
    may: MayShape,
  }),
})

const FaultShape = Type.Object({ code: Type.String(), attemptId: nullable(IdShape), detail: Type.String() })

export const verifySitting = endpoint({
  id: 'exams.verifySitting',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/verification',
  title: { zh: '核验考试', en: 'Verify a sitting from its log' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    sittingId: IdShape,
    attempts: Type.Integer(),
    events: Type.Integer(),
    results: Type.Integer(),
    faults: Type.Array(FaultShape),
  }),
})
