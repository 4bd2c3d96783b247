import { Type, type Static } from 'typebox'
import { identityKinds } from '../../../kernel/identity-number.ts'
import { BilingualShape, DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { classFactValues } from '../../programme/contract.ts'

export const NullableText = Type.Union([Type.String(), Type.Null()])
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

/**
 * Facts that are never recorded, for they follow from what the house keeps: `programme` from enrolments, `employer` (an
 * organisation's id) from employments, `birth` from the person, `class` from a programme's decisions. What is derived holds
 * whatever evidence says; all other facts are recorded.
 */
export const derivedFacts = ['programme', 'employer', 'birth', 'class'] as const

/**
 * Beside the house's own facts whatever the rules of some programme ask (`GET …/facts`), by the name they ask it: a day as
 * `2026-03-02`, yes and no as `true` and `false`, a number as in rules. An empty value takes a fact back from the day on;
 * null says that there is none, where rules ask whether there is. Errors: `evidence.fact-unknown`, `evidence.fact-derived`,
 * `evidence.fact-value`.
 */
export type Facts = Readonly<Record<string, string | null>>
export const FactsShape = Type.Unsafe<Facts>(
  Type.Object(
    {
      ...Object.fromEntries(
        Object.entries(evidenceChoices).map(([fact, values]) => [
          fact,
          Type.Optional(OneOf([...values, ''] as readonly string[])),
        ]),
      ),
      ...Object.fromEntries(
        evidenceTexts.map((fact) => [fact, Type.Optional(Type.String({ maxLength: 120 }))]),
      ),
    },
    { additionalProperties: Type.Union([Type.String({ maxLength: 120 }), Type.Null()]), maxProperties: 60 },
  ),
)

/** A fact that rules ask of a person, what it may be, and what is on record of it. */
export const PersonFactShape = Type.Object({
  fact: Type.String({ description: 'the name it is recorded under' }),
  name: BilingualShape,
  kind: OneOf(['choice', 'flag', 'day', 'number', 'text'] as const),
  values: Type.Array(Type.Object({ value: Type.String(), name: BilingualShape })),
  isOrder: Type.Boolean({ description: 'no other value than these' }),
  mayBeNone: Type.Boolean(),
  isDerived: Type.Boolean({ description: 'follows from what the house keeps; never recorded' }),
  programmes: Type.Array(Type.Object({ id: IdShape, name: Type.String(), nameEn: Type.String() })),
  spans: Type.Array(
    Type.Object({
      value: NullableText,
      name: BilingualShape,
      from: NullableDay,
      to: NullableDay,
    }),
  ),
})
export type PersonFact = Static<typeof PersonFactShape>

export const IdentityInput = Type.Object({
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
  facts: Type.Record(Type.String(), NullableText),
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

export const personParams = Type.Object({ personId: IdShape })
