import { type Static, type TSchema, Type } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import { BilingualShape, DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../wire/shapes.ts'
import { PreviewShape, QuotedClauseShape, RecogniserShape } from './contract/preview.ts'

const Nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])

export const declarationStates = [
  'draft',
  'submitted',
  'checked',
  'recognised',
  'returned',
  'refused',
  'withdrawn',
] as const

/** Files a declaration may bear; told to the person before choosing one. */
export const evidenceLimits = {
  files: 10,
  bytesEach: 10_485_760,
  endings: ['.pdf', '.png', '.jpg', '.jpeg'],
} as const

const AnswersShape = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  // A list of types and not a union: the server would turn a number into the text that a union names first.
  Type.Unsafe<string | number | boolean>({ type: ['string', 'integer', 'boolean'], maxLength: 500 }),
  { maxProperties: 40, description: 'by the field each question of the kind fills: evidence.level …' },
)

const StudyShape = {
  kind: Type.String({ minLength: 1, maxLength: 60, description: 'of the kinds the rules in force name' }),
  title: Type.String({ maxLength: 200 }),
  from: Type.Optional(DayShape),
  to: Type.Optional(Type.String({ format: 'date', description: 'the day it was completed' })),
  category: Type.Optional(Type.String({ maxLength: 60 })),
  answers: AnswersShape,
  serves: Type.Optional(
    Type.Array(IdShape, {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'of several titles those it was studied for; left out: all',
    }),
  ),
}
const ContentShape = {
  ...StudyShape,
  employerId: Type.Optional(
    Type.String({ format: 'uuid', description: 'of several present employers, the one that checks' }),
  ),
}

const Ask = Type.Object({
  field: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  form: OneOf(['text', 'whole', 'exact', 'choice', 'yes-no', 'day'] as const),
  required: Type.Boolean(),
  most: Nullable(Type.Integer()),
  choices: Type.Array(Type.Object({ value: Type.String(), zh: Type.String(), en: Type.String() })),
  help: Nullable(BilingualShape),
})
export type DeclarationAsk = Static<typeof Ask>

const Named = Type.Object({ id: IdShape, name: Type.String(), nameEn: Type.String() })

const Days = Type.Object({
  check: Nullable(Type.Integer()),
  recognise: Nullable(Type.Integer()),
  mend: Nullable(Type.Integer()),
  remind: Nullable(Type.Integer()),
})

/** What may be declared is the rule pack's to say: kinds, questions, categories, days. */
export const declarableKinds = endpoint({
  id: 'declarations.kinds',
  method: 'GET',
  path: '/api/v1/people/:personId/declarable-kinds',
  title: { zh: '可以申报的学习活动', en: 'Kinds of study that can be declared' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({
    programme: Type.Optional(IdShape),
    on: Type.Optional(Type.String({ format: 'date', description: 'day of completion; today unless told' })),
  }),
  reply: Type.Object({
    /** Those the person takes part in; without one nothing can be declared. */
    programmes: Type.Array(Named),
    programmeId: Nullable(IdShape),
    employers: Type.Array(Named),
    /** Titles or licences held on the day for each of which the rules ask something; fewer than two leave no choice. */
    holdings: Type.Array(Named),
    kinds: Type.Array(
      Type.Object({
        id: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        categories: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
        asks: Type.Array(Ask),
        papers: Nullable(BilingualShape),
        clause: Nullable(QuotedClauseShape),
      }),
    ),
    days: Days,
    lastDay: Nullable(DayShape),
    /** That day is past: what was completed on the day asked can be kept as a draft, and not be submitted. */
    late: Type.Boolean(),
    clause: Nullable(QuotedClauseShape),
    pack: Nullable(Type.Object({ id: Type.String(), title: BilingualShape })),
  }),
})
export type DeclarableKinds = Static<(typeof declarableKinds)['reply']>

/** What the rules would make of it, asked of the engine; nothing is kept. */
export const previewDeclaration = endpoint({
  id: 'declarations.preview',
  method: 'POST',
  path: '/api/v1/people/:personId/declarations/preview',
  title: { zh: '按规则试算申报', en: 'What the rules would recognise' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  body: Type.Object({ programmeId: IdShape, ...StudyShape }),
  reply: Type.Object({
    /** Null while something that has to be known is open. */
    preview: Nullable(PreviewShape),
    open: Type.Array(Type.String({ description: 'JSON pointer of what is missing or wrong' })),
    lastDay: Nullable(DayShape),
  }),
})

export const startDeclaration = endpoint({
  id: 'declarations.start',
  method: 'POST',
  path: '/api/v1/people/:personId/declarations',
  title: { zh: '起草申报', en: 'Begin a declaration' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  body: Type.Object({ programmeId: IdShape, ...ContentShape }),
  reply: Type.Object({ declarationId: IdShape, revision: Type.Integer() }),
  status: 201,
})

const params = Type.Object({ declarationId: IdShape })

export const editDeclaration = endpoint({
  id: 'declarations.edit',
  method: 'PUT',
  path: '/api/v1/declarations/:declarationId',
  title: { zh: '修改申报', en: 'Change a declaration' },
  audience: 'signed-in',
  params,
  body: Type.Object({ revision: Type.Integer({ minimum: 1 }), ...ContentShape }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const submitDeclaration = endpoint({
  id: 'declarations.submit',
  method: 'POST',
  path: '/api/v1/declarations/:declarationId/submit',
  title: { zh: '提交申报', en: 'Submit a declaration' },
  audience: 'signed-in',
  params,
  body: Type.Object({ revision: Type.Integer({ minimum: 1 }) }),
  reply: Empty,
  status: 204,
})

export const withdrawDeclaration = endpoint({
  id: 'declarations.withdraw',
  method: 'POST',
  path: '/api/v1/declarations/:declarationId/withdraw',
  title: { zh: '撤回申报', en: 'Withdraw a declaration' },
  audience: 'signed-in',
  params,
  reply: Empty,
  status: 204,
})

const Decided = Type.Object({
  state: OneOf(declarationStates),
  entries: Type.Integer({ description: 'lines the act gave the ledger' }),
})
const words = Type.String({ maxLength: 1000 })

export const checkDeclaration = endpoint({
  id: 'declarations.check',
  method: 'POST',
  path: '/api/v1/declarations/:declarationId/check',
  title: { zh: '审核申报', en: 'Check a declaration' },
  audience: 'signed-in',
  params,
  body: Type.Object({
    outcome: OneOf(['checked', 'returned', 'refused'] as const),
    words: Type.Optional(words),
  }),
  reply: Decided,
})

export const recogniseDeclaration = endpoint({
  id: 'declarations.recognise',
  method: 'POST',
  path: '/api/v1/declarations/:declarationId/recognise',
  title: { zh: '认定申报', en: 'Recognise a declaration' },
  audience: 'signed-in',
  params,
  body: Type.Object({
    outcome: OneOf(['recognised', 'returned', 'refused'] as const),
    words: Type.Optional(words),
  }),
  reply: Decided,
})

const EvidenceFile = Type.Object({
  id: IdShape,
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  addedAt: InstantShape,
})
export type EvidenceFile = Static<typeof EvidenceFile>

export const addEvidence = endpoint({
  id: 'declarations.addEvidence',
  method: 'POST',
  path: '/api/v1/declarations/:declarationId/files',
  title: { zh: '上传申报材料', en: 'Add a paper to a declaration' },
  audience: 'signed-in',
  params,
  multipart: true,
  reply: EvidenceFile,
  status: 201,
})

const fileParams = Type.Object({ declarationId: IdShape, fileId: IdShape })

export const removeEvidence = endpoint({
  id: 'declarations.removeEvidence',
  method: 'DELETE',
  path: '/api/v1/declarations/:declarationId/files/:fileId',
  title: { zh: '移除申报材料', en: 'Take a paper off a declaration' },
  audience: 'signed-in',
  params: fileParams,
  reply: Empty,
  status: 204,
})

export const openEvidence = endpoint({
  id: 'declarations.openEvidence',
  method: 'GET',
  path: '/api/v1/declarations/:declarationId/files/:fileId',
  title: { zh: '打开申报材料', en: 'Open a paper of a declaration' },
  audience: 'signed-in',
  params: fileParams,
  reply: Type.String(),
  produces: ['application/pdf', 'image/png', 'image/jpeg'],
})

const Waiting = Type.Object({
  role: OneOf(['professional', 'employer', 'association', 'district', 'office'] as const),
  name: Type.String(),
  nameEn: Type.String(),
})

const rowShape = {
  id: IdShape,
  personId: IdShape,
  personName: Type.String(),
  employerName: Nullable(Type.String()),
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  kind: Type.String(),
  kindName: BilingualShape,
  title: Type.String(),
  from: Nullable(DayShape),
  to: Nullable(DayShape),
  state: OneOf(declarationStates),
  /** The hours it gave were taken back. */
  reversed: Type.Boolean(),
  /** Why it came back or was refused; null where it stands otherwise. */
  reason: Nullable(Type.String()),
  /** Whose act is next. */
  waiting: Nullable(Waiting),
  dueOn: Nullable(DayShape),
  late: Type.Boolean(),
  changedAt: InstantShape,
}

export const listDeclarations = endpoint({
  id: 'declarations.list',
  method: 'GET',
  path: '/api/v1/declarations',
  title: { zh: '学习申报', en: 'Declarations' },
  audience: 'signed-in',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of a title or a name' })),
    state: Type.Optional(OneOf(declarationStates)),
    kind: Type.Optional(Type.String({ maxLength: 60 })),
    personId: Type.Optional(IdShape),
    waiting: Type.Optional(
      Type.Boolean({ description: 'true: only what waits for the reader, the longest due first' }),
    ),
    late: Type.Optional(Type.Boolean({ description: 'true: only what is past its last day' })),
    ...pageQuery,
  }),
  reply: Page(Type.Object(rowShape)),
})
export type DeclarationRow = Static<(typeof listDeclarations)['reply']>['items'][number]

const Warning = Type.Object({
  code: OneOf(['same-file', 'alike', 'class-hours'] as const),
  /** The person's own other record, or somebody else's. */
  own: Type.Boolean(),
  fileName: Nullable(Type.String()),
  /** Named only to those who may read it. */
  declarationId: Nullable(IdShape),
  personName: Nullable(Type.String()),
  title: Nullable(Type.String()),
  from: Nullable(DayShape),
  to: Nullable(DayShape),
  days: Type.Array(DayShape),
})
export type DeclarationWarning = Static<typeof Warning>

const ActShape = Type.Object({
  act: OneOf(['submitted', 'checked', 'recognised', 'returned', 'refused', 'withdrawn'] as const),
  role: OneOf(['professional', 'system', 'employer', 'association', 'district', 'office'] as const),
  organisation: Nullable(Type.Object({ name: Type.String(), nameEn: Type.String() })),
  by: Nullable(Type.String()),
  onBehalfOf: Nullable(Type.String()),
  at: InstantShape,
  words: Type.String(),
})

export const readDeclaration = endpoint({
  id: 'declarations.read',
  method: 'GET',
  path: '/api/v1/declarations/:declarationId',
  title: { zh: '一项申报', en: 'A declaration' },
  audience: 'signed-in',
  params,
  reply: Type.Object({
    ...rowShape,
    revision: Type.Integer(),
    employerId: Nullable(IdShape),
    category: Nullable(Type.String()),
    categoryName: Nullable(BilingualShape),
    given: AnswersShape,
    serves: Nullable(Type.Array(IdShape)),
    answers: Type.Array(Type.Object({ label: BilingualShape, value: BilingualShape })),
    papers: Nullable(BilingualShape),
    lastDay: Nullable(DayShape),
    files: Type.Array(EvidenceFile),
    acts: Type.Array(ActShape),
    /** Who checks and who recognises; settled when it is submitted. */
    check: Nullable(Waiting),
    recognise: Nullable(RecogniserShape),
    preview: Nullable(PreviewShape),
    warnings: Type.Array(Warning),
    entries: Type.Array(
      Type.Object({
        id: IdShape,
        period: Type.String(),
        measure: Type.String(),
        amount: Type.String(),
        unit: BilingualShape,
        reverses: Nullable(IdShape),
        reason: Type.String(),
      }),
    ),
    /** Why the reader may not do what their role could: it is their own, or they did the step before. */
    blocked: Nullable(OneOf(['own', 'same-person'] as const)),
    may: MayShape,
  }),
})
export type Declaration = Static<(typeof readDeclaration)['reply']>
