import { compare, type Fraction, fraction, isWhole, multiply, zero } from '../../kernel/exact.ts'

/**
 * What is known beforehand about the values a conversion can give: all are multiples of `of` (zero: only zero).
 * `stated` amounts come from facts and are taken as they are; `open` means that nothing can be shown.
 */
export interface Grain {
  readonly of: Fraction
  readonly stated: boolean
  readonly open: boolean
}

export const noGrain: Grain = { of: zero, stated: false, open: false }
export const statedGrain: Grain = { of: zero, stated: true, open: false }

const greatestCommon = (a: Fraction, b: Fraction): Fraction => {
  if (compare(a, zero) === 0) return b
  if (compare(b, zero) === 0) return a
  let [x, y] = [a.top * b.bottom, b.top * a.bottom]
  while (y !== 0n) [x, y] = [y, x % y]
  return fraction(x < 0n ? -x : x, a.bottom * b.bottom)
}

/** Values of either kind, or sums and differences of them. */
export const joined = (a: Grain, b: Grain): Grain => ({
  of: greatestCommon(a.of, b.of),
  stated: a.stated || b.stated,
  open: a.open || b.open,
})

export const multiplesOf = (values: readonly Fraction[]): Grain => ({
  ...noGrain,
  of: values.reduce(greatestCommon, zero),
})

export const scaled = (a: Grain, factor: Fraction): Grain => ({
  of: multiply(a.of, factor),
  stated: a.stated,
  open: a.open || (a.stated && !isWhole(factor)),
})

/** True if every value is shown to be a whole number of grains, `perUnit` of them in one unit. */
export const endsOnGrain = (a: Grain, perUnit: number): boolean =>
  !a.open && isWhole(multiply(a.of, fraction(perUnit)))
