import { Type } from 'typebox'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

export const questionKinds = ['single', 'multiple', 'judgement'] as const
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
