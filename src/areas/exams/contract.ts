import { type Static, Type } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  BilingualShape,
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameShape,
  OneOf,
} from '../../wire/shapes.ts'
import { TitleEnShape } from './contract/journal.ts'

export * from './contract/console.ts'
export * from './contract/journal.ts'

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

export const questionKinds = ['single', 'multiple', 'judgement'] as const
export const adjustmentCauses = [
  'power',
  'network',
  'machine',
  'software',
  'question',
  'medical',
  'accommodation',
  'environment',
  'correction',
  'other',
] as const

export const ShareShape = Type.Object({
  numerator: Type.Integer({ minimum: 1 }),
  denominator: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
})
const PointsShape = Type.String({
  pattern: '^\\d{1,4}(\\.\\d{1,4})?$',
  description: 'marks as an exact decimal, "2" or "1.5"',
})

const QuestionShape = Type.Object({
  versionId: IdShape,
  questionId: IdShape,
  number: Type.Integer(),
  kind: OneOf(questionKinds),
  title: Type.String(),
  stem: Type.String(),
  options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
  usedOn: Type.Integer({ description: 'papers this version is on' }),
})

/** A question as screens of the bank show it: never with its key. */
export type QuestionReply = Static<typeof QuestionShape>

export const importQuestions = endpoint({
  id: 'exams.importQuestions',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/question-imports',
  title: { zh: '导入试题', en: 'Import questions' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  multipart: true,
  reply: Type.Object({
    importId: IdShape,
    accepted: Type.Integer({ description: 'questions of the file now in the bank, new or known before' }),
    alreadyKnown: Type.Integer(),
    questions: Type.Array(QuestionShape),
    refused: Type.Array(
      Type.Object({
        row: Type.Integer(),
        title: Type.String(),
        column: nullable(Type.String()),
        code: Type.String(),
        message: Type.String(),
      }),
    ),
    notes: Type.Array(
      Type.Object({ row: Type.Integer(), title: Type.String(), code: Type.String(), message: Type.String() }),
    ),
  }),
  status: 201,
})

export const listQuestions = endpoint({
  id: 'exams.listQuestions',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/questions',
  title: { zh: '题库', en: 'Question bank' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  query: Type.Object({ ...pageQuery, q: Type.Optional(Type.String({ maxLength: 100 })) }),
  reply: Page(QuestionShape),
})

export const showKey = endpoint({
  id: 'exams.showKey',
  method: 'POST',
  path: '/api/v1/questions/:versionId/key-showings',
  title: { zh: '查看答案（有记录）', en: 'Show the right answer (recorded)' },
  audience: 'signed-in',
  params: Type.Object({ versionId: IdShape }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({ key: Type.Array(Type.String()) }),
})

export const ScoringProfileShape = Type.Object({
  multiple: OneOf(['all-or-nothing', 'partial'] as const),
  decimals: Type.Integer({ minimum: 0, maximum: 4 }),
  wrong: Type.String({
    pattern: '^\\d{1,3}(\\.\\d{1,4})?$',
    description: 'marks taken off for a wrong answer',
  }),
  floorAtZero: Type.Boolean(),
})

export const sealPaper = endpoint({
  id: 'exams.sealPaper',
  method: 'POST',
  path: '/api/v1/programmes/:programmeId/papers',
  title: { zh: '组卷并密封', en: 'Make up and seal a paper' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  body: Type.Object({
    title: NameShape,
    items: Type.Array(Type.Object({ versionId: IdShape, points: PointsShape }), {
      minItems: 1,
      maxItems: 500,
    }),
    profile: Type.Optional(ScoringProfileShape),
  }),
  reply: Type.Object({
    paperId: IdShape,
    hash: Type.String(),
    maximum: Type.String(),
    items: Type.Integer(),
  }),
  status: 201,
})

const PaperShape = Type.Object({
  paperId: IdShape,
  title: Type.String(),
  hash: Type.String(),
  maximum: Type.String(),
  items: Type.Integer(),
  sealedAt: InstantShape,
  sittings: Type.Integer(),
})

export const listPapers = endpoint({
  id: 'exams.listPapers',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId/papers',
  title: { zh: '试卷', en: 'Papers' },
  audience: 'signed-in',
  params: Type.Object({ programmeId: IdShape }),
  query: Type.Object({ ...pageQuery }),
  reply: Page(PaperShape),
})

export const showPaper = endpoint({
  id: 'exams.showPaper',
  method: 'GET',
  path: '/api/v1/papers/:paperId',
  title: { zh: '试卷内容', en: 'A paper' },
  audience: 'signed-in',
  params: Type.Object({ paperId: IdShape }),
  reply: Type.Object({
    ...PaperShape.properties,
    profile: ScoringProfileShape,
    questions: Type.Array(
      Type.Object({
        slot: Type.String(),
        versionId: IdShape,
        kind: OneOf(questionKinds),
        title: Type.String(),
        stem: Type.String(),
        options: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
        points: Type.String(),
      }),
    ),
  }),
})

const times = {
  opensAt: InstantShape,
  entryUntil: Type.Optional(InstantShape),
  closesAt: InstantShape,
  durationMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
}

const BandShape = Type.Object({
  atLeast: ShareShape,
  zh: BilingualShape.properties.zh,
  en: BilingualShape.properties.en,
})

export const readArrangement = endpoint({
  id: 'exams.readArrangement',
  method: 'GET',
  path: '/api/v1/classes/:classId/exam-arrangement',
  title: { zh: '培训班的考核要求', en: 'What the exam of a class must be' },
  audience: 'signed-in',
  params: Type.Object({ classId: IdShape }),
  reply: Type.Object({
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    programmeId: IdShape,
    people: Type.Integer({ description: 'people with a place, who become candidates' }),
    durationMinutes: nullable(Type.Integer()),
    questions: nullable(Type.Integer()),
    passMark: ShareShape,
    zone: Type.String(),
    may: MayShape,
  }),
})

export const createSitting = endpoint({
  id: 'exams.createSitting',
  method: 'POST',
  path: '/api/v1/classes/:classId/sittings',
  title: { zh: '为培训班安排考试', en: 'Arrange a sitting for a class' },
  audience: 'signed-in',
  params: Type.Object({ classId: IdShape }),
  body: Type.Object({
    paperId: IdShape,
    title: Type.Optional(NameShape),
    siteId: Type.Optional(IdShape),
    roomId: Type.Optional(IdShape),
    roomIds: Type.Optional(
      Type.Array(IdShape, {
        minItems: 1,
        maxItems: 50,
        description:
          'rooms the candidates are spread over; the room, or all rooms of the site, when left out',
      }),
    ),
    ...times,
    passMark: Type.Optional(ShareShape),
    bands: Type.Optional(Type.Array(BandShape, { maxItems: 8 })),
  }),
  reply: Type.Object({ sittingId: IdShape, candidates: Type.Integer() }),
  status: 201,
})

export const addCandidates = endpoint({
  id: 'exams.addCandidates',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/candidates',
  title: { zh: '按学员名单补充考生', en: 'Add candidates from the class list' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({ added: Type.Integer(), candidates: Type.Integer() }),
})

export const rescheduleSitting = endpoint({
  id: 'exams.rescheduleSitting',
  method: 'PUT',
  path: '/api/v1/sittings/:sittingId/times',
  title: { zh: '调整考试时间', en: 'Change the times of a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object(times),
  reply: Empty,
  status: 204,
})

const ReasonShape = Type.String({ minLength: 2, maxLength: 400 })

export const cancelSitting = endpoint({
  id: 'exams.cancelSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/cancel',
  title: { zh: '取消考试', en: 'Cancel a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object({ reason: ReasonShape }),
  reply: Empty,
  status: 204,
})

export const endSitting = endpoint({
  id: 'exams.endSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/end',
  title: { zh: '结束考试', en: 'End a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  body: Type.Object({ reason: ReasonShape, submitRunning: Type.Optional(Type.Boolean({ default: false })) }),
  reply: Type.Object({ submitted: Type.Integer() }),
})

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
      }),
    ),
  }),
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

export const scoreSitting = endpoint({
  id: 'exams.scoreSitting',
  method: 'POST',
  path: '/api/v1/sittings/:sittingId/scoring-runs',
  title: { zh: '评分', en: 'Score a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    resultSetId: IdShape,
    run: Type.Integer(),
    hash: Type.String(),
    results: Type.Integer(),
    passed: Type.Integer(),
  }),
  status: 201,
})

export const releaseResults = endpoint({
  id: 'exams.releaseResults',
  method: 'POST',
  path: '/api/v1/result-sets/:resultSetId/release',
  title: { zh: '发布成绩', en: 'Release results' },
  audience: 'signed-in',
  params: Type.Object({ resultSetId: IdShape }),
  reply: Type.Object({ released: Type.Integer() }),
})

const ItemScoreShape = Type.Object({
  slot: Type.String(),
  verdict: OneOf(['right', 'partly', 'wrong', 'unanswered'] as const),
  points: Type.String(),
})

export const showResults = endpoint({
  id: 'exams.showResults',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/results',
  title: { zh: '成绩', en: 'Results of a sitting' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    resultSetId: IdShape,
    run: Type.Integer(),
    hash: Type.String(),
    computedAt: InstantShape,
    releasedAt: nullable(InstantShape),
    passMark: ShareShape,
    maximum: Type.String(),
    items: Type.Array(
      Type.Object({
        attemptId: IdShape,
        personId: IdShape,
        name: Type.String(),
        status: OneOf(['scored', 'absent'] as const),
        score: nullable(Type.String()),
        maximum: Type.String(),
        passed: Type.Boolean(),
        grade: BilingualShape,
        examDate: nullable(DayShape),
        items: Type.Array(ItemScoreShape),
        receipt: nullable(Type.String()),
      }),
    ),
    may: MayShape,
  }),
})

const FaultShape = Type.Object({ code: Type.String(), attemptId: nullable(IdShape), detail: Type.String() })

export const verifySitting = endpoint({
  id: 'exams.verifySitting',
  method: 'GET',
  path: '/api/v1/sittings/:sittingId/verification',
  title: { zh: '核验考试', en: 'Verify a sitting from its log' },
  audience: 'signed-in',
  params: Type.Object({ sittingId: IdShape }),
  reply: Type.Object({
    sittingId: IdShape,
    attempts: Type.Integer(),
    events: Type.Integer(),
    results: Type.Integer(),
    faults: Type.Array(FaultShape),
  }),
})

const OwnExamShape = Type.Object({
  attemptId: IdShape,
  sittingId: IdShape,
  title: Type.String(),
  titleEn: TitleEnShape,
  className: nullable(Type.String()),
  classNameEn: nullable(Type.String()),
  siteName: nullable(Type.String()),
  siteNameEn: nullable(Type.String()),
  roomName: nullable(Type.String()),
  ticketNumber: Type.String(),
  opensAt: InstantShape,
  entryUntil: InstantShape,
  closesAt: InstantShape,
  durationMinutes: Type.Integer(),
  phase: OneOf(['planned', 'open', 'over', 'cancelled'] as const),
  state: OneOf(['ready', 'running', 'submitted', 'absent'] as const),
  deadline: nullable(InstantShape),
  receipt: nullable(Type.String()),
  result: nullable(
    Type.Object({
      status: OneOf(['scored', 'absent'] as const),
      score: nullable(Type.String()),
      maximum: Type.String(),
      passed: Type.Boolean(),
      grade: BilingualShape,
      examDate: nullable(DayShape),
    }),
  ),
})

export const listOwnExams = endpoint({
  id: 'exams.listOwnExams',
  method: 'GET',
  path: '/api/v1/people/:personId/exams',
  title: { zh: '我的考试', en: 'Exams of a person' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  reply: Type.Object({ items: Type.Array(OwnExamShape) }),
})

export const checkReceipt = endpoint({
  id: 'exams.checkReceipt',
  method: 'GET',
  path: '/api/v1/exam-receipts/:code',
  title: { zh: '查验交卷回执', en: 'Check a receipt' },
  audience: 'public',
  params: Type.Object({ code: Type.String({ maxLength: 40 }) }),
  reply: Type.Object({
    receipt: Type.String(),
    title: Type.String(),
    titleEn: TitleEnShape,
    submittedAt: InstantShape,
    zone: Type.String({ description: 'of the exam centre: the receipt and its check tell the same time' }),
    submittedBy: OneOf(['candidate', 'time', 'invigilator'] as const),
    answered: Type.Integer(),
    questions: Type.Integer(),
    root: Type.String({ description: 'hash of the frozen journal' }),
  }),
})
