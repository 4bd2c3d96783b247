import { type Static, type TSchema, Type } from 'typebox'
import { IdShape, OneOf } from '../../../wire/shapes.ts'

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

export const nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])
export const NullableText = nullable(Type.String())
export const NullableId = nullable(IdShape)
