import { Type, type Static } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameOf,
  NameShape,
  OneOf,
} from '../../wire/shapes.ts'

/** How a class is taught; the same three words wherever a mode is meant. */
export const modes = ['face-to-face', 'distance', 'advanced-seminar'] as const
export const ModeShape = OneOf(modes)
export type Mode = Static<typeof ModeShape>

export const programmeStatuses = ['preparing', 'active', 'closed'] as const

/** The five national fields of 国人部发〔2005〕73号, offered as suggestions; a programme may name another. */
export const nationalFields = [
  { zh: '现代农业', en: 'Modern agriculture' },
  { zh: '现代制造', en: 'Modern manufacturing' },
  { zh: '信息技术', en: 'Information technology' },
  { zh: '能源技术', en: 'Energy technology' },
  { zh: '现代管理', en: 'Modern management' },
] as const

/**
 * Certificate numbers: prefix, year of issue, running number, check characters of ISO/IEC 7064: one digit (`mod-11-10`, for
 * prefixes of digits only), one letter or digit (`mod-37-36`), two digits (`mod-97-10`).
 */
export const checkMethods = ['none', 'mod-11-10', 'mod-37-36', 'mod-97-10'] as const
export const NumberingShape = Type.Object({
  prefix: Type.String({ pattern: '^[A-Z0-9]{0,12}$', description: 'capital letters and digits' }),
  yearDigits: Type.Unsafe<0 | 2 | 4>({ type: 'integer', enum: [0, 2, 4] }),
  serialDigits: Type.Integer({ minimum: 4, maximum: 9 }),
  check: OneOf(checkMethods),
})
export type Numbering = Static<typeof NumberingShape>

export const FractionShape = Type.Object({
  numerator: Type.Integer({ minimum: 0, maximum: 1000 }),
  denominator: Type.Integer({ minimum: 1, maximum: 1000 }),
})
export type Fraction = Static<typeof FractionShape>

/** Evidence a class criterion may ask for. Levels are ordered: a criterion names every level that satisfies it. */
export const classFacts = [
  'field-work',
  'national-qualification-level',
  'title-level',
  'city-certificate-level',
  'degree',
  'major-in-field',
  'meets-intermediate-conditions',
] as const

/** Who is class A, B, C: a criterion holds when all its conditions do; of several classes the first in `precedence` is taken. */
export const ClassRuleShape = Type.Object({
  precedence: Type.Array(Type.String({ pattern: '^[A-Z]$' }), {
    minItems: 1,
    maxItems: 6,
    uniqueItems: true,
  }),
  criteria: Type.Array(
    Type.Object({
      class: Type.String({ pattern: '^[A-Z]$' }),
      text: Type.Object({
        zh: Type.String({ minLength: 1, maxLength: 300 }),
        en: Type.String({ maxLength: 300 }),
      }),
      all: Type.Array(
        Type.Object({
          fact: OneOf(classFacts),
          oneOf: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 20 }),
        }),
        { minItems: 1, maxItems: 10 },
      ),
    }),
    { maxItems: 30 },
  ),
})
export type ClassRule = Static<typeof ClassRuleShape>

/** Values a class criterion may name, by fact; the levels from low to high. */
export const classFactValues = {
  'field-work': ['yes'],
  'national-qualification-level': ['junior', 'intermediate', 'senior'],
  'title-level': ['junior', 'intermediate', 'vice-senior', 'senior'],
  'city-certificate-level': ['junior', 'intermediate', 'senior'],
  degree: ['college', 'bachelor', 'master', 'doctor'],
  'major-in-field': ['yes'],
  'meets-intermediate-conditions': ['yes'],
} as const

/** The class rule of the 2006 programme description, as a form's first filling; the order A before B before C is an inference. */
export const suggestedClassRule: ClassRule = {
  precedence: ['A', 'B', 'C'],
  criteria: [
    {
      class: 'A',
      text: {
        zh: '从事本领域专业技术工作，并取得国家专业技术资格（水平）证书中级及以上',
        en: 'works in the field and holds the national qualification at intermediate level or above',
      },
      all: [
        { fact: 'field-work', oneOf: ['yes'] },
        { fact: 'national-qualification-level', oneOf: ['intermediate', 'senior'] },
      ],
    },
    {
      class: 'A',
      text: {
        zh: '从事本领域专业技术工作，并具有本领域相关中级及以上职称',
        en: 'works in the field and has a related professional title at intermediate level or above',
      },
      all: [
        { fact: 'field-work', oneOf: ['yes'] },
        { fact: 'title-level', oneOf: ['intermediate', 'vice-senior', 'senior'] },
      ],
    },
    {
      class: 'A',
      text: {
        zh: '从事本领域专业技术工作，并取得本市认证中级及以上证书',
        en: 'works in the field and holds a municipal certificate at intermediate level or above',
      },
      all: [
        { fact: 'field-work', oneOf: ['yes'] },
        { fact: 'city-certificate-level', oneOf: ['intermediate', 'senior'] },
      ],
    },
    {
      class: 'B',
      text: {
        zh: '从事本领域专业技术工作，并具有相关专业硕士及以上学历',
        en: 'works in the field and has a master’s degree or above in a related major',
      },
      all: [
        { fact: 'field-work', oneOf: ['yes'] },
        { fact: 'degree', oneOf: ['master', 'doctor'] },
        { fact: 'major-in-field', oneOf: ['yes'] },
      ],
    },
    {
      class: 'B',
      text: {
        zh: '从事本领域专业技术工作，大专及以上学历，并具备取得中级职称的基本条件',
        en: 'works in the field, has a college degree or above and meets the basic conditions for an intermediate title',
      },
      all: [
        { fact: 'field-work', oneOf: ['yes'] },
        { fact: 'degree', oneOf: ['college', 'bachelor', 'master', 'doctor'] },
        { fact: 'meets-intermediate-conditions', oneOf: ['yes'] },
      ],
    },
    {
      class: 'C',
      text: {
        zh: '从事本领域专业技术工作，具有一定学历和经历',
        en: 'works in the field and has some education and experience',
      },
      all: [{ fact: 'field-work', oneOf: ['yes'] }],
    },
  ],
}

const facts = {
  code: Type.String({
    pattern: '^[A-Z0-9][A-Z0-9-]{1,29}$',
    description: 'capital letters, digits, hyphens',
  }),
  name: NameShape,
  nameEn: NameOf(200),
  field: NameOf(100, { minLength: 1 }),
  fieldEn: NameOf(100),
  zone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA zone, Asia/Shanghai' }),
  from: DayShape,
  to: Type.Union([DayShape, Type.Null()]),
  legalBasis: Type.String({ maxLength: 2000 }),
  rulePack: Type.String({ minLength: 1, maxLength: 60 }),
  numbering: NumberingShape,
  classRule: ClassRuleShape,
  passMark: FractionShape,
}

export const KeyAreaShape = Type.Object({
  id: IdShape,
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  courses: Type.Integer({ description: 'courses declared in this area, in any state' }),
})

export const ProgrammeSummaryShape = Type.Object({
  id: IdShape,
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  field: Type.String(),
  fieldEn: Type.String(),
  officeId: IdShape,
  officeName: Type.String(),
  officeNameEn: Type.String(),
  status: OneOf(programmeStatuses),
  from: DayShape,
  to: Type.Union([DayShape, Type.Null()]),
  demo: Type.Boolean(),
})

export const ProgrammeShape = Type.Object({
  id: IdShape,
  ...facts,
  officeId: IdShape,
  officeName: Type.String(),
  officeNameEn: Type.String(),
  status: OneOf(programmeStatuses),
  demo: Type.Boolean(),
  keyAreas: Type.Array(KeyAreaShape),
  /** What a certificate number of this year looks like. */
  sampleNumber: Type.String(),
  revision: Type.Integer(),
  may: MayShape,
})
export type Programme = Static<typeof ProgrammeShape>

const programmeParams = Type.Object({ programmeId: IdShape })

export const listProgrammes = endpoint({
  id: 'programme.listProgrammes',
  method: 'GET',
  path: '/api/v1/programmes',
  title: { zh: '项目列表', en: 'Programmes' },
  audience: 'signed-in',
  reply: Type.Object({ items: Type.Array(ProgrammeSummaryShape), next: Type.Null(), may: MayShape }),
})

export const readProgramme = endpoint({
  id: 'programme.readProgramme',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId',
  title: { zh: '项目详情', en: 'A programme' },
  audience: 'signed-in',
  params: programmeParams,
  reply: ProgrammeShape,
})

export const createProgramme = endpoint({
  id: 'programme.createProgramme',
  method: 'POST',
  path: '/api/v1/programmes',
  title: { zh: '新建项目', en: 'Create a programme' },
  audience: 'signed-in',
  body: Type.Object({ officeId: Type.Optional(IdShape), ...facts }),
  reply: Type.Object({ programmeId: IdShape }),
  status: 201,
})

export const editProgramme = endpoint({
  id: 'programme.editProgramme',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId',
  title: { zh: '修改项目', en: 'Edit a programme' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({ revision: Type.Integer(), ...facts }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const setProgrammeStatus = endpoint({
  id: 'programme.setProgrammeStatus',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId/status',
  title: { zh: '启动或结束项目', en: 'Start or close a programme' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({ status: OneOf(programmeStatuses) }),
  reply: Empty,
  status: 204,
})

export const saveKeyAreas = endpoint({
  id: 'programme.saveKeyAreas',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId/key-areas',
  title: { zh: '保存重点领域', en: 'Save the key areas' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({
    keyAreas: Type.Array(
      Type.Object({
        id: Type.Optional(IdShape),
        code: Type.String({
          pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
          description: 'small letters, digits, hyphens',
        }),
        name: NameOf(100, { minLength: 1 }),
        nameEn: NameOf(100),
      }),
      {
        maxItems: 100,
        description: 'the whole list in its order; one left out is removed unless a course uses it',
      },
    ),
  }),
  reply: Type.Object({ keyAreas: Type.Array(KeyAreaShape) }),
})

export const previewNumber = endpoint({
  id: 'programme.previewNumber',
  method: 'POST',
  path: '/api/v1/numbering-previews',
  title: { zh: '编号样例', en: 'Sample of a numbering scheme' },
  audience: 'signed-in',
  body: NumberingShape,
  reply: Type.Object({ number: Type.String() }),
})

/** Draft and submitted by the institution; decided by the office; suspended may be resumed, withdrawn may not. */
export const approvalStatuses = [
  'draft',
  'submitted',
  'approved',
  'refused',
  'suspended',
  'withdrawn',
] as const

export const ApprovalShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  institutionId: IdShape,
  institutionName: Type.String(),
  institutionNameEn: Type.String(),
  status: OneOf(approvalStatuses),
  /** True when approved and the day asked is within the dates. */
  inForce: Type.Boolean(),
  modes: Type.Array(ModeShape),
  from: Type.Union([DayShape, Type.Null()]),
  to: Type.Union([DayShape, Type.Null()]),
  statement: Type.String(),
  reason: Type.String(),
  submittedAt: Type.Union([InstantShape, Type.Null()]),
  decidedAt: Type.Union([InstantShape, Type.Null()]),
  createdAt: InstantShape,
  may: MayShape,
})
export type Approval = Static<typeof ApprovalShape>

export const listApprovals = endpoint({
  id: 'programme.listApprovals',
  method: 'GET',
  path: '/api/v1/institution-approvals',
  title: { zh: '施教机构认定', en: 'Institution approvals' },
  audience: 'signed-in',
  query: Type.Object({
    programmeId: Type.Optional(IdShape),
    institutionId: Type.Optional(IdShape),
    status: Type.Optional(OneOf(approvalStatuses)),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the institution’s name' })),
    ...pageQuery,
  }),
  reply: Page(ApprovalShape),
})

export const readApproval = endpoint({
  id: 'programme.readApproval',
  method: 'GET',
  path: '/api/v1/institution-approvals/:approvalId',
  title: { zh: '认定详情', en: 'An institution approval' },
  audience: 'signed-in',
  params: Type.Object({ approvalId: IdShape }),
  reply: ApprovalShape,
})

const application = {
  modes: Type.Array(ModeShape, { uniqueItems: true, maxItems: 3 }),
  statement: Type.String({ maxLength: 5000, description: 'self-assessment' }),
}

export const startApproval = endpoint({
  id: 'programme.startApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals',
  title: { zh: '起草认定申请', en: 'Begin an application for approval' },
  audience: 'signed-in',
  body: Type.Object({ programmeId: IdShape, institutionId: IdShape, ...application }),
  reply: Type.Object({ approvalId: IdShape }),
  status: 201,
})

const approvalParams = Type.Object({ approvalId: IdShape })

export const saveApproval = endpoint({
  id: 'programme.saveApproval',
  method: 'PUT',
  path: '/api/v1/institution-approvals/:approvalId',
  title: { zh: '保存认定申请', en: 'Save an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Type.Object(application),
  reply: Empty,
  status: 204,
})

export const submitApproval = endpoint({
  id: 'programme.submitApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/:approvalId/submit',
  title: { zh: '提交认定申请', en: 'Submit an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const decideApproval = endpoint({
  id: 'programme.decideApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/:approvalId/decision',
  title: { zh: '认定决定', en: 'Decide an application for approval' },
  audience: 'signed-in',
  params: approvalParams,
  body: Type.Object({
    decision: OneOf(['approve', 'refuse', 'return', 'suspend', 'resume', 'withdraw'] as const),
    reason: Type.Optional(
      Type.String({ maxLength: 1000, description: 'required unless approving or resuming' }),
    ),
    modes: Type.Optional(
      Type.Array(ModeShape, {
        uniqueItems: true,
        maxItems: 3,
        description: 'scope approved; as applied for when left out',
      }),
    ),
    from: Type.Optional(DayShape),
    to: Type.Optional(DayShape),
  }),
  reply: Empty,
  status: 204,
})

export const recordApproval = endpoint({
  id: 'programme.recordApproval',
  method: 'POST',
  path: '/api/v1/institution-approvals/recorded',
  title: { zh: '登记已有认定', en: 'Record an approval decided outside the system' },
  audience: 'signed-in',
  body: Type.Object({
    programmeId: IdShape,
    institutionId: IdShape,
    modes: Type.Array(ModeShape, { uniqueItems: true, minItems: 1, maxItems: 3 }),
    from: DayShape,
    to: DayShape,
    reason: Type.String({ minLength: 1, maxLength: 1000, description: 'document it was decided by' }),
  }),
  reply: Type.Object({ approvalId: IdShape }),
  status: 201,
})

export const publicProgrammes = endpoint({
  id: 'programme.publicProgrammes',
  method: 'GET',
  path: '/api/v1/public/programmes',
  title: { zh: '项目公开信息', en: 'Public facts of the programmes' },
  audience: 'public',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        code: Type.String(),
        name: Type.String(),
        nameEn: Type.String(),
        field: Type.String(),
        fieldEn: Type.String(),
        officeName: Type.String(),
        officeNameEn: Type.String(),
        legalBasis: Type.String(),
        from: DayShape,
        to: Type.Union([DayShape, Type.Null()]),
        demo: Type.Boolean(),
        keyAreas: Type.Array(
          Type.Object({ id: IdShape, code: Type.String(), name: Type.String(), nameEn: Type.String() }),
        ),
      }),
    ),
  }),
})
