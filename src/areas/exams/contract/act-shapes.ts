import { Type } from 'typebox'
import { IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { nullable } from './shapes.ts'

/** Codes an incident is put on record under: 断电, 断网, 设备, 软件, 试题, 身份, 违纪, 医疗, 环境. */
export const incidentCodes = [
  'power',
  'network',
  'machine',
  'software',
  'question',
  'identity',
  'misconduct',
  'medical',
  'environment',
] as const
export const CodeShape = OneOf(incidentCodes)

/** Why seats are held. */
export const holdCauses = [
  'power',
  'network',
  'machine',
  'software',
  'question',
  'medical',
  'environment',
  'other',
] as const

/** Which sitting an act or a record belongs to. */
export const sittingParams = Type.Object({ sittingId: IdShape })

const ScopeShape = OneOf(['seat', 'room', 'sitting'] as const)
const PlaceShape = Type.Object({
  roomId: nullable(IdShape),
  room: nullable(Type.String()),
  seat: nullable(Type.Integer()),
})
/** One act as logs and records show it. */
export const ActShape = {
  kind: OneOf([
    'admit',
    'fence',
    'move',
    'message',
    'incident',
    'time',
    'hold',
    'release',
    'submit',
    'tail',
    'late',
  ] as const),
  scope: ScopeShape,
  code: nullable(Type.String({ description: 'code of an incident, cause of time given or held' })),
  note: Type.String(),
  facts: Type.Object({
    identitySeen: Type.Optional(Type.Boolean()),
    from: Type.Optional(PlaceShape),
    to: Type.Optional(PlaceShape),
    seconds: Type.Optional(Type.Integer()),
    pastClose: Type.Optional(Type.Boolean()),
    effectiveAt: Type.Optional(Type.String()),
    accepted: Type.Optional(Type.Boolean({ description: 'late answers count, or do not' })),
  }),
  at: InstantShape,
  by: nullable(Type.String()),
}
