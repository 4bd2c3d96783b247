import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  ceiling,
  compare,
  divide,
  floor,
  formatExact,
  fraction,
  isWhole,
  multiply,
  parseExact,
  subtract,
  zero,
} from './exact.ts'

const anyFraction = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
  .map(([top, bottom]) => fraction(top, bottom))

describe('exact numbers', () => {
  it('three thirds are one', () => {
    const third = fraction(1, 3)
    expect(formatExact(add(add(third, third), third))).toBe('1')
  })

  it('reads integers, decimals and quotients, and writes lowest terms', () => {
    const read = (value: unknown) => {
      const parsed = parseExact(value)
      return parsed && formatExact(parsed)
    }
    expect(['3.5', '7/2', '14/4', '-0.20', 72, '72', '0/9'].map(read)).toEqual([
      '7/2',
      '7/2',
      '7/2',
      '-1/5',
      '72',
      '72',
      '0',
    ])
  })

  it('refuses every form that is not exact', () => {
    for (const bad of [
      3.5,
      1e21,
      Number.NaN,
      '1e3',
      '1/0',
      '',
      ' 1',
      '1.',
      '.5',
      '+1',
      null,
      true,
      [],
      '9'.repeat(40),
    ]) {
      expect(parseExact(bad)).toBeNull()
    }
  })

  it('rounds towards the named side for negative numbers too', () => {
    expect([
      floor(fraction(-7, 2)),
      ceiling(fraction(-7, 2)),
      floor(fraction(7, 2)),
      ceiling(fraction(7, 2)),
    ]).toEqual([-4n, -3n, 3n, 4n])
  })

  it('obeys the laws of a field and keeps its text form readable', () => {
    fc.assert(
      fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
        expect(subtract(add(a, b), b)).toEqual(a)
        if (compare(b, zero) !== 0) expect(multiply(divide(a, b), b)).toEqual(a)
        expect(parseExact(formatExact(a))).toEqual(a)
        expect(isWhole(subtract(a, { top: floor(a), bottom: 1n }))).toBe(isWhole(a))
      }),
    )
  })
})
