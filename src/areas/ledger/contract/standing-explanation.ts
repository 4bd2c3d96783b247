import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, DayShape, IdShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import {
  CategoryNames,
  Clause,
  HintShape,
  RecordActivity,
  RecordLine,
  StandingWord,
  WhyNothing,
} from '../contract.ts'
import { AdjustmentShape, closingKinds } from './closings.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

/** One step of the reasoning: its answer follows from those of its children, named by their place in the list. */
const ReasonShape = Type.Object({
  id: Type.Integer(),
  op: Type.String(),
  sentence: BilingualShape,
  children: Type.Array(Type.Integer()),
  /** What the arithmetic gives; a reader says `spared` in its place where that is given. */
  standing: Nullable(StandingWord),
  /** Why nobody is asked for what is not met: the period is exempt whole, or something else suffices. */
  spared: Nullable(OneOf(['exempt', 'not-needed'] as const)),
  amount: Nullable(Type.String({ description: 'exact, in `unit`' })),
  /** Upper end where a missing fact leaves a range; `unbounded` where nothing limits it. */
  amountHigh: Nullable(Type.String()),
  unit: Nullable(BilingualShape),
  minutes: Nullable(Type.Integer()),
  clause: Nullable(Type.String({ description: 'id of one of `clauses`' })),
  activityId: Nullable(IdShape),
  entryId: Nullable(IdShape),
})

/** A closed year: everything beside this is of the frozen row, under the rules of then; this is what came since. */
const ClosedShape = Type.Object({
  on: DayShape,
  kind: OneOf(closingKinds),
  reason: Type.String({ description: 'of a supplementary closing' }),
  closingId: IdShape,
  hash: Type.String({ description: 'SHA-256 of the frozen row, base64url' }),
  adjustments: Type.Array(AdjustmentShape),
  isFiguresOnly: Type.Boolean({
    description:
      'the rules of then can no longer be read: what is shown is what the row keeps, and `reasons` is empty',
  }),
  /** Why the rules of today say nothing of it; null where they can be used. */
  refused: Nullable(BilingualShape),
  /** What the rules give today, where that is not what was frozen: only a supplementary closing puts it in its place. */
  now: Nullable(
    Type.Object({
      standing: StandingWord,
      applies: Type.Boolean(),
      because: WhyNothing,
      exempt: Nullable(OneOf(['full', 'part'] as const)),
      lines: Type.Array(RecordLine),
      linesJoined: OneOf(['any', 'all'] as const),
      otherRules: Type.Boolean({ description: 'the rules are no longer those of the closing' }),
    }),
  ),
})

/** Why somebody stands as they do: the engine's own trace in words, with the evidence and the text it rests on. */
export const standingExplanation = endpoint({
  id: 'ledger.standingExplanation',
  method: 'GET',
  path: '/api/v1/people/:personId/standing/explanation',
  title: { zh: '达标情况的来由', en: 'Why somebody stands as they do' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({
    year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
    programme: Type.Optional(IdShape),
  }),
  reply: Type.Object({
    personId: IdShape,
    name: Type.String(),
    programmeId: IdShape,
    programmeName: Type.String(),
    programmeNameEn: Type.String(),
    year: Type.String(),
    /** Day it is judged on: today, or that of the closing. */
    on: DayShape,
    closed: Nullable(ClosedShape),
    may: MayShape,
    applies: Type.Boolean(),
    because: WhyNothing,
    standing: StandingWord,
    period: Nullable(
      Type.Object({
        from: DayShape,
        to: DayShape,
        exempt: Nullable(OneOf(['full', 'part'] as const)),
      }),
    ),
    lines: Type.Array(RecordLine),
    linesJoined: OneOf(['any', 'all'] as const),
    activities: Type.Array(RecordActivity),
    missing: Type.Array(Type.String()),
    missingText: Type.Array(BilingualShape),
    hints: Type.Array(HintShape),
    categories: CategoryNames,
    reasons: Type.Array(ReasonShape),
    root: Nullable(Type.Integer()),
    clauses: Type.Array(Clause),
    rulePack: Type.Object({
      id: Type.String(),
      version: Nullable(Type.String()),
      hash: Type.String(),
      title: BilingualShape,
    }),
  }),
})
