import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { ModeShape } from '../../programme/contract.ts'
import { classParams, OverlapShape } from './classes.ts'
import {
  AttendanceStatusShape,
  ClassStateShape,
  enrolmentSources,
  EnrolmentStateShape,
  nullable,
  NullableId,
  NullableText,
} from './shapes.ts'

const RefusedReason = Type.Object({
  /** Code of a reason; its sentence is in the words of the screens. */
  code: OneOf(['attendance.short', 'exam.failed', 'exam.not-taken', 'exam.pending'] as const),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})

export const OutcomeShape = Type.Object({
  attendedMinutes: Type.Integer(),
  totalMinutes: Type.Integer(),
  requiredMinutes: Type.Integer(),
  score: nullable(Type.String({ description: 'as released, exact text' })),
  maximum: NullableText,
  grade: NullableText,
  gradeEn: NullableText,
  examDate: nullable(DayShape),
  decision: OneOf(['completed', 'not-completed'] as const),
  reasons: Type.Array(RefusedReason),
})
export type Outcome = Static<typeof OutcomeShape>

export const EnrolmentRowShape = Type.Object({
  id: IdShape,
  personId: IdShape,
  name: Type.String(),
  personClass: NullableText,
  employerId: NullableId,
  employerName: NullableText,
  source: OneOf(enrolmentSources),
  state: EnrolmentStateShape,
  seat: Type.Integer({ description: 'order of enrolment, which is the seating order' }),
  waitingPosition: nullable(Type.Integer({ minimum: 1 })),
  rosterRow: nullable(Type.Integer()),
  appliedAt: InstantShape,
  withdrawnReason: Type.String(),
  /** Minutes proven so far: latest marks of confirmed sessions. */
  attendedMinutes: Type.Integer(),
  outcome: nullable(OutcomeShape),
  may: MayShape,
})
export type EnrolmentRow = Static<typeof EnrolmentRowShape>

export const listEnrolments = endpoint({
  id: 'training.listEnrolments',
  method: 'GET',
  path: '/api/v1/classes/:classId/enrolments',
  title: { zh: '学员名单', en: 'People of a class' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({
    state: Type.Optional(EnrolmentStateShape),
    employerId: Type.Optional(IdShape),
    q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name' })),
    ...pageQuery,
  }),
  reply: Type.Object({
    ...Page(EnrolmentRowShape).properties,
    counts: Type.Record(Type.String(), Type.Integer()),
  }),
})

export const exportEnrolments = endpoint({
  id: 'training.exportEnrolments',
  method: 'GET',
  path: '/api/v1/classes/:classId/enrolments.xlsx',
  title: { zh: '导出学员名单与结业结果', en: 'People and results of a class as a spreadsheet' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({ language: Type.Optional(OneOf(['zh', 'en'] as const)) }),
  reply: Type.Unsafe<unknown>({}),
  produces: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
})

/** `waiting` with a position, or `confirmed`; `already` when the person was in the class before. */
const EnrolledShape = Type.Object({
  enrolmentId: IdShape,
  state: EnrolmentStateShape,
  waitingPosition: nullable(Type.Integer()),
  already: Type.Boolean(),
  overlap: nullable(OverlapShape),
})

export const enrolSelf = endpoint({
  id: 'training.enrolSelf',
  method: 'POST',
  path: '/api/v1/classes/:classId/enrol',
  title: { zh: '本人报名', en: 'Enrol oneself' },
  audience: 'signed-in',
  params: classParams,
  body: Empty,
  reply: EnrolledShape,
  status: 201,
})

export const enrolPeople = endpoint({
  id: 'training.enrolPeople',
  method: 'POST',
  path: '/api/v1/classes/:classId/enrolments',
  title: { zh: '为已登记人员报名', en: 'Enrol people already on record' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    personIds: Type.Array(IdShape, { minItems: 1, maxItems: 1000, uniqueItems: true }),
    employerId: Type.Optional(
      Type.String({ format: 'uuid', description: 'who sends them; an employer always sends its own' }),
    ),
  }),
  reply: Type.Object({
    confirmed: Type.Integer(),
    waiting: Type.Integer(),
    already: Type.Integer(),
    /** When, not where: who sends people need not learn what else they are enrolled in. */
    overlaps: Type.Array(
      Type.Object({ personId: IdShape, day: DayShape, start: Type.String(), end: Type.String() }),
      { description: 'people expected in another class at the same time, where hours count once' },
    ),
  }),
  status: 201,
})

export const withdrawEnrolment = endpoint({
  id: 'training.withdrawEnrolment',
  method: 'POST',
  path: '/api/v1/enrolments/:enrolmentId/withdraw',
  title: { zh: '退出培训班', en: 'Withdraw from a class' },
  audience: 'signed-in',
  params: Type.Object({ enrolmentId: IdShape }),
  body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: Type.Object({ promoted: Type.Integer({ description: 'taken in from the waiting list' }) }),
})

export const MyClassShape = Type.Object({
  enrolmentId: IdShape,
  classId: IdShape,
  programmeId: IdShape,
  className: Type.String(),
  classNameEn: Type.String(),
  courseTitle: Type.String(),
  courseTitleEn: Type.String(),
  institution: Type.String(),
  institutionEn: Type.String(),
  mode: ModeShape,
  from: DayShape,
  to: DayShape,
  classState: ClassStateShape,
  state: EnrolmentStateShape,
  waitingPosition: nullable(Type.Integer()),
  attendedMinutes: Type.Integer(),
  confirmedMinutes: Type.Integer({ description: 'minutes of the sessions confirmed so far' }),
  totalMinutes: Type.Integer(),
  requiredMinutes: Type.Integer(),
  nextSession: nullable(
    Type.Object({
      day: DayShape,
      start: Type.String(),
      end: Type.String(),
      roomName: NullableText,
      place: Type.String(),
      topic: Type.String(),
    }),
  ),
  outcome: nullable(OutcomeShape),
  may: MayShape,
})
export type MyClass = Static<typeof MyClassShape>

export const myClasses = endpoint({
  id: 'training.myClasses',
  method: 'GET',
  path: '/api/v1/my/classes',
  title: { zh: '我的培训班', en: 'My classes' },
  audience: 'signed-in',
  query: Type.Object({ ...pageQuery }),
  reply: Page(MyClassShape),
})

export const myAttendance = endpoint({
  id: 'training.myAttendance',
  method: 'GET',
  path: '/api/v1/enrolments/:enrolmentId/attendance',
  title: { zh: '一名学员的逐次考勤', en: 'Attendance of one person, session by session' },
  audience: 'signed-in',
  params: Type.Object({ enrolmentId: IdShape }),
  reply: Type.Object({
    enrolmentId: IdShape,
    personId: IdShape,
    name: Type.String(),
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    attendedMinutes: Type.Integer(),
    totalMinutes: Type.Integer(),
    requiredMinutes: Type.Integer(),
    sessions: Type.Array(
      Type.Object({
        sessionId: IdShape,
        position: Type.Integer(),
        day: DayShape,
        start: Type.String(),
        end: Type.String(),
        topic: Type.String(),
        minutes: Type.Integer(),
        cancelled: Type.Boolean(),
        confirmed: Type.Boolean(),
        status: nullable(AttendanceStatusShape),
        attendedMinutes: nullable(Type.Integer()),
        /** Given when the mark was corrected after confirmation. */
        correctedAt: nullable(InstantShape),
        reason: Type.String(),
      }),
    ),
  }),
})
