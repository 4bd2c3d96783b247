import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { BandShape, ReasonShape } from './arranging.ts'
import { TitleEnShape } from './journal.ts'
import { adjustmentCauses, nullable, ShareShape } from './shapes.ts'

const SittingShape = Type.Object({
  sittingId: IdShape,
  number: Type.Integer(),
  title: Type.String(),
  titleEn: TitleEnShape,
  programmeId: IdShape,
  classId: nullable(IdShape),
  className: nullable(Type.String()),
  classNameEn: nullable(Type.String()),
  siteId: nullable(IdShape),
  siteName: nullable(Type.String()),
  siteNameEn: nullable(Type.String()),
  roomId: nullable(IdShape),
  roomName: nullable(Type.String()),
  opensAt: InstantShape,
  entryUntil: InstantShape,
  closesAt: InstantShape,
  durationMinutes: Type.Integer(),
  phase: OneOf(['planned', 'open', 'over', 'cancelled'] as const),
  candidates: Type.Integer(),
  running: Type.Integer(),
  submitted: Type.Integer(),
  results: OneOf(['none', 'scored', 'released'] as const),
})

export const listSittings = endpoint({
  id: 'exams.listSittings',
  method: 'GET',
  path: '/api/v1/sittings',
  title: { zh: '考试安排', en: 'Sittings' },
  audience: 'signed-in',
  query: Type.Object({
    ...pageQuery,
    classId: Type.Optional(IdShape),
    programmeId: Type.Optional(IdShape),
    current: Type.Optional(
      Type.Boolean({ description: 'true: only those that are running or still to come' }),
    ),
  }),
  reply: Page(SittingShape),
})

export const showSitting = endpoint({
  id: 'exams.showSitting',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId',
  title: { zh: '一场考试', en: 'A sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    ...SittingShape.properties,
    paper: Type.Object({
      paperId: IdShape,
      title: Type.String(),
      hash: Type.String(),
      items: Type.Integer(),
      maximum: Type.String(),
    }),
    passMark: ShareShape,
    bands: Type.Array(BandShape),
    endedAt: nullable(InstantShape),
    endReason: nullable(Type.String()),
    cancelledAt: nullable(InstantShape),
    cancelReason: nullable(Type.String()),
    zone: Type.String(),
    may: MayShape,
  }),
})

export const listAttempts = endpoint({
  id: 'exams.listAttempts',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/attempts',
  title: { zh: '考场情况', en: 'Attempts of a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    serverTime: InstantShape,
    questions: Type.Integer(),
    items: Type.Array(
      Type.Object({
        attemptId: IdShape,
        name: Type.String(),
        ticketNumber: Type.String(),
        state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
        startedAt: nullable(InstantShape),
        deadline: nullable(InstantShape),
        addedSeconds: Type.Integer(),
        answered: Type.Integer(),
        unsent: nullable(Type.Integer()),
        lastContact: nullable(InstantShape),
        epochs: Type.Integer({ description: 'pages let in so far: 1 when nothing happened' }),
        foreign: Type.Integer({ description: 'records kept apart as evidence' }),
        submittedAt: nullable(InstantShape),
        submittedBy: nullable(OneOf(['candidate', 'time', 'invigilator'] as const)),
        receipt: nullable(Type.String()),
      }),
    ),
  }),
})

export const adjustTime = endpoint({
  id: 'exams.adjustTime',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/time-adjustments',
  title: { zh: '补时', en: 'Give time' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object({
    attemptIds: Type.Optional(
      Type.Array(IdShape, { minItems: 1, maxItems: 5000, description: 'all who are writing when left out' }),
    ),
    roomId: Type.Optional(IdShape),
    seconds: Type.Integer({ minimum: -86_400, maximum: 86_400 }),
    cause: OneOf(adjustmentCauses),
    reason: ReasonShape,
    pastClose: Type.Optional(
      Type.Boolean({ default: false, description: 'also beyond the close of the sitting' }),
    ),
  }),
  reply: Type.Object({
    actId: IdShape,
    attempts: Type.Array(
      Type.Object({ attemptId: IdShape, deadline: InstantShape, cutByClose: Type.Boolean() }),
    ),
  }),
  status: 201,
})

export const listTickets = endpoint({
  id: 'exams.listTickets',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/tickets',
  title: { zh: '准考证与入场验证码', en: 'Tickets with entry codes' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        attemptId: IdShape,
        personId: IdShape,
        name: Type.String(),
        ticketNumber: Type.String(),
        code: Type.String(),
        room: nullable(Type.String()),
        seat: nullable(Type.Integer()),
      }),
    ),
  }),
})

export const printTickets = endpoint({
  id: 'exams.printTickets',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/tickets.pdf',
  title: { zh: '准考证（PDF）', en: 'Tickets (PDF)' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.String(),
  produces: ['application/pdf'],
})

export const renewTicket = endpoint({
  id: 'exams.renewTicket',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/ticket-renewals',
  title: { zh: '更换入场验证码', en: 'Give a new entry code' },
  audience: 'signed-in',
  params: Type.Object({ attemptId: IdShape }),
  reply: Empty,
  status: 204,
})
