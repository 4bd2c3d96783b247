import { describe, expect, it } from 'vitest'
import { creditCodeOf, isCreditCode } from './credit-code.ts'

describe('a unified social credit code', () => {
  const withCheck = (body: string): string => {
    const found = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((last) => isCreditCode(body + last))
    expect(found).toHaveLength(1)
    return body + found[0]
  }

  it('is accepted with exactly one of the 31 last characters', () => {
    expect(withCheck('91310000MA1FL0001')).toHaveLength(18)
  })

  it('is refused when any one character is another', () => {
    const code = withCheck('91310000MA1FL0001')
    for (let at = 0; at < 17; at += 1) {
      const other = code[at] === '7' ? '8' : '7'
      expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1)), `character ${at + 1}`).toBe(false)
    }
  })

  it('is refused with a letter the standard leaves out, and in the wrong length', () => {
    const code = withCheck('91310000MA1FL0001')
    for (const letter of 'IOSVZ') expect(isCreditCode(letter + code.slice(1))).toBe(false)
    expect(isCreditCode(code.slice(0, 17))).toBe(false)
    expect(isCreditCode(`${code}0`)).toBe(false)
  })

  it('agrees with the specimen code of GB 32100-2015', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
  })

  it('is read however it was typed', () => {
    expect(creditCodeOf(' ９１350100 m000100y43 ')).toBe('91350100M000100Y43')
  })
})
