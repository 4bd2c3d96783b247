import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const HashShape = Type.String({ pattern: '^[0-9a-f]{64}$' })
const SlotShape = Type.String({ pattern: '^[\\w-]{1,20}$' })
const CountShape = Type.Integer({ minimum: 0, maximum: 1_000_000 })

const HeldShape = Type.Union(
  [
    Type.Object({
      since: InstantShape,
      until: Type.Union([InstantShape, Type.Null()], {
        description: 'null while nobody said when it goes on',
      }),
    }),
    Type.Null(),
  ],
  { description: 'the clock of this seat stands still; the deadline is as if it went on now' },
)
const MessagesShape = Type.Integer({
  description: 'number of the newest message to this candidate, 0 for none',
})

export const TitleEnShape = Type.String({ description: 'empty where the exam has no English title' })

/** Header that carries a seat's key in place of a sign-in. */
export const seatKeyHeader = 'x-exam-key'

export const enterWithTicket = endpoint({
  id: 'exams.enterWithTicket',
  method: 'POST',
  path: '/api/v1/exam-entries',
  title: { zh: '凭准考证入场', en: 'Enter with a ticket' },
  audience: 'public',
  body: Type.Object({
    ticketNumber: Type.String({ minLength: 1, maxLength: 40 }),
    code: Type.String({ minLength: 1, maxLength: 40 }),
  }),
  reply: Type.Object({
    attemptId: IdShape,
    key: Type.String({ description: 'sent as X-Exam-Key with every request of this seat' }),
  }),
  status: 201,
})

const SubmissionShape = Type.Object({
  receipt: Type.String(),
  submittedAt: InstantShape,
  by: OneOf(['candidate', 'time', 'invigilator'] as const),
  answered: Type.Integer(),
  questions: Type.Integer(),
})

export const showAttempt = endpoint({
  id: 'exams.showAttempt',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId',
  title: { zh: '考试入场页', en: 'An attempt, before and after' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  reply: Type.Object({
    attemptId: IdShape,
    title: Type.String(),
    titleEn: TitleEnShape,
    candidate: Type.Object({ name: Type.String(), ticketNumber: Type.String() }),
    siteName: nullable(Type.String()),
    siteNameEn: nullable(Type.String()),
    roomName: nullable(Type.String()),
    seat: nullable(Type.Integer()),
    shut: Type.Boolean({ description: 'shut out until an invigilator admits the candidate' }),
    held: HeldShape,
    questions: Type.Integer(),
    maximum: Type.String(),
    passMark: Type.Object({ numerator: Type.Integer(), denominator: Type.Integer() }),
    durationMinutes: Type.Integer(),
    opensAt: InstantShape,
    entryUntil: InstantShape,
    closesAt: InstantShape,
    phase: OneOf(['planned', 'open', 'over', 'cancelled'] as const),
    state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
    deadline: InstantShape,
    serverTime: InstantShape,
    zone: Type.String({ description: 'IANA zone in which the site reads its clock' }),
    submission: nullable(SubmissionShape),
  }),
})

export const startAttempt = endpoint({
  id: 'exams.startAttempt',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/start',
  title: { zh: '开始或继续作答', en: 'Start an attempt or go on with it' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({
    machine: Type.String({
      pattern: '^[\\w-]{8,64}$',
      description: 'kept by the browser; the same at the next start of this machine',
    }),
    writer: Type.String({ pattern: '^[\\w-]{8,64}$', description: 'of this page alone, never stored by it' }),
  }),
  reply: Type.Object({
    attemptId: IdShape,
    epoch: Type.Integer(),
    paperHash: HashShape,
    ownEpochs: Type.Array(Type.Object({ epoch: Type.Integer(), fence: Type.Integer() })),
    startedAt: InstantShape,
    deadline: InstantShape,
    held: HeldShape,
    messages: MessagesShape,
    serverTime: InstantShape,
    title: Type.String(),
    titleEn: TitleEnShape,
    candidate: Type.Object({ name: Type.String(), ticketNumber: Type.String() }),
    questions: Type.Array(
      Type.Object({
        slot: SlotShape,
        kind: OneOf(['single', 'multiple', 'judgement'] as const),
        stem: Type.String(),
        points: Type.String(),
        options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
      }),
    ),
    /** What the centre has of earlier pages and counts. */
    answers: Type.Array(
      Type.Object({
        slot: SlotShape,
        seen: Type.Boolean(),
        options: nullable(Type.Array(Type.String())),
        cleared: Type.Boolean(),
        flagged: Type.Boolean(),
      }),
    ),
  }),
  status: 201,
})

const EventShape = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    slot: nullable(SlotShape),
    type: OneOf(['answer', 'flag', 'navigate', 'focus', 'clock', 'note'] as const),
    body: Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { maxProperties: 8 }),
    mono: Type.Integer({ minimum: 0 }),
    wall: Type.Integer({ minimum: 0 }),
    origin: nullable(Type.Object({ epoch: Type.Integer({ minimum: 1 }), seq: Type.Integer({ minimum: 1 }) })),
    prev: HashShape,
    hash: HashShape,
  },
  { additionalProperties: false },
)

export const appendEvents = endpoint({
  id: 'exams.appendEvents',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/events',
  title: { zh: '记录作答', en: 'Append to the journal of an attempt' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({
    epoch: Type.Integer({ minimum: 1 }),
    events: Type.Array(EventShape, { maxItems: 200, description: 'empty: a sign of life' }),
    /** For the invigilator's list only. */
    answered: Type.Optional(CountShape),
    unsent: Type.Optional(CountShape),
  }),
  reply: Type.Object({
    acked: Type.Integer({
      description: 'high-water mark: everything of this epoch up to this number is kept',
    }),
    serverTime: InstantShape,
    deadline: InstantShape,
    held: HeldShape,
    messages: MessagesShape,
    commands: Type.Array(
      Type.Union([
        Type.Object({ kind: Type.Literal('fenced'), epoch: Type.Integer() }),
        Type.Object({ kind: Type.Literal('submitted'), receipt: Type.String() }),
        Type.Object({ kind: Type.Literal('resend'), from: Type.Integer(), to: Type.Integer() }),
        Type.Object({ kind: Type.Literal('rejoin') }),
        Type.Object({ kind: Type.Literal('shut') }),
        Type.Object({ kind: Type.Literal('moved') }),
      ]),
    ),
  }),
})

export const submitAttempt = endpoint({
  id: 'exams.submitAttempt',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/submit',
  title: { zh: '交卷', en: 'Hand in' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({
    epoch: Type.Integer({ minimum: 1 }),
    seq: Type.Integer({
      minimum: 0,
      description: 'last number written in this epoch; refused until everything up to it has arrived',
    }),
  }),
  reply: SubmissionShape,
})

export const showOwnJournal = endpoint({
  id: 'exams.showOwnJournal',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/journal',
  title: { zh: '中心收到的作答记录', en: 'What the centre has of an attempt' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        epoch: Type.Integer(),
        seq: Type.Integer(),
        slot: nullable(Type.String()),
        type: Type.String(),
        body: Type.Record(Type.String(), Type.Unknown()),
        receivedAt: InstantShape,
        counts: Type.Boolean(),
      }),
    ),
  }),
})
