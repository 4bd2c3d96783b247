import { Type, type Static } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page } from '../../wire/page.ts'
import { BilingualShape, DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../wire/shapes.ts'

export const StandingWord = OneOf(['met', 'unmet', 'undetermined'] as const)
const YearShape = Type.String({ pattern: '^\\d{4}$' })

/** RESULT of docs/rules: a contract of its own with its own JSON Schema, passed through as the engine made it. */
const RuleResultShape = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

export const standing = endpoint({
  id: 'ledger.standing',
  method: 'GET',
  path: '/api/v1/people/:personId/standing',
  title: { zh: '某日的达标情况', en: 'Standing on a day' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({
    on: Type.Optional(DayShape),
    obligation: Type.Optional(Type.String({ maxLength: 60 })),
    period: Type.Optional(
      Type.String({
        pattern: '^\\d{4}(-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\d)?$',
        description: '2026, or 2026-07-01/2028-06-30',
      }),
    ),
    programme: Type.Optional(IdShape),
  }),
  reply: RuleResultShape,
})

const Entry = Type.Object({
  id: IdShape,
  activityId: IdShape,
  period: Type.String(),
  category: Type.String(),
  measure: Type.String(),
  amount: Type.String({ description: 'exact, in the unit of the measure' }),
  minutes: Type.Union([Type.Integer(), Type.Null()]),
  title: Type.String(),
  source: OneOf(['class', 'declaration', 'reversal'] as const),
  completedOn: DayShape,
  recogniser: Type.String(),
  recognisedOn: DayShape,
  pack: Type.String(),
  rulesetHash: Type.String(),
  reverses: Type.Union([IdShape, Type.Null()]),
  reason: Type.String(),
  recordedAt: InstantShape,
})

export const ledger = endpoint({
  id: 'ledger.entries',
  method: 'GET',
  path: '/api/v1/people/:personId/ledger',
  title: { zh: '学时台账', en: 'Hours ledger' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({ year: Type.Optional(YearShape), programme: Type.Optional(IdShape) }),
  reply: Page(Entry),
})

/** What a declared kind, or a choice in it, is called by its pack; null for what the programme itself holds. */
const KindName = Type.Union([BilingualShape, Type.Null()])

export const Clause = Type.Object({
  id: Type.String(),
  text: BilingualShape,
  document: Type.Object({
    number: Type.String(),
    authority: BilingualShape,
    published: Type.Union([DayShape, Type.Null()]),
    uncertain: Type.Array(Type.String()),
  }),
})

export const explanation = endpoint({
  id: 'ledger.explanation',
  method: 'GET',
  path: '/api/v1/ledger/:entryId/explanation',
  title: { zh: '这笔学时从何而来', en: 'Where these hours come from' },
  audience: 'signed-in',
  params: Type.Object({ entryId: IdShape }),
  reply: Type.Object({
    entry: Entry,
    unit: Type.Object({
      zh: Type.String(),
      en: Type.String(),
      minutes: Type.Union([Type.Integer(), Type.Null()]),
    }),
    evidence: Type.Object({
      kind: Type.String(),
      kindName: KindName,
      /** What a person answered to the questions of a declared kind, in the words of the pack. */
      answers: Type.Array(Type.Object({ label: BilingualShape, value: BilingualShape })),
      title: Type.String(),
      titleEn: Type.String(),
      mode: Type.Union([Type.String(), Type.Null()]),
      category: Type.Union([Type.String(), Type.Null()]),
      from: DayShape,
      to: DayShape,
      sessions: Type.Array(
        Type.Object({
          date: DayShape,
          start: Type.Optional(Type.String()),
          end: Type.Optional(Type.String()),
          minutes: Type.Integer(),
        }),
      ),
      facts: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
      recognitions: Type.Array(Type.Object({ by: Type.String(), on: DayShape, act: Type.String() })),
      approvals: Type.Array(
        Type.Object({
          kind: Type.String(),
          by: Type.String(),
          byName: Type.Union([BilingualShape, Type.Null()], {
            description: 'the organisation of `by`; null where it is none of the register',
          }),
          on: Type.Union([DayShape, Type.Null()]),
          number: Type.String(),
        }),
      ),
    }),
    steps: Type.Array(
      Type.Object({
        op: Type.String(),
        in: Type.String(),
        inName: KindName,
        by: Type.Optional(Type.String()),
        out: Type.String(),
        clause: Type.Optional(Type.String()),
        measure: Type.Optional(Type.String()),
      }),
    ),
    clauses: Type.Array(Clause),
    rulePack: Type.Object({
      id: Type.String(),
      version: Type.Union([Type.String(), Type.Null()]),
      hash: Type.String(),
      title: BilingualShape,
    }),
    trace: Type.Unsafe<object>({
      type: 'object',
      additionalProperties: true,
      description: 'trace of RESULT, whole',
    }),
    /** When and why this entry was taken back, by an entry of its own. */
    takenBack: Type.Union([Type.Object({ at: InstantShape, reason: Type.String() }), Type.Null()]),
    /** `ledger.reverse`: the reader may take back the class behind it, whole. */
    may: MayShape,
  }),
})

export const RecordLine = Type.Object({
  id: Type.String(),
  name: BilingualShape,
  /** Title or licence it is asked for, where something is asked for several apart. */
  holding: Type.Union([BilingualShape, Type.Null()]),
  measure: Type.String(),
  unit: Type.Object({ zh: Type.String(), en: Type.String() }),
  required: Type.String(),
  counted: Type.String(),
  remaining: Type.String(),
  /** The same in whole minutes where the measure is time. */
  requiredMinutes: Type.Union([Type.Integer(), Type.Null()]),
  countedMinutes: Type.Union([Type.Integer(), Type.Null()]),
  /** Filled share of the ring, 0-1000. */
  filledPermille: Type.Integer(),
  standing: StandingWord,
  clause: Type.Union([Clause, Type.Null()]),
})

/** Nearest ways to meet the requirement, as RESULT has them. */
export const HintShape = Type.Union([
  Type.Object({
    kind: Type.Literal('earn'),
    need: Type.Array(
      Type.Object({
        category: Type.Union([Type.String(), Type.Null()]),
        anyOf: Type.Optional(Type.Array(Type.String())),
        measure: Type.String(),
        amount: Type.String(),
        line: Type.Optional(Type.String()),
        /** Days in which it has to be completed, where an inner year of a cycle asks for it. */
        from: Type.Optional(DayShape),
        before: Type.Optional(DayShape),
      }),
    ),
    total: Type.String(),
    before: DayShape,
  }),
  Type.Object({
    kind: Type.Literal('recognise'),
    activities: Type.Array(Type.String()),
    by: Type.Array(Type.String()),
    gives: Type.String(),
    // RESULT of docs/rules says `then`; nobody awaits a hint.
    // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
    then: StandingWord,
  }),
  Type.Object({
    kind: Type.Literal('choose-period'),
    activity: Type.String(),
    period: Type.String(),
    // RESULT of docs/rules says `then`; nobody awaits a hint.
    // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
    then: StandingWord,
  }),
  Type.Object({ kind: Type.Literal('supply'), facts: Type.Array(Type.String()) }),
  Type.Object({
    kind: Type.Literal('unattainable'),
    lines: Type.Array(Type.String(), {
      description: 'ids of lines that no study in the year settles any more',
    }),
  }),
])
export type Hint = Static<typeof HintShape>

/** One activity of the year: what it proves, what counted of it and why. */
export const RecordActivity = Type.Object({
  id: IdShape,
  title: Type.String(),
  titleEn: Type.String(),
  kind: Type.String(),
  kindName: KindName,
  /** A declaration opens where its person declared it. */
  source: OneOf(['class', 'declaration'] as const),
  mode: Type.Union([Type.String(), Type.Null()]),
  category: Type.String(),
  categoryName: BilingualShape,
  from: DayShape,
  to: DayShape,
  evidenceMinutes: Type.Integer(),
  /** Of several titles those it was declared for; none named: all. */
  serves: Type.Array(BilingualShape),
  status: Type.String(),
  because: Type.String(),
  becauseText: BilingualShape,
  counted: Type.Array(
    Type.Object({
      measure: Type.String(),
      amount: Type.String(),
      entryId: Type.Union([IdShape, Type.Null()]),
    }),
  ),
})

/** Names of the categories that the rules declare, by id. */
export const CategoryNames = Type.Record(Type.String(), BilingualShape)

/** Why no requirement reaches the person in a year: a stable code, and a sentence. Null where one does. */
export const WhyNothing = Type.Union([
  Type.Object({ code: Type.String(), text: BilingualShape }),
  Type.Null(),
])

export const record = endpoint({
  id: 'ledger.record',
  method: 'GET',
  path: '/api/v1/people/:personId/record',
  title: { zh: '我的学习记录', en: 'My record' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({ year: Type.Optional(YearShape), programme: Type.Optional(IdShape) }),
  reply: Type.Object({
    programmes: Type.Array(Type.Object({ id: IdShape, name: Type.String(), nameEn: Type.String() })),
    programmeId: IdShape,
    year: Type.String(),
    years: Type.Array(Type.String()),
    standing: StandingWord,
    applies: Type.Boolean(),
    because: WhyNothing,
    closesOn: Type.Union([DayShape, Type.Null()]),
    /** Day of the closing whose frozen row this year is read from; null where it is not closed. */
    closedOn: Type.Union([DayShape, Type.Null()]),
    lines: Type.Array(RecordLine),
    /** `any`: one of the lines suffices (12 days or 72 hours); `all`: each is needed. */
    linesJoined: OneOf(['any', 'all'] as const),
    /** `full`: what is asked counts as met. */
    exempt: Type.Union([OneOf(['full', 'part'] as const), Type.Null()]),
    activities: Type.Array(RecordActivity),
    hints: Type.Array(HintShape),
    categories: CategoryNames,
    missing: Type.Array(Type.String()),
    missingText: Type.Array(BilingualShape),
    may: MayShape,
  }),
})

export const reverseActivity = endpoint({
  id: 'ledger.reverseActivity',
  method: 'POST',
  path: '/api/v1/activities/:activityId/reverse',
  title: { zh: '冲销一项学习记录', en: 'Take an activity back' },
  audience: 'signed-in',
  params: Type.Object({ activityId: IdShape }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 1000 }) }),
  reply: Type.Object({ reversalId: IdShape, entries: Type.Integer() }),
  status: 201,
})

/** What a programme may choose its hours rule from. */
/** What a class hour is in each programme today: how many minutes, and how the rest is rounded in one activity. */
export const HourRuleShape = Type.Object({
  programmeId: IdShape,
  programmeCode: Type.String(),
  minutes: Type.Number(),
  round: Type.Union([
    Type.Object({
      increment: Type.String({ description: 'exact number of class hours' }),
      mode: OneOf(['down', 'nearest', 'up'] as const),
    }),
    Type.Null(),
  ]),
})
export type ProgrammeHours = Static<typeof HourRuleShape>

export const classHourRules = endpoint({
  id: 'ledger.classHourRules',
  method: 'GET',
  path: '/api/v1/class-hour-rules',
  title: { zh: '各项目的学时折算', en: 'How programmes turn minutes into class hours' },
  audience: 'public',
  reply: Type.Object({ items: Type.Array(HourRuleShape) }),
})

export const rulePacks = endpoint({
  id: 'ledger.rulePacks',
  method: 'GET',
  path: '/api/v1/rule-packs',
  title: { zh: '规则包', en: 'Rule packs' },
  audience: 'public',
  reply: Page(
    Type.Object({ id: Type.String(), hash: Type.String(), title: BilingualShape, layer: Type.String() }),
  ),
})
