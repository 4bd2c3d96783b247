import {
  add,
  ceiling,
  compare,
  divide,
  floor,
  type Fraction,
  fraction,
  multiply,
  one,
  zero,
} from '../../kernel/exact.ts'

export type RoundingMode = 'down' | 'nearest' | 'up'

/** Multiples of the increment; nearest takes ties up. With `afterFirst` an amount below one whole unit is nothing. */
export const rounded = (
  value: Fraction,
  increment: Fraction,
  mode: RoundingMode,
  afterFirst: boolean,
): Fraction => {
  if (afterFirst && compare(value, one) < 0) return zero
  const steps = divide(value, increment)
  const half = fraction(1, 2)
  const count = mode === 'down' ? floor(steps) : mode === 'up' ? ceiling(steps) : floor(add(steps, half))
  return multiply(fraction(count), increment)
}
