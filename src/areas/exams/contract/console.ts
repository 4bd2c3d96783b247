import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { ActShape, CodeShape, sittingParams } from './act-shapes.ts'
import { nullable } from './shapes.ts'

const HoldShape = nullable(Type.Object({ since: InstantShape, until: nullable(InstantShape) }))
const SecondsShape = Type.Integer()

export const SeatShape = Type.Object({
  attemptId: IdShape,
  name: Type.String(),
  ticketNumber: Type.String(),
  roomId: nullable(IdShape),
  room: nullable(Type.String()),
  seat: nullable(Type.Integer()),
  state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
  startedAt: nullable(InstantShape),
  deadline: nullable(InstantShape),
  leftSeconds: nullable(SecondsShape),
  held: HoldShape,
  heldForItself: Type.Boolean({ description: 'held by name: releasing the room leaves it held' }),
  slackSeconds: nullable(
    Type.Integer({ description: 'how long it can be held before the close cuts what is given back' }),
  ),
  addedSeconds: SecondsShape,
  heldSeconds: SecondsShape,
  silentSeconds: Type.Integer({
    description: 'without a sign of life before a page was let in, holds apart',
  }),
  answered: Type.Integer(),
  unsent: nullable(Type.Integer()),
  lastContact: nullable(InstantShape),
  epochs: Type.Integer({ description: 'pages let in so far' }),
  foreign: Type.Integer({ description: 'records kept apart as evidence' }),
  leftBehind: Type.Integer({ description: 'answers kept that arrived from a page already shut out' }),
  tails: Type.Array(
    Type.Object({
      epoch: Type.Integer(),
      through: Type.Integer(),
      answers: Type.Integer(),
      names: Type.Array(Type.String(), { description: 'who has said that they count' }),
    }),
    { description: 'what earlier pages left behind, newest first' },
  ),
  awaited: Type.Boolean({
    description: 'its time is over and it was not heard of since: answers may still be on their way',
  }),
  late: Type.Array(
    Type.Object({
      epoch: Type.Integer(),
      through: Type.Integer(),
      answers: Type.Integer(),
      signed: Type.Boolean({ description: 'by the key of that page' }),
      /** When the last of them was made, as the page states; when the seat was last heard of before. */
      claimedUntil: nullable(InstantShape),
      silentFrom: nullable(InstantShape),
      receivedAt: InstantShape,
    }),
    { description: 'answers that arrived after the deadline and wait for a decision' },
  ),
  shut: Type.Boolean(),
  moved: Type.Boolean(),
  identitySeen: Type.Boolean(),
  incidents: Type.Integer(),
  incident: nullable(CodeShape),
  unread: Type.Integer({ description: 'messages not read yet' }),
  submittedAt: nullable(InstantShape),
  submittedBy: nullable(OneOf(['candidate', 'time', 'invigilator'] as const)),
  receipt: nullable(Type.String()),
})
export type ConsoleSeat = Static<typeof SeatShape>

export const showConsole = endpoint({
  id: 'exams.showConsole',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/console',
  title: { zh: '监考台', en: 'Invigilator console' },
  audience: 'signed-in',
  params: sittingParams,
  reply: Type.Object({
    serverTime: InstantShape,
    questions: Type.Integer(),
    rooms: Type.Array(
      Type.Object({ roomId: IdShape, name: Type.String(), seats: Type.Integer(), used: Type.Boolean() }),
    ),
    items: Type.Array(SeatShape),
  }),
})

export const listActs = endpoint({
  id: 'exams.listActs',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/acts',
  title: { zh: '监考记录', en: 'What invigilators did' },
  audience: 'signed-in',
  params: sittingParams,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        ...ActShape,
        seats: Type.Integer(),
        names: Type.Array(Type.String(), { description: 'at most three' }),
      }),
    ),
  }),
})
