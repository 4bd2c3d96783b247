import { Type } from 'typebox'
import { itemKinds } from '../../../kernel/exam-question.ts'
import { OneOf } from '../../../wire/shapes.ts'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

export const HashShape = Type.String({ pattern: '^[0-9a-f]{64}$' })

const OptionShape = Type.Object({ id: Type.String(), text: Type.String() })
const InnerPartShape = Type.Object({ id: Type.String(), text: Type.String() })
/** What a question has beside its options: blanks, rows, or the questions of a case. */
export const PartsShape = Type.Array(
  Type.Object({
    id: Type.String(),
    text: Type.String(),
    kind: Type.Optional(OneOf(itemKinds)),
    options: Type.Optional(Type.Array(OptionShape)),
    parts: Type.Optional(Type.Array(InnerPartShape)),
    points: Type.Optional(Type.String({ description: 'weight within its case' })),
  }),
)
export const MediaShape = Type.Array(
  Type.Object({
    hash: HashShape,
    type: Type.String(),
    text: Type.String({ description: 'the same in words' }),
  }),
)
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
export const PointsShape = Type.String({
  pattern: '^\\d{1,4}(\\.\\d{1,4})?$',
  description: 'marks as an exact decimal, "2" or "1.5"',
})
