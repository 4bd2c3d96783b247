import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { ActShape, sittingParams } from './act-shapes.ts'
import { nullable } from './shapes.ts'

const SignedShape = Type.Object({
  recordId: IdShape,
  hash: Type.String(),
  madeAt: InstantShape,
  signatures: Type.Array(Type.Object({ name: Type.String(), signedAt: InstantShape })),
})

export const showRoomRecord = endpoint({
  id: 'exams.showRoomRecord',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/room-record',
  title: { zh: '考场记录', en: 'Room record' },
  audience: 'signed-in',
  params: sittingParams,
  query: Type.Object({
    roomId: Type.Optional(IdShape),
  }),
  reply: Type.Object({
    content: Type.Object({
      sitting: IdShape,
      number: Type.Integer(),
      title: Type.String(),
      site: nullable(Type.String()),
      room: nullable(Type.String()),
      opensAt: InstantShape,
      closesAt: InstantShape,
      paperHash: Type.String(),
      candidates: Type.Array(
        Type.Object({
          name: Type.String(),
          ticketNumber: Type.String(),
          seat: nullable(Type.Integer()),
          state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
          identitySeen: Type.Boolean(),
          startedAt: nullable(InstantShape),
          late: Type.Boolean(),
          submittedAt: nullable(InstantShape),
          submittedBy: nullable(OneOf(['candidate', 'time', 'invigilator'] as const)),
          answered: Type.Integer(),
          receipt: nullable(Type.String()),
          addedSeconds: Type.Integer(),
          heldSeconds: Type.Integer(),
        }),
      ),
      acts: Type.Array(Type.Object({ ...ActShape, tickets: Type.Array(Type.String()) })),
    }),
    hash: Type.String(),
    changedSince: Type.Boolean({ description: 'the log went on after two people had signed' }),
    stillOpen: Type.Integer({ description: 'candidates who write or may still come' }),
    complete: Type.Boolean({ description: 'signed by two' }),
    signed: nullable(SignedShape),
    mine: Type.Boolean({ description: 'the reader has signed it' }),
    newHash: Type.String({ description: 'hash of the record as the log gives it now' }),
    zone: Type.String(),
    may: MayShape,
  }),
})

export const signRoomRecord = endpoint({
  id: 'exams.signRoomRecord',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/room-record/signatures',
  title: { zh: '签署考场记录', en: 'Sign the room record' },
  audience: 'signed-in',
  params: sittingParams,
  body: Type.Object({
    roomId: Type.Optional(IdShape),
    hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the record that was read' }),
  }),
  reply: Type.Object({
    recordId: IdShape,
    hash: Type.String(),
    signatures: Type.Integer(),
    complete: Type.Boolean(),
  }),
  status: 201,
})
