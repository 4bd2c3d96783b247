import {
  add,
  compare,
  type Fraction,
  formatExact,
  greater,
  lesser,
  multiply,
  subtract,
  zero,
} from '../kernel/exact.ts'

/** An exact amount that a missing fact may leave open: `hi` null is unbounded; with every fact known both ends are one. */
export interface Range {
  readonly lo: Fraction
  readonly hi: Fraction | null
}

export const point = (value: Fraction): Range => ({ lo: value, hi: value })
export const nothing: Range = point(zero)
/** Not negative, and otherwise anything: what a missing amount may turn out to be. */
export const anything: Range = { lo: zero, hi: null }

export const isPoint = ({ lo, hi }: Range): boolean => hi !== null && compare(lo, hi) === 0

export const plus = (a: Range, b: Range): Range => ({
  lo: add(a.lo, b.lo),
  hi: a.hi && b.hi && add(a.hi, b.hi),
})

/** Never below zero: hours taken off leave at least none. */
export const less = (a: Range, b: Range): Range => ({
  lo: b.hi ? greater(zero, subtract(a.lo, b.hi)) : zero,
  hi: a.hi && greater(zero, subtract(a.hi, b.lo)),
})

/** By a factor that is not negative. */
export const times = (a: Range, factor: Fraction): Range => ({
  lo: multiply(a.lo, factor),
  hi: a.hi ? multiply(a.hi, factor) : compare(factor, zero) === 0 ? zero : null,
})

export const smaller = (a: Range, b: Range): Range => ({
  lo: lesser(a.lo, b.lo),
  hi: a.hi && b.hi ? lesser(a.hi, b.hi) : (a.hi ?? b.hi),
})

export const larger = (a: Range, b: Range): Range => ({
  lo: greater(a.lo, b.lo),
  hi: a.hi && b.hi && greater(a.hi, b.hi),
})

/** The least range that holds both. */
export const hull = (a: Range, b: Range): Range => ({
  lo: lesser(a.lo, b.lo),
  hi: a.hi && b.hi && greater(a.hi, b.hi),
})

/** Applies a function that never falls as its argument rises. */
export const rising = (a: Range, f: (value: Fraction) => Fraction): Range => ({
  lo: f(a.lo),
  hi: a.hi && f(a.hi),
})

export const formatHigh = ({ hi }: Range): string => (hi ? formatExact(hi) : 'unbounded')
