import { compare, multiply, parseExact, divide, floor, fraction, zero } from '../../../kernel/exact.ts'

/** How full the ring is, 0-1000, rounded down so that 1000 means met and nothing else does. */
export const filledPermille = (counted: string, required: string): number => {
  const [done, due] = [parseExact(counted), parseExact(required)]
  if (!done || !due) return 0
  if (compare(due, zero) <= 0 || compare(done, due) >= 0) return 1000
  return Number(floor(multiply(divide(done, due), fraction(1000n))))
}
