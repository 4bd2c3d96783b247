import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

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
const CodeShape = OneOf(incidentCodes)

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

const ScopeShape = OneOf(['seat', 'room', 'sitting'] as const)
const HoldShape = nullable(Type.Object({ since: InstantShape, until: nullable(InstantShape) }))
const SecondsShape = Type.Integer()

const sitting = Type.Object({ sittingId: IdShape })
const seat = Type.Object({ sittingId: IdShape, attemptId: IdShape })
/** Whom an act is for: seats by name, a room, or, with neither, the whole sitting. */
const reach = {
  attemptIds: Type.Optional(Type.Array(IdShape, { minItems: 1, maxItems: 5000 })),
  roomId: Type.Optional(IdShape),
}
const ReasonShape = Type.String({ minLength: 2, maxLength: 400 })
const DoneShape = Type.Object({ actId: IdShape, seats: Type.Integer() })

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
  params: sitting,
  reply: Type.Object({
    serverTime: InstantShape,
    questions: Type.Integer(),
    rooms: Type.Array(
      Type.Object({ roomId: IdShape, name: Type.String(), seats: Type.Integer(), used: Type.Boolean() }),
    ),
    items: Type.Array(SeatShape),
  }),
})

const PlaceShape = Type.Object({
  roomId: nullable(IdShape),
  room: nullable(Type.String()),
  seat: nullable(Type.Integer()),
})
const ActShape = {
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
  }),
  at: InstantShape,
  by: nullable(Type.String()),
}

export const listActs = endpoint({
  id: 'exams.listActs',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/acts',
  title: { zh: '监考记录', en: 'What invigilators did' },
  audience: 'signed-in',
  params: sitting,
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

export const holdSeats = endpoint({
  id: 'exams.holdSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/holds',
  title: { zh: '暂停作答', en: 'Hold seats' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({
    ...reach,
    cause: OneOf(holdCauses),
    reason: ReasonShape,
    pastClose: Type.Optional(
      Type.Boolean({
        description:
          'the close moves by what is held; must be said, either way, where the close would cut somebody at once',
      }),
    ),
  }),
  reply: Type.Object({
    actId: IdShape,
    held: Type.Integer(),
    cut: Type.Integer({ description: 'seats whose time the close of the sitting cuts' }),
  }),
  status: 201,
})

export const resumeSeats = endpoint({
  id: 'exams.resumeSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/releases',
  title: { zh: '恢复作答', en: 'Let held seats go on' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({ ...reach, reason: Type.Optional(ReasonShape) }),
  reply: Type.Object({
    actId: IdShape,
    resumed: Type.Integer(),
    stillHeld: Type.Integer({ description: 'seats that stay held for a matter of their own' }),
    effectiveAt: InstantShape,
  }),
  status: 201,
})

export const admitSeats = endpoint({
  id: 'exams.admitSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/admissions',
  title: { zh: '核验入场', en: 'Admit candidates' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({
    ...reach,
    identitySeen: Type.Boolean(),
    note: Type.Optional(Type.String({ maxLength: 400 })),
  }),
  reply: DoneShape,
  status: 201,
})

export const fenceSeats = endpoint({
  id: 'exams.fenceSeats',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/fences',
  title: { zh: '停用页面', en: 'Shut out a page' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({
    attemptIds: Type.Array(IdShape, { minItems: 1, maxItems: 200 }),
    reason: ReasonShape,
  }),
  reply: DoneShape,
  status: 201,
})

export const moveSeat = endpoint({
  id: 'exams.moveSeat',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/moves',
  title: { zh: '换座', en: 'Move to another seat' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({
    roomId: Type.Optional(IdShape),
    seat: Type.Integer({ minimum: 1, maximum: 10_000 }),
    reason: ReasonShape,
  }),
  reply: Type.Object({ actId: IdShape }),
  status: 201,
})

export const sendMessage = endpoint({
  id: 'exams.sendMessage',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/messages',
  title: { zh: '通知考生', en: 'Send a message to seats' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({ ...reach, text: Type.String({ minLength: 2, maxLength: 400 }) }),
  reply: DoneShape,
  status: 201,
})

export const submitSeat = endpoint({
  id: 'exams.submitSeat',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/collection',
  title: { zh: '收卷', en: 'Hand in for a candidate' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({ reason: ReasonShape }),
  reply: Type.Object({ receipt: Type.String(), answered: Type.Integer() }),
  status: 201,
})

export const noteIncident = endpoint({
  id: 'exams.noteIncident',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/incidents',
  title: { zh: '记录情况', en: 'Put an incident on record' },
  audience: 'signed-in',
  params: sitting,
  body: Type.Object({ ...reach, code: CodeShape, note: ReasonShape }),
  reply: DoneShape,
  status: 201,
})

export const countTail = endpoint({
  id: 'exams.countTail',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/attempts/:attemptId/tail-consents',
  title: { zh: '滞留答案计入', en: 'Let answers left behind count' },
  audience: 'signed-in',
  params: seat,
  body: Type.Object({
    epoch: Type.Integer({ minimum: 1 }),
    through: Type.Integer({
      minimum: 1,
      description: 'as the console shows it; refused once it has changed',
    }),
    reason: ReasonShape,
  }),
  reply: Type.Object({
    consents: Type.Integer(),
    counts: Type.Boolean({ description: 'two people have said so' }),
  }),
  status: 201,
})

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
  params: sitting,
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
          addedSeconds: SecondsShape,
          heldSeconds: SecondsShape,
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
  params: sitting,
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

export const listMessages = endpoint({
  id: 'exams.listMessages',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/messages',
  title: { zh: '监考通知', en: 'Messages of the invigilator' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        number: Type.Integer(),
        text: Type.String(),
        at: InstantShape,
        readAt: nullable(InstantShape),
      }),
    ),
  }),
})

export const readMessages = endpoint({
  id: 'exams.readMessages',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/message-readings',
  title: { zh: '确认已读通知', en: 'Confirm having read messages' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({ through: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
  reply: Type.Object({ through: Type.Integer() }),
})
