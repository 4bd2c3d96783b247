import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { FractionShape, ModeShape } from '../../programme/contract.ts'
import { ClassStateShape, EnrolmentStateShape, nullable, NullableId, NullableText } from './shapes.ts'

const classSummary = {
  id: IdShape,
  filingNumber: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  courseId: IdShape,
  courseVersionId: IdShape,
  courseTitle: Type.String(),
  courseTitleEn: Type.String(),
  institutionId: IdShape,
  institutionName: Type.String(),
  institutionNameEn: Type.String(),
  mode: ModeShape,
  from: DayShape,
  to: DayShape,
  capacity: Type.Integer(),
  enrolled: Type.Integer({ description: 'with a place; the waiting list is not in it' }),
  waiting: Type.Integer(),
  feeFen: Type.Integer(),
  state: ClassStateShape,
  demo: Type.Boolean(),
}

export const ClassRowShape = Type.Object({
  ...classSummary,
  sessions: Type.Integer(),
  sessionsConfirmed: Type.Integer(),
  /** Sessions that have ended and whose attendance is not confirmed yet. */
  sessionsOverdue: Type.Integer(),
})
export type ClassRow = Static<typeof ClassRowShape>

export const listClasses = endpoint({
  id: 'training.listClasses',
  method: 'GET',
  path: '/api/v1/classes',
  title: { zh: '培训班列表（按角色范围）', en: 'Classes within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    programmeId: Type.Optional(IdShape),
    institutionId: Type.Optional(IdShape),
    courseId: Type.Optional(IdShape),
    state: Type.Optional(ClassStateShape),
    mode: Type.Optional(ModeShape),
    from: Type.Optional(
      Type.String({ format: 'date', description: 'classes that last until this day or later' }),
    ),
    to: Type.Optional(
      Type.String({ format: 'date', description: 'classes that begin on this day or earlier' }),
    ),
    q: Type.Optional(
      Type.String({ maxLength: 100, description: 'part of a name or course title, or a filing number' }),
    ),
    overdue: Type.Optional(Type.Boolean({ description: 'only with attendance waiting to be confirmed' })),
    ...pageQuery,
  }),
  reply: Type.Object({
    ...Page(ClassRowShape).properties,
    counts: Type.Record(Type.String(), Type.Integer()),
  }),
})

export const SessionShape = Type.Object({
  id: IdShape,
  position: Type.Integer(),
  day: DayShape,
  start: Type.String(),
  end: Type.String(),
  minutes: Type.Integer(),
  roomId: NullableId,
  roomName: NullableText,
  place: Type.String(),
  teacherId: NullableId,
  teacherName: NullableText,
  topic: Type.String(),
  cancelled: Type.Boolean(),
  cancelledReason: Type.String(),
  /** Whether the session has begun and ended by the server's clock. */
  begun: Type.Boolean(),
  ended: Type.Boolean(),
  attendance: OneOf(['none', 'saved', 'confirmed'] as const),
  confirmedAt: nullable(InstantShape),
  present: Type.Integer(),
  late: Type.Integer(),
  early: Type.Integer(),
  absent: Type.Integer(),
})
export type Session = Static<typeof SessionShape>

export const ClassShape = Type.Object({
  ...classSummary,
  courseCode: Type.String(),
  courseVersion: Type.Integer(),
  category: OneOf(['public', 'professional'] as const),
  hasExam: Type.Boolean(),
  contact: Type.String(),
  notes: Type.String(),
  filedAt: InstantShape,
  lateReason: Type.String(),
  cancelledReason: Type.String(),
  closedAt: nullable(InstantShape),
  /** Share of the class's minutes one must attend to complete it. */
  attendanceShare: FractionShape,
  totalMinutes: Type.Integer(),
  requiredMinutes: Type.Integer(),
  sessions: Type.Array(SessionShape),
  revision: Type.Integer(),
  may: MayShape,
})
export type ClassDetail = Static<typeof ClassShape>

export const classParams = Type.Object({ classId: IdShape })

export const readClass = endpoint({
  id: 'training.readClass',
  method: 'GET',
  path: '/api/v1/classes/:classId',
  title: { zh: '培训班', en: 'A class' },
  audience: 'signed-in',
  params: classParams,
  reply: ClassShape,
})

/** Hours of a class at which the person is expected in another one too: they count once. */
export const OverlapShape = Type.Object({
  classId: IdShape,
  className: Type.String(),
  classNameEn: Type.String(),
  day: DayShape,
  start: Type.String(),
  end: Type.String(),
})

const publicClass = {
  classId: IdShape,
  programmeId: IdShape,
  filingNumber: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  courseId: IdShape,
  courseTitle: Type.String(),
  courseTitleEn: Type.String(),
  institutionId: IdShape,
  institution: Type.String(),
  institutionEn: Type.String(),
  keyArea: Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }),
  mode: ModeShape,
  from: DayShape,
  to: DayShape,
  totalMinutes: Type.Integer(),
  feeFen: Type.Integer(),
  capacity: Type.Integer(),
  placesLeft: Type.Integer(),
  waiting: Type.Integer(),
  state: ClassStateShape,
}
export const PublicClassShape = Type.Object(publicClass)
export type PublicClass = Static<typeof PublicClassShape>

export const publicClasses = endpoint({
  id: 'training.publicClasses',
  method: 'GET',
  path: '/api/v1/public/classes',
  title: { zh: '正在报名的培训班', en: 'Classes open for enrolment' },
  audience: 'public',
  query: Type.Object({
    courseId: Type.Optional(IdShape),
    field: Type.Optional(Type.String({ maxLength: 100, description: 'code of a key area' })),
    mode: Type.Optional(ModeShape),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    ...pageQuery,
  }),
  reply: Page(PublicClassShape),
})

export const readPublicClass = endpoint({
  id: 'training.readPublicClass',
  method: 'GET',
  path: '/api/v1/public/classes/:classId',
  title: { zh: '培训班公开页', en: 'Public page of a class' },
  audience: 'public',
  params: classParams,
  reply: Type.Object({
    ...publicClass,
    contact: Type.String(),
    notes: Type.String(),
    hasExam: Type.Boolean(),
    sessions: Type.Array(
      Type.Object({
        day: DayShape,
        start: Type.String(),
        end: Type.String(),
        minutes: Type.Integer(),
        roomName: NullableText,
        teacherName: NullableText,
        topic: Type.String(),
        cancelled: Type.Boolean(),
      }),
    ),
    /** The reader's own enrolment, when a professional asks. */
    /** Of the person signed in. */
    overlap: nullable(OverlapShape),
    mine: nullable(
      Type.Object({
        enrolmentId: IdShape,
        state: EnrolmentStateShape,
        waitingPosition: nullable(Type.Integer()),
      }),
    ),
    ownStaff: Type.Boolean({
      description: 'people sent by an employer the reader acts for are in it',
    }),
  }),
})
