import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, IdShape, NameOf, OneOf, TimeShape } from '../../../wire/shapes.ts'
import { ModeShape } from '../../programme/contract.ts'
import { ClassStateShape, nullable, NullableId, NullableText } from './shapes.ts'

const sessionFacts = {
  day: DayShape,
  start: TimeShape,
  end: TimeShape,
  minutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'taught minutes, breaks taken off' }),
  roomId: Type.Optional(NullableId),
  place: Type.Optional(
    Type.String({ maxLength: 300, description: 'address or link, where it is no room on the register' }),
  ),
  teacherId: Type.Optional(NullableId),
  topic: Type.Optional(Type.String({ maxLength: 300 })),
}
export const SessionToFileShape = Type.Object(sessionFacts)
export type SessionToFile = Static<typeof SessionToFileShape>
export const SessionToEditShape = Type.Object({
  id: Type.Optional(
    Type.String({ format: 'uuid', description: 'of a session there already; without: a new one' }),
  ),
  ...sessionFacts,
})
export type SessionToEdit = Static<typeof SessionToEditShape>

export const classFacts = {
  name: Type.Optional(NameOf(200, { description: 'the course title and the class’s ordinal unless told' })),
  nameEn: Type.Optional(
    NameOf(200, {
      description: 'the same in English; made with `name` unless that is told, empty where there is none',
    }),
  ),
  capacity: Type.Integer({ minimum: 1, maximum: 200_000 }),
  feeFen: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100_000_000, description: 'the course’s fee unless told' }),
  ),
  contact: Type.Optional(Type.String({ maxLength: 300 })),
  notes: Type.Optional(Type.String({ maxLength: 3000 })),
}

export const fileClass = endpoint({
  id: 'training.fileClass',
  method: 'POST',
  path: '/api/v1/classes',
  title: { zh: '办班备案', en: 'File a class' },
  audience: 'signed-in',
  body: Type.Object({
    institutionId: IdShape,
    courseVersionId: IdShape,
    mode: ModeShape,
    ...classFacts,
    sessions: Type.Array(SessionToFileShape, { minItems: 1, maxItems: 400 }),
    lateReason: Type.Optional(
      Type.String({
        maxLength: 500,
        description: 'why it is filed after it began; required then, kept on the record',
      }),
    ),
    openEnrolment: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'false: filed for a closed group, enrolment opens later or never',
      }),
    ),
  }),
  reply: Type.Object({
    classId: IdShape,
    filingNumber: Type.String(),
    name: Type.String(),
    state: ClassStateShape,
  }),
  status: 201,
})

/** One thing in the way of a session; `session` counts from 0 in the order sent. */
export const ClashShape = Type.Object({
  session: Type.Integer(),
  kind: OneOf(['room', 'teacher', 'overlap', 'seats'] as const),
  /** The class that holds the room or teacher; null for an overlap within the class itself and for seats. */
  className: NullableText,
  classNameEn: NullableText,
  classId: NullableId,
  otherSession: nullable(Type.Integer({ description: 'the other session of this class, for an overlap' })),
  day: DayShape,
  start: Type.String(),
  end: Type.String(),
  roomName: NullableText,
  teacherName: NullableText,
  seats: nullable(Type.Integer()),
})
export type Clash = Static<typeof ClashShape>

const BusyShape = Type.Object({
  roomId: NullableId,
  teacherId: NullableId,
  roomName: NullableText,
  teacherName: NullableText,
  day: DayShape,
  start: Type.String(),
  end: Type.String(),
  className: Type.String(),
  classNameEn: Type.String(),
})

export const checkSchedule = endpoint({
  id: 'training.checkSchedule',
  method: 'POST',
  path: '/api/v1/schedule-checks',
  title: { zh: '检查课次安排是否冲突（不保存）', en: 'Check a schedule for clashes, changing nothing' },
  audience: 'signed-in',
  body: Type.Object({
    institutionId: IdShape,
    exceptClassId: Type.Optional(IdShape),
    capacity: Type.Optional(Type.Integer({ minimum: 0, maximum: 200_000 })),
    sessions: Type.Array(SessionToFileShape, { maxItems: 400 }),
  }),
  reply: Type.Object({
    clashes: Type.Array(ClashShape),
    /** Other classes’ bookings of the same rooms and teachers in these days, to be drawn. */
    busy: Type.Array(BusyShape),
    totalMinutes: Type.Integer(),
  }),
})

export const CourseToFileShape = Type.Object({
  courseId: IdShape,
  versionId: IdShape,
  code: Type.String(),
  number: Type.Integer(),
  title: Type.String(),
  titleEn: Type.String(),
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  minutesByMode: Type.Record(Type.String(), Type.Integer()),
  totalMinutes: Type.Integer(),
  feeFen: Type.Integer(),
  hasExam: Type.Boolean(),
  validFrom: DayShape,
  validTo: DayShape,
  /** What the class will be called unless told otherwise. */
  nextClassName: Type.String(),
  nextClassNameEn: Type.String(),
})

export const coursesToFile = endpoint({
  id: 'training.coursesToFile',
  method: 'GET',
  path: '/api/v1/organisations/:institutionId/courses-to-file',
  title: { zh: '可备案开班的课程', en: 'Courses a class can be filed from' },
  audience: 'signed-in',
  params: Type.Object({ institutionId: IdShape }),
  reply: Type.Object({ items: Type.Array(CourseToFileShape) }),
})
