import { Type } from 'typebox'
import { itemKinds, mediaTypes } from '../../../kernel/exam-question.ts'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { HashShape, MediaShape, nullable, PartsShape } from './shapes.ts'

const SlotShape = Type.String({ pattern: '^[\\w-]{1,20}$' })
const CountShape = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/** What the log has room for: a number beyond it is nobody's, and would be refused only by the database. */
const EpochShape = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const SeqShape = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const ClockShape = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

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
  late: Type.Optional(
    Type.Object(
      { counted: Type.Integer(), undecided: Type.Integer(), refused: Type.Integer() },
      { description: 'questions whose answers arrived after the end; absent where nothing did' },
    ),
  ),
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
    leaveFrom: Type.Optional(
      Type.Union([InstantShape, Type.Null()], { description: 'nobody hands in before' }),
    ),
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
    key: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9+/]{100,200}={0,2}$',
        description: 'public key of this page, ECDSA P-256, base64 of SPKI: what it signs late answers with',
      }),
    ),
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
        kind: OneOf(itemKinds),
        stem: Type.String(),
        points: Type.String(),
        options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
        parts: Type.Optional(PartsShape),
        media: Type.Optional(MediaShape),
      }),
    ),
    /** What the centre has of earlier pages and counts. */
    answers: Type.Array(
      Type.Object({
        slot: SlotShape,
        seen: Type.Boolean(),
        options: nullable(Type.Array(Type.String())),
        response: Type.Optional(
          nullable(Type.Record(Type.String(), Type.Unknown(), { description: 'what stands, of any kind' })),
        ),
        cleared: Type.Boolean(),
        flagged: Type.Boolean(),
      }),
    ),
  }),
  status: 201,
})

export const readyAttempt = endpoint({
  id: 'exams.readyAttempt',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/ready',
  title: { zh: '开考前准备座位', en: 'Make a seat ready before the opening' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: startAttempt.body,
  reply: Type.Object({
    attemptId: IdShape,
    epoch: Type.Integer(),
    paperHash: HashShape,
    ownEpochs: Type.Array(Type.Object({ epoch: Type.Integer(), fence: Type.Integer() })),
    sealedHash: HashShape,
    claim: Type.String({
      description: 'sent as X-Exam-Key to get the key of the paper once the exam is open',
    }),
    opensAt: InstantShape,
    serverTime: InstantShape,
    messages: MessagesShape,
    title: Type.String(),
    titleEn: TitleEnShape,
    candidate: Type.Object({ name: Type.String(), ticketNumber: Type.String() }),
  }),
  status: 201,
})

const SealedShape = Type.String({ description: 'base64 of nonce, ciphertext and tag, AES-256-GCM' })

export const showSealedPaper = endpoint({
  id: 'exams.showSealedPaper',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/sealed-paper',
  title: { zh: '密封试卷', en: 'The sealed paper of a seat' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  reply: Type.Object({
    hash: HashShape,
    form: SealedShape,
    order: SealedShape,
    media: Type.Array(HashShape, {
      description: 'names of the sealed files: SHA-256 of each as it is sealed',
    }),
  }),
})

export const showSealedMedia = endpoint({
  id: 'exams.showSealedMedia',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/sealed-media/:hash',
  title: { zh: '密封的试题媒体', en: 'A sealed media file' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape, hash: HashShape }),
  reply: Type.Unknown({ description: 'nonce, ciphertext and tag, AES-256-GCM' }),
  produces: ['application/octet-stream'],
})

export const startByKey = endpoint({
  id: 'exams.startByKey',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/key',
  title: { zh: '开考并取得试卷密钥', en: 'Start a seat that was made ready: the key of its paper' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({}),
  reply: Type.Object({
    key: Type.String({ description: 'base64, 32 bytes; kept in memory only' }),
    sealedHash: HashShape,
    startedAt: InstantShape,
    deadline: InstantShape,
    serverTime: InstantShape,
  }),
})

export const showMedia = endpoint({
  id: 'exams.showMedia',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/media/:hash',
  title: { zh: '试题中的图片、声音和视频', en: 'A media file of a question' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape, hash: HashShape }),
  reply: Type.Unknown({ description: 'the file' }),
  produces: [...mediaTypes],
})

const EventShape = Type.Object(
  {
    seq: SeqShape,
    slot: nullable(SlotShape),
    type: OneOf(['answer', 'flag', 'navigate', 'focus', 'clock', 'note'] as const),
    body: Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { maxProperties: 8 }),
    mono: ClockShape,
    wall: ClockShape,
    origin: nullable(Type.Object({ epoch: EpochShape, seq: SeqShape })),
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
    epoch: EpochShape,
    events: Type.Array(EventShape, { maxItems: 200, description: 'empty: a sign of life' }),
    head: Type.Optional(
      Type.Object(
        {
          seq: SeqShape,
          hash: HashShape,
          mono: ClockShape,
          wall: ClockShape,
          offset: Type.Integer({
            minimum: -Number.MAX_SAFE_INTEGER,
            maximum: Number.MAX_SAFE_INTEGER,
            description: 'added to mono: the time of the centre as the page knows it',
          }),
          signature: Type.String({ pattern: '^[A-Za-z0-9+/]{86}==$' }),
        },
        {
          additionalProperties: false,
          description:
            'the newest act of this page, with its clocks, signed over the canonical JSON of attempt, epoch and these members; looked at after the deadline only',
        },
      ),
    ),
    /** For the invigilator's list only. */
    answered: Type.Optional(CountShape),
    unsent: Type.Optional(CountShape),
  }),
  reply: Type.Object({
    acked: Type.Integer({
      description:
        'everything of this epoch up to this number has arrived, within the fence of the epoch: it cannot be lost any more',
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
    epoch: EpochShape,
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
