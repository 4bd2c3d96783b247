import { fault } from '../reading/cursor.ts'
import type { Comparison } from './predicate.ts'
import { sameValue, type Single } from './same-value.ts'

const isSingle = (operand: unknown): operand is Single =>
  operand === null || typeof operand === 'string' || typeof operand === 'boolean' || Number.isInteger(operand)

export const is: Comparison = {
  key: 'is',
  read: (at) => {
    const operand = at.value
    if (!isSingle(operand)) return fault(at, typeof operand === 'number' ? 'number.inexact' : 'type.value')
    return (value) => sameValue(value, operand)
  },
  among: (operand) => (typeof operand === 'string' ? [operand] : null),
}
