import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, DayShape, IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { TitleEnShape } from './journal.ts'
import { nullable } from './shapes.ts'

const OwnExamShape = Type.Object({
  attemptId: IdShape,
  sittingId: IdShape,
  title: Type.String(),
  titleEn: TitleEnShape,
  className: nullable(Type.String()),
  classNameEn: nullable(Type.String()),
  siteName: nullable(Type.String()),
  siteNameEn: nullable(Type.String()),
  roomName: nullable(Type.String()),
  ticketNumber: Type.String(),
  opensAt: InstantShape,
  entryUntil: InstantShape,
  closesAt: InstantShape,
  durationMinutes: Type.Integer(),
  phase: OneOf(['planned', 'open', 'over', 'cancelled'] as const),
  state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
  deadline: nullable(InstantShape),
  receipt: nullable(Type.String()),
  result: nullable(
    Type.Object({
      status: OneOf(['scored', 'absent'] as const),
      score: nullable(Type.String()),
      maximum: Type.String(),
      passed: Type.Boolean(),
      grade: BilingualShape,
      examDate: nullable(DayShape),
    }),
  ),
})

export const listOwnExams = endpoint({
  id: 'exams.listOwnExams',
  method: 'GET',
  path: '/api/v1/people/:personId/exams',
  title: { zh: '我的考试', en: 'Exams of a person' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  reply: Type.Object({ items: Type.Array(OwnExamShape) }),
})

export const checkReceipt = endpoint({
  id: 'exams.checkReceipt',
  method: 'GET',
  path: '/api/v1/exam-receipts/:code',
  title: { zh: '查验交卷回执', en: 'Check a receipt' },
  audience: 'public',
  params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
  reply: Type.Object({
    receipt: Type.String(),
    title: Type.String(),
    titleEn: TitleEnShape,
    submittedAt: InstantShape,
    zone: Type.String({ description: 'of the exam centre: the receipt and its check tell the same time' }),
    submittedBy: OneOf(['candidate', 'time', 'invigilator'] as const),
    answered: Type.Integer(),
    questions: Type.Integer(),
    root: Type.String({ description: 'hash of the frozen journal' }),
  }),
})
