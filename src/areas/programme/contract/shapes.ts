import { type Static, Type } from 'typebox'
import { DayShape, IdShape, MayShape, NameOf, NameShape, OneOf } from '../../../wire/shapes.ts'

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

export const facts = {
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
  /** Hours were entered or a period counted by its rule pack, which is fixed from then on. */
  rulePackInUse: Type.Boolean(),
  revision: Type.Integer(),
  may: MayShape,
})
export type Programme = Static<typeof ProgrammeShape>

export const programmeParams = Type.Object({ programmeId: IdShape })
