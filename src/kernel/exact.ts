/** An exact rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

export const fraction = (top: bigint | number, bottom: bigint | number = 1n): Fraction => {
  let [t, b] = [BigInt(top), BigInt(bottom)]
  if (b === 0n) throw new RangeError('a fraction over zero')
  if (b < 0n) [t, b] = [-t, -b]
  const divisor = greatestCommonDivisor(t < 0n ? -t : t, b)
  return { top: t / divisor, bottom: b / divisor }
}

export const zero: Fraction = { top: 0n, bottom: 1n }
export const one: Fraction = { top: 1n, bottom: 1n }

const written = /^(-?)(\d{1,18})(?:\.(\d{1,12})|\/(\d{1,18}))?$/

/** Reads a JSON integer, `"3.5"` or `"7/2"`; anything else (a JSON number with a point, an over-long text, `x/0`) gives null. */
export const parseExact = (value: unknown): Fraction | null => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? fraction(value) : null
  if (typeof value !== 'string') return null
  const match = written.exec(value)
  if (!match) return null
  const [, sign, whole = '0', decimals, denominator] = match
  const unsigned = decimals === undefined ? BigInt(whole) : BigInt(whole + decimals)
  const bottom = decimals === undefined ? BigInt(denominator ?? 1) : 10n ** BigInt(decimals.length)
  if (bottom === 0n) return null
  return fraction(sign === '-' ? -unsigned : unsigned, bottom)
}

/** Canonical text: `"72"`, otherwise lowest terms `"7/2"`. */
export const formatExact = (a: Fraction): string => (a.bottom === 1n ? String(a.top) : `${a.top}/${a.bottom}`)

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const subtract = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom)
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top)

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.top * b.bottom - b.top * a.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const lesser = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b)
export const greater = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b)
export const isWhole = (a: Fraction): boolean => a.bottom === 1n

/** The greatest integer not above `a`, for negative numbers too. */
export const floor = (a: Fraction): bigint => {
  const quotient = a.top / a.bottom
  return a.top < 0n && quotient * a.bottom !== a.top ? quotient - 1n : quotient
}

/** The smallest integer not below `a`. */
export const ceiling = (a: Fraction): bigint => -floor({ top: -a.top, bottom: a.bottom })

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}
