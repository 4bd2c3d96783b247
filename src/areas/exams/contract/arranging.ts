import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, Empty, IdShape, InstantShape, MayShape, NameShape } from '../../../wire/shapes.ts'
import { nullable, ShareShape } from './shapes.ts'

const times = {
  opensAt: InstantShape,
  entryUntil: Type.Optional(InstantShape),
  closesAt: InstantShape,
  durationMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
}

export const BandShape = Type.Object({
  atLeast: ShareShape,
  zh: BilingualShape.properties.zh,
  en: BilingualShape.properties.en,
})

export const readArrangement = endpoint({
  id: 'exams.readArrangement',
  method: 'GET',
  path: '/api/v1/classes/:classId/exam-arrangement',
  title: { zh: '培训班的考核要求', en: 'What the exam of a class must be' },
  audience: 'signed-in',
  params: Type.Object({ classId: IdShape }),
  reply: Type.Object({
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    programmeId: IdShape,
    people: Type.Integer({ description: 'people with a place, who become candidates' }),
    durationMinutes: nullable(Type.Integer()),
    questions: nullable(Type.Integer()),
    passMark: ShareShape,
    zone: Type.String(),
    may: MayShape,
  }),
})

export const createSitting = endpoint({
  id: 'exams.createSitting',
  method: 'POST',
  path: '/api/v1/classes/:classId/sittings',
  title: { zh: '为培训班安排考试', en: 'Arrange a sitting for a class' },
  audience: 'signed-in',
  params: Type.Object({ classId: IdShape }),
  body: Type.Object({
    paperId: IdShape,
    title: Type.Optional(NameShape),
    siteId: Type.Optional(IdShape),
    roomId: Type.Optional(IdShape),
    roomIds: Type.Optional(
      Type.Array(IdShape, {
        minItems: 1,
        maxItems: 50,
        description:
          'rooms the candidates are spread over; the room, or all rooms of the site, when left out',
      }),
    ),
    ...times,
    passMark: Type.Optional(ShareShape),
    bands: Type.Optional(Type.Array(BandShape, { maxItems: 8 })),
    leaveAfterMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1440,
        description: 'nobody hands in sooner than so many minutes after the opening',
      }),
    ),
    configKeys: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9a-fA-F]{64}$' }), {
        maxItems: 10,
        description: 'config keys of Safe Exam Browser; with any, pages of other browsers are not let in',
      }),
    ),
  }),
  reply: Type.Object({ sittingId: IdShape, candidates: Type.Integer() }),
  status: 201,
})

export const addCandidates = endpoint({
  id: 'exams.addCandidates',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/candidates',
  title: { zh: '按学员名单补充考生', en: 'Add candidates from the class list' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({ added: Type.Integer(), candidates: Type.Integer() }),
})

export const rescheduleSitting = endpoint({
  id: 'exams.rescheduleSitting',
  method: 'PUT',
  path: '/api/v1/sittings/:sittingId/times',
  title: { zh: '调整考试时间', en: 'Change the times of a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object(times),
  reply: Empty,
  status: 204,
})

export const ReasonShape = Type.String({ minLength: 2, maxLength: 400 })

export const cancelSitting = endpoint({
  id: 'exams.cancelSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/cancel',
  title: { zh: '取消考试', en: 'Cancel a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object({ reason: ReasonShape }),
  reply: Empty,
  status: 204,
})

export const endSitting = endpoint({
  id: 'exams.endSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/end',
  title: { zh: '结束考试', en: 'End a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object({ reason: ReasonShape, submitRunning: Type.Optional(Type.Boolean({ default: false })) }),
  reply: Type.Object({ submitted: Type.Integer() }),
})
