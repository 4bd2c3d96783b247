import { compare, parseExact } from '../../kernel/exact.ts'
import type { Value } from '../facts.ts'

export type Single = string | number | boolean | null

/** Equality of a fact with a pack's operand; numbers compare by worth, so that 2, "2" and "4/2" are one; true and "true" are one, for facts may be kept as texts. A list has a value if it contains it. */
export const sameValue = (value: Value, operand: Single): boolean => {
  if (typeof value === 'object' && value !== null) return value.some((item) => sameValue(item, operand))
  if (value === operand) return true
  if (typeof value === 'boolean' || typeof operand === 'boolean') return String(value) === String(operand)
  if (typeof value !== 'number' && typeof operand !== 'number') return false
  const [a, b] = [parseExact(value), parseExact(operand)]
  return a !== null && b !== null && compare(a, b) === 0
}
