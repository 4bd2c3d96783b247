import { type Static, type TSchema, Type } from 'typebox'
import { BilingualShape, DayShape, OneOf } from '../../../wire/shapes.ts'

const Nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])

export const QuotedClauseShape = Type.Object({
  id: Type.String(),
  text: BilingualShape,
  document: Type.Object({
    number: Type.String(),
    authority: BilingualShape,
    published: Nullable(DayShape),
    uncertain: Type.Array(Type.String()),
  }),
})

export const RecogniserShape = Type.Object({
  role: OneOf(['system', 'employer', 'association', 'district', 'office'] as const),
  name: Type.String(),
  nameEn: Type.String(),
})

/** What the engine makes of a declaration, next to everything on record: figures, steps and the lines they rest on. */
export const PreviewShape = Type.Object({
  path: Nullable(OneOf(['automatic', 'employer', 'sector', 'authority'] as const)),
  accepts: Type.Array(Type.String()),
  /** Who stands for that body where this person is concerned; null where nobody would, or nobody can. */
  recognise: Nullable(RecogniserShape),
  status: Type.String(),
  because: Type.String(),
  becauseText: BilingualShape,
  gives: Type.Array(
    Type.Object({
      period: Type.String(),
      category: Type.String(),
      categoryName: BilingualShape,
      measure: Type.String(),
      unit: BilingualShape,
      amount: Type.String({ description: 'exact, in the unit of the measure' }),
      amountHigh: Nullable(Type.String({ description: 'where a missing fact leaves a range' })),
      minutes: Nullable(Type.Integer()),
    }),
  ),
  steps: Type.Array(
    Type.Object({
      op: Type.String(),
      in: Type.String(),
      inName: Nullable(BilingualShape),
      by: Nullable(Type.String()),
      out: Type.String(),
      clause: Nullable(Type.String()),
    }),
  ),
  clauses: Type.Array(QuotedClauseShape),
  winner: Nullable(Type.String()),
  missing: Type.Array(Type.String()),
  pack: Type.Object({ id: Type.String(), version: Nullable(Type.String()), hash: Type.String() }),
})
export type Preview = Static<typeof PreviewShape>
