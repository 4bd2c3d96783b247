import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import {
  type IdentityKind,
  maskIdentity,
  normaliseIdentity,
  readIdentity,
  residentCheckDigit,
} from './identity-number.ts'

const today = '2026-11-22'
const resident = (first17: string): string => first17 + residentCheckDigit(first17)
const codeOf = (text: string, stated?: IdentityKind): string => {
  const read = readIdentity(text, today, stated)
  return read.ok ? read.value.kind : read.code
}

describe('an 18-digit number', () => {
  test('of region 310000 is read with birth and sex', () => {
    expect(readIdentity(resident('31000019900228001'), today)).toEqual({
      ok: true,
      value: { kind: 'resident', number: resident('31000019900228001'), birth: '1990-02-28', sex: 'male' },
    })
    expect(readIdentity(resident('31000019900228002'), today)).toMatchObject({ value: { sex: 'female' } })
  })

  test('matches the example printed in the standard', () => {
    expect(residentCheckDigit('11010519491231002')).toBe('X')
    expect(residentCheckDigit('44052418800101001')).toBe('4')
  })

  test('is the same number in full width, in lower case, with spaces, invisible characters and an apostrophe', () => {
    const number = '11010519491231002X'
    const fullWidth = [...number].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('')
    for (const written of [
      fullWidth,
      number.toLowerCase(),
      `\u3000${number} `,
      '110105 19491231 002x',
      `'${number}`,
      `\u200b${number}\ufeff`,
      '11010519491231002×',
    ]) {
      expect(readIdentity(written, today)).toMatchObject({ ok: true, value: { number } })
    }
  })

  test('with any one digit changed, or two neighbours swapped, is refused by its checksum', () => {
    assert(
      property(
        integer({ min: 0, max: 20_000 }),
        integer({ min: 0, max: 999 }),
        integer({ min: 0, max: 16 }),
        integer({ min: 1, max: 9 }),
        (age, serial, at, by) => {
          const birth = addDays('1950-01-01', age).replaceAll('-', '')
          const number = resident(`310000${birth}${String(serial).padStart(3, '0')}`)
          expect(codeOf(number)).toBe('resident')
          const changed = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
          expect(codeOf(changed)).toBe('identity.checksum')
          const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
          if (swapped !== number)
            expect(['identity.checksum', 'identity.characters']).toContain(codeOf(swapped))
        },
      ),
    )
  })

  test('tells the last digit its first 17 call for', () => {
    expect(readIdentity('110105194912310021', today)).toMatchObject({
      code: 'identity.checksum',
      params: { expected: 'X' },
    })
  })

  test('of a day that never was, or is still to come, is refused', () => {
    expect(codeOf(resident('31000019900230001'))).toBe('identity.birth-date')
    expect(codeOf(resident('31000018991231001'))).toBe('identity.birth-date')
    expect(codeOf(resident('31000020261123001'))).toBe('identity.birth-date')
    expect(codeOf(resident('31000020261122001'))).toBe('resident')
  })

  test('of another length or with other characters is refused as such', () => {
    expect(codeOf('310000199001010')).toBe('identity.length')
    expect(readIdentity('31000019900101001', today)).toMatchObject({
      code: 'identity.length',
      params: { length: 17 },
    })
    expect(codeOf('3100001990O101001X')).toBe('identity.characters')
    expect(codeOf('张三')).toBe('identity.characters')
    expect(codeOf(' \u3000')).toBe('identity.missing')
  })
})

describe('other documents', () => {
  test('are told by their shape, or by what is stated', () => {
    expect(codeOf('H12345678')).toBe('hk-macau-permit')
    expect(codeOf('m1234567890')).toBe('hk-macau-permit')
    expect(codeOf('12345678', 'taiwan-permit')).toBe('taiwan-permit')
    expect(codeOf('ＥＡ1234567')).toBe('passport')
    expect(codeOf('AB-123-CD', 'other')).toBe('other')
    expect(codeOf('<b>', 'passport')).toBe('identity.characters')
  })
})

describe('bare digits', () => {
  test('are never taken for another document unless that is stated: an id cut short would make a stranger', () => {
    expect(readIdentity('12345678', today)).toMatchObject({ code: 'identity.length', params: { length: 8 } })
    expect(codeOf('123456789')).toBe('identity.length')
  })
})

describe('maskIdentity', () => {
  test('never shows more than the first three and the last four', () => {
    expect(maskIdentity('310000199001011234')).toBe('310***********1234')
    expect(maskIdentity('E12345678')).toBe('E******78')
    assert(
      property(array(constantFrom(...'0123456789X'), { minLength: 5, maxLength: 20 }), (chars) => {
        const shown = maskIdentity(chars.join('')).replaceAll('*', '')
        expect(shown.length).toBeLessThanOrEqual(7)
      }),
    )
  })
})

test('normaliseIdentity is settled after once', () => {
  assert(
    property(array(constantFrom(..."019xX× \u3000Ｘ９'-"), { maxLength: 22 }), (chars) => {
      const once = normaliseIdentity(chars.join(''))
      expect(normaliseIdentity(once)).toBe(once)
    }),
  )
})
