import { readOneOrMore } from '../reading/cursor.ts'
import type { Comparison } from './predicate.ts'
import { sameValue } from './same-value.ts'

/** True if a list holds every one of the operands. */
export const has: Comparison = {
  key: 'has',
  read: (at) => {
    const operands = readOneOrMore(at)
    return (value) => operands.every((operand) => sameValue(value, operand))
  },
  among: (operand) => (typeof operand === 'string' ? [operand] : null),
}
