import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { sessionParams } from './class-acts.ts'
import { classParams, SessionShape } from './classes.ts'
import { AttendanceStatusShape, ClassStateShape, nullable, NullableText } from './shapes.ts'

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
