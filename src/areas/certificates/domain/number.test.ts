import { describe, expect, it } from 'vitest'
import { meantNumbers, type Series, seriesOf, typedNumber } from './number.ts'

const scheme: Series = { prefix: 'SH653', yearDigits: 4 }

describe('the running count', () => {
  it('starts again each year only where the year is printed', () => {
    expect(seriesOf(scheme, '2026-12-31')).not.toBe(seriesOf(scheme, '2027-01-01'))
    expect(seriesOf({ ...scheme, yearDigits: 0 }, '2026-12-31')).toBe(
      seriesOf({ ...scheme, yearDigits: 0 }, '2027-01-01'),
    )
    expect(seriesOf({ ...scheme, yearDigits: 2 }, '2007-06-05')).toBe('SH65307')
  })

  it('is one for all that print the same before the serial, however they come to it', () => {
    expect(seriesOf({ prefix: 'SH6532026', yearDigits: 0 }, '2031-01-01')).toBe(
      seriesOf(scheme, '2026-06-01'),
    )
  })
})

describe('a number', () => {
  it('is found again however it was typed', () => {
    expect(typedNumber(' ｓｈ653-2026 000123–x ')).toBe('SH6532026000123X')
    expect(typedNumber('SH653 2026_000123.X')).toBe('SH6532026000123X')
  })

  it('may have been meant where letters stand for digits: digits after the prefix, either at the end', () => {
    expect(meantNumbers('SH653202600O1230')).toEqual([
      'SH65320260001230',
      'SH6532026000123O',
      'SH6532026000123Q',
    ])
    expect(meantNumbers('IO653202600012I1')).toContain('IO65320260001211')
    expect(meantNumbers('SH6532026000123X')).toEqual([])
  })
})
