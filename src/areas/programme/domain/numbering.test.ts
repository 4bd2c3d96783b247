import { describe, expect, it } from 'vitest'
import { certificateNumber, isWellFormedNumber, type NumberingScheme } from './numbering.ts'

const scheme = (check: NumberingScheme['check'], prefix = 'SH653'): NumberingScheme => ({
  prefix,
  yearDigits: 4,
  serialDigits: 6,
  check,
})

describe('a certificate number', () => {
  it('is prefix, year, serial, check', () => {
    expect(certificateNumber(scheme('none'), 2007, 31)).toBe('SH6532007000031')
    expect(certificateNumber({ ...scheme('none'), yearDigits: 2 }, 2007, 31)).toBe('SH65307000031')
    expect(certificateNumber({ ...scheme('none'), yearDigits: 0 }, 2007, 31)).toBe('SH653000031')
  })

  it('grows instead of repeating when a year has more than planned', () => {
    expect(certificateNumber({ ...scheme('none'), serialDigits: 4 }, 2007, 12_345)).toBe('SH653200712345')
    expect(isWellFormedNumber({ ...scheme('none'), serialDigits: 4 }, 'SH653200712345')).toBe(true)
  })

  // Worked examples printed with ISO/IEC 7064: 0794 takes 5 under MOD 11,10 and A12425GABC1234002 takes M under MOD 37,36;
  // MOD 97-10 is the check of bank account numbers, 794 takes 44.
  it('has the check characters of ISO/IEC 7064', () => {
    expect(
      certificateNumber({ prefix: '', yearDigits: 0, serialDigits: 4, check: 'mod-11-10' }, 2007, 794),
    ).toBe('07945')
    expect(
      certificateNumber(
        { prefix: 'A12425GABC', yearDigits: 0, serialDigits: 7, check: 'mod-37-36' },
        2007,
        1_234_002,
      ),
    ).toBe('A12425GABC1234002M')
    expect(
      certificateNumber({ prefix: '', yearDigits: 0, serialDigits: 3, check: 'mod-97-10' }, 2007, 794),
    ).toBe('79444')
  })

  it.each(['mod-37-36', 'mod-97-10'] as const)(
    'is told from every number with one wrong character under %s',
    (check) => {
      const number = certificateNumber(scheme(check), 2007, 123)
      expect(isWellFormedNumber(scheme(check), number)).toBe(true)
      for (let at = 5; at < number.length; at += 1) {
        for (const other of '0123456789') {
          if (other === number[at]) continue
          expect(isWellFormedNumber(scheme(check), number.slice(0, at) + other + number.slice(at + 1))).toBe(
            false,
          )
        }
      }
    },
  )

  it('is told from a number of another prefix, too short, or with letters where digits belong', () => {
    const number = certificateNumber(scheme('none'), 2007, 1)
    expect(isWellFormedNumber(scheme('none', 'BJ653'), number)).toBe(false)
    expect(isWellFormedNumber(scheme('none'), number.slice(0, -1))).toBe(false)
    expect(isWellFormedNumber(scheme('none'), 'SH6532007OOOOO1')).toBe(false)
  })
})
