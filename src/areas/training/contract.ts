import { Type, type Static, type TSchema } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameOf,
  NameShape,
  OneOf,
  TimeShape,
} from '../../wire/shapes.ts'
import { FractionShape, ModeShape } from '../programme/contract.ts'

/** Filed → enrolling → running → finished → closing → closed; cancelled from anywhere before closing. */
export const classStates = [
  'filed',
  'enrolling',
  'running',
  'finished',
  'closing',
  'closed',
  'cancelled',
] as const
export const ClassStateShape = OneOf(classStates)
export type ClassState = Static<typeof ClassStateShape>

export const enrolmentStates = ['confirmed', 'waiting', 'withdrawn', 'completed', 'not-completed'] as const
export const EnrolmentStateShape = OneOf(enrolmentStates)
export const enrolmentSources = ['roster', 'self', 'nomination'] as const

/** Present is the default; late and early come with the minutes really attended. */
export const attendanceStatuses = ['present', 'absent', 'late', 'early'] as const
export const AttendanceStatusShape = OneOf(attendanceStatuses)
export type AttendanceStatus = Static<typeof AttendanceStatusShape>

const nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])
const NullableText = nullable(Type.String())
const NullableId = nullable(IdShape)

// ---------------------------------------------------------------------------------------------------------- teachers

export const TeacherShape = Type.Object({
  id: IdShape,
  institutionId: IdShape,
  name: Type.String(),
  title: Type.String({ description: 'professional title, 高级工程师' }),
  active: Type.Boolean(),
  sessions: Type.Integer({ description: 'sessions taught or planned' }),
})
export type Teacher = Static<typeof TeacherShape>
const teacherFacts = { name: NameShape, title: NameOf(100) }

export const listTeachers = endpoint({
  id: 'training.listTeachers',
  method: 'GET',
  path: '/api/v1/organisations/:institutionId/teachers',
  title: { zh: '授课教师', en: 'Teachers of an institution' },
  audience: 'signed-in',
  params: Type.Object({ institutionId: IdShape }),
  reply: Type.Object({ items: Type.Array(TeacherShape), may: MayShape }),
})

export const addTeacher = endpoint({
  id: 'training.addTeacher',
  method: 'POST',
  path: '/api/v1/organisations/:institutionId/teachers',
  title: { zh: '添加教师', en: 'Add a teacher' },
  audience: 'signed-in',
  params: Type.Object({ institutionId: IdShape }),
  body: Type.Object({ name: NameShape, title: Type.Optional(NameOf(100)) }),
  reply: Type.Object({ teacherId: IdShape }),
  status: 201,
})

export const editTeacher = endpoint({
  id: 'training.editTeacher',
  method: 'PUT',
  path: '/api/v1/teachers/:teacherId',
  title: { zh: '修改教师', en: 'Edit a teacher' },
  audience: 'signed-in',
  params: Type.Object({ teacherId: IdShape }),
  body: Type.Object({
    ...teacherFacts,
    active: Type.Boolean({ description: 'false: no longer offered for new classes' }),
  }),
  reply: Empty,
  status: 204,
})

// ---------------------------------------------------------------------------------------------------- classes: filing

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

const classFacts = {
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

// --------------------------------------------------------------------------------------------------- classes: reading

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

const classParams = Type.Object({ classId: IdShape })

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
const OverlapShape = Type.Object({
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

// -------------------------------------------------------------------------------------------------- classes: changing

export const editClass = endpoint({
  id: 'training.editClass',
  method: 'PUT',
  path: '/api/v1/classes/:classId',
  title: { zh: '变更备案事项', en: 'Change a filed class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    revision: Type.Integer(),
    name: NameShape,
    nameEn: classFacts.nameEn,
    capacity: classFacts.capacity,
    feeFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    contact: Type.String({ maxLength: 300 }),
    notes: Type.String({ maxLength: 3000 }),
    sessions: Type.Array(SessionToEditShape, { minItems: 1, maxItems: 400 }),
  }),
  reply: Type.Object({
    revision: Type.Integer(),
    promoted: Type.Integer({ description: 'taken in from the waiting list' }),
  }),
})

export const openEnrolment = endpoint({
  id: 'training.openEnrolment',
  method: 'POST',
  path: '/api/v1/classes/:classId/open-enrolment',
  title: { zh: '开放报名', en: 'Open enrolment' },
  audience: 'signed-in',
  params: classParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const startClass = endpoint({
  id: 'training.startClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/start',
  title: { zh: '开班', en: 'Start a class' },
  audience: 'signed-in',
  params: classParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const cancelClass = endpoint({
  id: 'training.cancelClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/cancel',
  title: { zh: '取消培训班', en: 'Cancel a class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    filingNumber: Type.String({ maxLength: 60, description: 'typed by hand: it cannot be undone' }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Empty,
  status: 204,
})

const sessionParams = Type.Object({ sessionId: IdShape })

export const cancelSession = endpoint({
  id: 'training.cancelSession',
  method: 'POST',
  path: '/api/v1/class-sessions/:sessionId/cancel',
  title: { zh: '取消一次课', en: 'Cancel a session' },
  audience: 'signed-in',
  params: sessionParams,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})

// --------------------------------------------------------------------------------------------------------- enrolment

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

// ------------------------------------------------------------------------------------------------------------ roster

const RosterFindingShape = Type.Object({
  row: Type.Integer({ description: 'the file’s own row number: header 1, blank rows counted' }),
  column: Type.String({ description: 'header as the file writes it' }),
  code: Type.String(),
  message: Type.String(),
  name: Type.Optional(Type.String({ description: 'whom the row names, as it is written there' })),
  found: Type.Optional(Type.String()),
  suggestion: Type.Optional(Type.String({ description: 'shown only, never taken by itself' })),
})
export type RosterFinding = Static<typeof RosterFindingShape>

export const previewRoster = endpoint({
  id: 'training.previewRoster',
  method: 'POST',
  path: '/api/v1/classes/:classId/roster/preview',
  title: { zh: '预检报名名册（不改动任何内容）', en: 'Preview a roster, changing nothing' },
  audience: 'signed-in',
  params: classParams,
  multipart: true,
  reply: Type.Object({
    token: Type.String(),
    accepted: Type.Integer(),
    /** Of the accepted: people on record already, and people who are in this class already. */
    known: Type.Integer(),
    alreadyEnrolled: Type.Integer(),
    /** Places left in the class; accepted rows beyond them go on the waiting list. */
    placesLeft: Type.Integer(),
    refused: Type.Array(
      Type.Object({ ...RosterFindingShape.properties, also: Type.Array(RosterFindingShape) }),
    ),
    /** Cells left out of rows that were accepted all the same. */
    notes: Type.Array(RosterFindingShape),
    ignoredColumns: Type.Array(Type.String()),
  }),
})

export const applyRoster = endpoint({
  id: 'training.applyRoster',
  method: 'POST',
  path: '/api/v1/classes/:classId/roster/apply',
  title: { zh: '按预检结果报名（重复提交只生效一次）', en: 'Apply a previewed roster; twice is once' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Type.Object({
    /** `applying`: a big one, worked off by a job; ask again with the same token for progress. */
    state: OneOf(['applying', 'applied', 'stopped'] as const),
    accepted: Type.Integer(),
    enrolled: Type.Integer(),
    waiting: Type.Integer(),
    alreadyEnrolled: Type.Integer(),
    newPeople: Type.Integer(),
  }),
})

// -------------------------------------------------------------------------------------------------------- attendance

const MarkShape = Type.Object({
  enrolmentId: IdShape,
  seat: Type.Integer(),
  personId: IdShape,
  name: Type.String(),
  employerName: NullableText,
  /** Null: nothing recorded yet; the screen offers `present`. */
  status: nullable(AttendanceStatusShape),
  minutes: nullable(Type.Integer()),
  corrections: Type.Integer({ description: 'marks made after confirmation' }),
})
export type Mark = Static<typeof MarkShape>

export const readAttendance = endpoint({
  id: 'training.readAttendance',
  method: 'GET',
  path: '/api/v1/class-sessions/:sessionId/attendance',
  title: { zh: '一次课的考勤', en: 'Attendance of a session' },
  audience: 'signed-in',
  params: sessionParams,
  query: Type.Object({
    cursor: pageQuery.cursor,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 500 })),
  }),
  reply: Type.Object({
    session: SessionShape,
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    classState: ClassStateShape,
    /** Moves with every save and confirmation; send it back so that two people do not overwrite each other. */
    revision: Type.Integer(),
    items: Type.Array(MarkShape),
    next: NullableText,
    may: MayShape,
  }),
})

/** Everybody not named was there from beginning to end. */
const exceptionsShape = Type.Array(
  Type.Object({
    enrolmentId: IdShape,
    status: OneOf(['absent', 'late', 'early'] as const),
    minutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1440,
        description: 'minutes attended; required for late and early',
      }),
    ),
  }),
  { maxItems: 200_000 },
)
export const ExceptionShape = Type.Object({
  enrolmentId: IdShape,
  status: OneOf(['absent', 'late', 'early'] as const),
  minutes: Type.Optional(Type.Integer()),
})
export type Exception = Static<typeof ExceptionShape>

export const saveAttendance = endpoint({
  id: 'training.saveAttendance',
  method: 'PUT',
  path: '/api/v1/class-sessions/:sessionId/attendance',
  title: { zh: '保存考勤（全员默认出勤，只填例外）', en: 'Save attendance: everybody present but these' },
  audience: 'signed-in',
  params: sessionParams,
  body: Type.Object({ exceptions: exceptionsShape, revision: Type.Optional(Type.Integer()) }),
  reply: Type.Object({ recorded: Type.Integer(), changed: Type.Integer(), revision: Type.Integer() }),
})

export const confirmAttendance = endpoint({
  id: 'training.confirmAttendance',
  method: 'POST',
  path: '/api/v1/class-sessions/:sessionId/attendance/confirm',
  title: { zh: '确认考勤（此后只能更正）', en: 'Confirm attendance: from then on only corrections' },
  audience: 'signed-in',
  params: sessionParams,
  body: Type.Object({
    exceptions: Type.Optional(exceptionsShape),
    revision: Type.Optional(Type.Integer()),
  }),
  reply: Type.Object({
    recorded: Type.Integer(),
    attendedMinutes: Type.Integer(),
    classState: ClassStateShape,
  }),
})

export const correctAttendance = endpoint({
  id: 'training.correctAttendance',
  method: 'POST',
  path: '/api/v1/class-sessions/:sessionId/attendance/corrections',
  title: { zh: '更正已确认的考勤', en: 'Correct confirmed attendance' },
  audience: 'signed-in',
  params: sessionParams,
  body: Type.Object({
    enrolmentId: IdShape,
    status: AttendanceStatusShape,
    minutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1440 })),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Type.Object({ minutesBefore: Type.Integer(), minutesAfter: Type.Integer() }),
  status: 201,
})

export const listCorrections = endpoint({
  id: 'training.listCorrections',
  method: 'GET',
  path: '/api/v1/classes/:classId/attendance-corrections',
  title: { zh: '考勤更正记录', en: 'Corrections of attendance' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({ sessionId: Type.Optional(IdShape), ...pageQuery }),
  reply: Page(
    Type.Object({
      id: IdShape,
      sessionId: IdShape,
      day: DayShape,
      start: Type.String(),
      enrolmentId: IdShape,
      name: Type.String(),
      statusBefore: nullable(AttendanceStatusShape),
      minutesBefore: nullable(Type.Integer()),
      status: AttendanceStatusShape,
      minutes: Type.Integer(),
      reason: Type.String(),
      author: Type.String(),
      at: InstantShape,
    }),
  ),
})

export const attendanceMatrix = endpoint({
  id: 'training.attendanceMatrix',
  method: 'GET',
  path: '/api/v1/classes/:classId/attendance',
  title: { zh: '考勤总表', en: 'Attendance of the whole class' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({ ...pageQuery }),
  reply: Type.Object({
    sessions: Type.Array(
      Type.Object({
        id: IdShape,
        position: Type.Integer(),
        day: DayShape,
        start: Type.String(),
        minutes: Type.Integer(),
        confirmed: Type.Boolean(),
      }),
    ),
    ...Page(
      Type.Object({
        enrolmentId: IdShape,
        seat: Type.Integer(),
        name: Type.String(),
        attendedMinutes: Type.Integer(),
        /** In the order of `sessions`; null where nothing is recorded. */
        marks: Type.Array(
          nullable(
            Type.Object({
              status: AttendanceStatusShape,
              minutes: Type.Integer(),
              corrected: Type.Boolean(),
            }),
          ),
        ),
      }),
    ).properties,
  }),
})

// ----------------------------------------------------------------------------------------------------------- closing

const ChecklistItem = Type.Object({
  item: OneOf(['held', 'attendance', 'results', 'people'] as const),
  done: Type.Boolean(),
  /** Of how many things how many are ready: sessions confirmed, results released. */
  ready: Type.Integer(),
  total: Type.Integer(),
  /** Not asked of this class: a course without an exam needs no results. */
  needed: Type.Boolean(),
})

const VerdictShape = Type.Object({
  enrolmentId: IdShape,
  personId: IdShape,
  seat: Type.Integer(),
  name: Type.String(),
  employerName: NullableText,
  outcome: OutcomeShape,
})
export type Verdict = Static<typeof VerdictShape>

export const closingPreview = endpoint({
  id: 'training.closingPreview',
  method: 'GET',
  path: '/api/v1/classes/:classId/closing',
  title: { zh: '结班检查与结业名单', en: 'Before closing: checklist, and who gets what and why' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({
    decision: Type.Optional(OneOf(['completed', 'not-completed'] as const)),
    ...pageQuery,
  }),
  reply: Type.Object({
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    filingNumber: Type.String(),
    state: ClassStateShape,
    ready: Type.Boolean(),
    checklist: Type.Array(ChecklistItem),
    attendanceShare: FractionShape,
    completed: Type.Integer(),
    notCompleted: Type.Integer(),
    items: Type.Array(VerdictShape),
    next: NullableText,
    may: MayShape,
  }),
})

export const closeClass = endpoint({
  id: 'training.closeClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/close',
  title: { zh: '结班', en: 'Close a class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    filingNumber: Type.String({ maxLength: 60, description: 'typed by hand: closing cannot be undone' }),
  }),
  reply: Type.Object({ completed: Type.Integer(), notCompleted: Type.Integer(), state: ClassStateShape }),
})

// --------------------------------------------------------------------------------------------------- completion rule

export const AttendanceRuleShape = Type.Object({
  from: DayShape,
  share: FractionShape,
  basis: Type.String({ description: 'document the share rests on' }),
  setAt: nullable(InstantShape),
})

export const readAttendanceRules = endpoint({
  id: 'training.readAttendanceRules',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/attendance-rules',
  title: { zh: '结业出勤要求', en: 'Attendance required for completion' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  reply: Type.Object({ items: Type.Array(AttendanceRuleShape), fallback: FractionShape, may: MayShape }),
})

export const setAttendanceRule = endpoint({
  id: 'training.setAttendanceRule',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/attendance-rules',
  title: { zh: '设定结业出勤要求', en: 'Set the attendance required for completion' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  body: Type.Object({
    from: Type.String({ format: 'date', description: 'classes beginning on this day or later' }),
    share: FractionShape,
    basis: Type.String({ maxLength: 500 }),
  }),
  reply: Empty,
  status: 204,
})
