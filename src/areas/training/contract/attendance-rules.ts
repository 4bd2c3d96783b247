import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape } from '../../../wire/shapes.ts'
import { FractionShape } from '../../programme/contract.ts'
import { nullable } from './shapes.ts'

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
