import { readTexts, fault } from '../reading/cursor.ts'
import type { Comparison } from './predicate.ts'
import { sameValue } from './same-value.ts'

export const isIn: Comparison = {
  key: 'in',
  read: (at) => {
    if (!Array.isArray(at.value)) return fault(at, 'type.list')
    const operands = readTexts(at)
    return (value) => operands.some((operand) => sameValue(value, operand))
  },
  among: (operand) => (Array.isArray(operand) ? operand.filter((item) => typeof item === 'string') : null),
}
