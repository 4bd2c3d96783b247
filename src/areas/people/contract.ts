import { Type, type Static } from 'typebox'
import { identityKinds } from '../../kernel/identity-number.ts'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  PersonNameShape,
  NewPasswordShape,
  OneOf,
} from '../../wire/shapes.ts'
import { classFactValues } from '../programme/contract.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])
const NullableDay = Type.Union([DayShape, Type.Null()])

export const IdentityKindShape = OneOf(identityKinds)
export const SexShape = OneOf(['female', 'male'] as const)

/** Where a statement about a person came from. */
export const recordSources = ['roster', 'self', 'employer', 'office'] as const
export const RecordSourceShape = OneOf(recordSources)
export type RecordSource = Static<typeof RecordSourceShape>

/** Facts that may be put on record with a choice of values: those that class criteria ask for, in the same words. */
export const evidenceChoices = classFactValues
export type ChoiceFact = keyof typeof evidenceChoices

/** Facts that are words, as on the papers. */
export const evidenceTexts = ['title', 'education', 'major', 'qualification'] as const
export type TextFact = (typeof evidenceTexts)[number]

/** An empty value takes a fact back from the day on. */
export const FactsShape = Type.Object({
  ...Object.fromEntries(
    Object.entries(evidenceChoices).map(([fact, values]) => [
      fact,
      Type.Optional(OneOf([...values, ''] as readonly string[])),
    ]),
  ),
  ...Object.fromEntries(evidenceTexts.map((fact) => [fact, Type.Optional(Type.String({ maxLength: 120 }))])),
})
export type Facts = Readonly<Record<string, string>>

const IdentityInput = Type.Object({
  kind: Type.Optional(IdentityKindShape),
  number: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'as on the document; spaces and full-width characters are accepted',
  }),
})

export const PersonSummaryShape = Type.Object({
  id: IdShape,
  name: Type.String(),
  sex: Type.Union([SexShape, Type.Null()]),
  birthYear: Type.Union([Type.Integer(), Type.Null()]),
  identityMasked: Type.String({ description: '310***********1234' }),
  employers: Type.Array(Type.Object({ id: IdShape, name: Type.String(), post: Type.String() })),
  class: NullableText,
  demo: Type.Boolean(),
})
export type PersonSummary = Static<typeof PersonSummaryShape>

export const EmploymentShape = Type.Object({
  id: IdShape,
  employerId: IdShape,
  employerName: Type.String(),
  employerStatus: Type.String(),
  post: Type.String(),
  from: DayShape,
  to: NullableDay,
  source: RecordSourceShape,
  may: MayShape,
})

export const EvidenceShape = Type.Object({
  id: IdShape,
  from: DayShape,
  facts: Type.Record(Type.String(), Type.String()),
  document: Type.String(),
  source: RecordSourceShape,
  recordedAt: InstantShape,
  checkedAt: Type.Union([InstantShape, Type.Null()]),
})

export const ClassDecisionShape = Type.Object({
  programmeId: IdShape,
  programmeName: Type.String(),
  class: Type.String(),
  from: DayShape,
  reason: Type.String(),
  decidedAt: InstantShape,
})

export const PersonShape = Type.Object({
  id: IdShape,
  name: Type.String(),
  formerNames: Type.Array(Type.Object({ name: Type.String(), until: InstantShape, reason: Type.String() })),
  sex: Type.Union([SexShape, Type.Null()]),
  birth: NullableDay,
  phone: Type.String(),
  /** The person typed a code that was sent there. */
  phoneProved: Type.Boolean(),
  email: Type.String(),
  documents: Type.Array(
    Type.Object({
      kind: IdentityKindShape,
      masked: Type.String(),
      addedAt: InstantShape,
      endedAt: Type.Union([InstantShape, Type.Null()]),
    }),
  ),
  employments: Type.Array(EmploymentShape),
  evidence: Type.Array(EvidenceShape),
  /** What the evidence says today. */
  facts: Type.Record(Type.String(), Type.String()),
  classes: Type.Array(ClassDecisionShape),
  hasAccount: Type.Boolean(),
  demo: Type.Boolean(),
  createdAt: InstantShape,
  revision: Type.Integer(),
  may: MayShape,
})
export type Person = Static<typeof PersonShape>

const personParams = Type.Object({ personId: IdShape })

export const listPeople = endpoint({
  id: 'people.listPeople',
  method: 'GET',
  path: '/api/v1/people',
  title: { zh: '人员名册（按角色范围）', en: 'People within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60, description: 'part of a name; never an identity number' })),
    employerId: Type.Optional(IdShape),
    class: Type.Optional(Type.String({ pattern: '^[A-Z]$' })),
    ...pageQuery,
  }),
  reply: Page(PersonSummaryShape),
})

export const findPerson = endpoint({
  id: 'people.findPerson',
  method: 'POST',
  path: '/api/v1/people/find',
  title: { zh: '按证件号码查找一人（留痕）', en: 'Find one person by identity number; recorded' },
  audience: 'signed-in',
  body: IdentityInput,
  reply: Type.Object({ person: Type.Union([PersonSummaryShape, Type.Null()]) }),
})

export const readPerson = endpoint({
  id: 'people.readPerson',
  method: 'GET',
  path: '/api/v1/people/:personId',
  title: { zh: '人员档案', en: 'A person’s record' },
  audience: 'signed-in',
  params: personParams,
  reply: PersonShape,
})

export const registerSelf = endpoint({
  id: 'people.registerSelf',
  method: 'POST',
  path: '/api/v1/people',
  title: { zh: '专业技术人员自行注册', en: 'Register oneself' },
  audience: 'public',
  body: Type.Object({
    name: PersonNameShape,
    identity: IdentityInput,
    phone: Type.String({ minLength: 5, maxLength: 40 }),
    code: Type.Optional(
      Type.String({
        minLength: 6,
        maxLength: 20,
        description: 'sent to the phone for `register`; not needed where no text messages are sent',
      }),
    ),
    codeId: Type.Optional(Type.String({ maxLength: 40, description: 'as told when the code was asked for' })),
    email: Type.Optional(Type.String({ maxLength: 120 })),
    password: NewPasswordShape,
    employerName: Type.Optional(Type.String({ maxLength: 120 })),
    post: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: Type.Object({
    personId: IdShape,
    signIn: Type.String({ description: 'what to type to sign in' }),
    /** A record made by a roster was found and is this person’s now. */
    found: Type.Boolean(),
  }),
  status: 201,
})

export const addStaff = endpoint({
  id: 'people.addStaff',
  method: 'POST',
  path: '/api/v1/employers/:employerId/staff',
  title: { zh: '登记一名职工', en: 'Put one member of staff on record' },
  audience: 'signed-in',
  params: Type.Object({ employerId: IdShape }),
  body: Type.Object({
    name: PersonNameShape,
    identity: IdentityInput,
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    email: Type.Optional(Type.String({ maxLength: 120 })),
    post: Type.Optional(Type.String({ maxLength: 60 })),
    facts: Type.Optional(FactsShape),
  }),
  reply: Type.Object({ personId: IdShape, known: Type.Boolean() }),
  status: 201,
})

export const renamePerson = endpoint({
  id: 'people.renamePerson',
  method: 'PUT',
  path: '/api/v1/people/:personId/name',
  title: { zh: '变更姓名（已发证书不变）', en: 'Change a name; issued certificates stay as they are' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    name: PersonNameShape,
    reason: Type.String({ minLength: 1, maxLength: 300 }),
    revision: Type.Integer(),
  }),
  reply: Empty,
})

export const editContacts = endpoint({
  id: 'people.editContacts',
  method: 'PUT',
  path: '/api/v1/people/:personId/contacts',
  title: { zh: '修改联系方式', en: 'Change phone and e-mail' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    phone: Type.String({ maxLength: 40 }),
    email: Type.String({ maxLength: 120 }),
    revision: Type.Integer(),
  }),
  reply: Empty,
})

export const unmaskIdentity = endpoint({
  id: 'people.unmaskIdentity',
  method: 'POST',
  path: '/api/v1/people/:personId/identity/unmask',
  title: {
    zh: '查看完整证件号码（须说明用途，留痕）',
    en: 'Show the whole identity number; the purpose is recorded',
  },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ purpose: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({
    documents: Type.Array(Type.Object({ kind: IdentityKindShape, number: Type.String() })),
  }),
})

export const replaceIdentity = endpoint({
  id: 'people.replaceIdentity',
  method: 'POST',
  path: '/api/v1/people/:personId/identity',
  title: { zh: '更换证件', en: 'Replace the identity document' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ identity: IdentityInput, reason: Type.String({ minLength: 1, maxLength: 300 }) }),
  reply: Empty,
  status: 201,
})

export const addEmployment = endpoint({
  id: 'people.addEmployment',
  method: 'POST',
  path: '/api/v1/people/:personId/employments',
  title: { zh: '登记任职单位', en: 'Record an employment' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    employerId: IdShape,
    post: Type.Optional(Type.String({ maxLength: 60 })),
    from: DayShape,
  }),
  reply: Type.Object({ employmentId: IdShape }),
  status: 201,
})

export const endEmployment = endpoint({
  id: 'people.endEmployment',
  method: 'POST',
  path: '/api/v1/people/:personId/employments/:employmentId/end',
  title: { zh: '终止任职', en: 'End an employment' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape, employmentId: IdShape }),
  body: Type.Object({ on: DayShape, reason: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Empty,
})

export const recordEvidence = endpoint({
  id: 'people.recordEvidence',
  method: 'POST',
  path: '/api/v1/people/:personId/evidence',
  title: { zh: '登记学历、职称、资格等', en: 'Put education, title or qualification on record' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    from: DayShape,
    facts: FactsShape,
    document: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Type.Object({ evidenceId: IdShape }),
  status: 201,
})

export const checkEvidence = endpoint({
  id: 'people.checkEvidence',
  method: 'POST',
  path: '/api/v1/people/:personId/evidence/:evidenceId/check',
  title: { zh: '核验材料', en: 'Confirm that the papers were seen' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape, evidenceId: IdShape }),
  reply: Empty,
})

const CriterionShape = Type.Object({
  class: Type.String(),
  text: Type.Object({ zh: Type.String(), en: Type.String() }),
})

export const readClasses = endpoint({
  id: 'people.readClasses',
  method: 'GET',
  path: '/api/v1/people/:personId/classes',
  title: {
    zh: '人员类别：规则建议与认定',
    en: 'Person classes: what the rule proposes and what was decided',
  },
  audience: 'signed-in',
  params: personParams,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        programmeId: IdShape,
        programmeName: Type.String(),
        programmeNameEn: Type.String(),
        /** What the programme's rule gives for the facts of today; null when no criterion holds. */
        proposed: Type.Union([CriterionShape, Type.Null()]),
        /** Waiting for the office. */
        submitted: Type.Boolean(),
        decided: Type.Union([
          Type.Object({ class: Type.String(), from: DayShape, decidedAt: InstantShape }),
          Type.Null(),
        ]),
        may: MayShape,
      }),
    ),
    facts: Type.Record(Type.String(), Type.String()),
  }),
})

export const proposeClass = endpoint({
  id: 'people.proposeClass',
  method: 'POST',
  path: '/api/v1/people/:personId/classes/propose',
  title: { zh: '按规则申报人员类别', en: 'Submit the class the rule proposes' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ programmeId: IdShape }),
  reply: Type.Object({ class: Type.String() }),
})

export const decideClass = endpoint({
  id: 'people.decideClass',
  method: 'POST',
  path: '/api/v1/people/:personId/classes/decide',
  title: { zh: '认定人员类别', en: 'Decide a person’s class' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    programmeId: IdShape,
    class: Type.String({ pattern: '^[A-Z]$' }),
    from: DayShape,
    reason: Type.Optional(
      Type.String({ maxLength: 300, description: 'needed when the class is not the proposed one' }),
    ),
  }),
  reply: Empty,
})

export const listClassProposals = endpoint({
  id: 'people.listClassProposals',
  method: 'GET',
  path: '/api/v1/class-proposals',
  title: { zh: '待认定的人员类别', en: 'Person classes waiting for a decision' },
  audience: 'signed-in',
  query: Type.Object({ programmeId: Type.Optional(IdShape), ...pageQuery }),
  reply: Page(
    Type.Object({
      personId: IdShape,
      name: Type.String(),
      programmeId: IdShape,
      programmeName: Type.String(),
      class: Type.String(),
      current: NullableText,
      criterion: CriterionShape,
      facts: Type.Record(Type.String(), Type.String()),
      proposedAt: InstantShape,
    }),
  ),
})
