import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, DayShape, IdShape, OneOf } from '../../../wire/shapes.ts'
import {
  CategoryNames,
  Clause,
  HintShape,
  RecordActivity,
  RecordLine,
  StandingWord,
  WhyNothing,
} from '../contract.ts'

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
    on: DayShape,
    applies: Type.Boolean(),
    because: WhyNothing,
    standing: StandingWord,
    period: Nullable(
      Type.Object({
        from: DayShape,
        to: DayShape,
        exempt: Nullable(OneOf(['full', 'part'] as const)),
        closedOn: Nullable(DayShape),
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
