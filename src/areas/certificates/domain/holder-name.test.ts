import { describe, expect, it } from 'vitest'
import { knowsName, maskedName, nameGrams, searchGrams } from './holder-name.ts'

describe('what everybody sees of a holder', () => {
  it('is one character and one star, however long the name', () => {
    expect(['张伟', '欧阳慕容思远', '𠅤甲', 'Anna Berg'].map(maskedName)).toEqual(['张*', '欧*', '𠅤*', 'A*'])
  })
})

describe('knowing a holder', () => {
  it('takes two neighbouring characters of the name, or the whole of a short one', () => {
    expect(knowsName('欧阳慕容思远', '慕容')).toBe(true)
    expect(knowsName('欧阳慕容思远', '欧阳慕容思远')).toBe(true)
    expect(knowsName('张伟', '张伟')).toBe(true)
    expect(knowsName('阿依古丽·买买提', '古丽买')).toBe(true)
    expect(knowsName('Anna Berg', 'ann')).toBe(true)
  })

  it('is not shown by one character, by nothing, or by characters that do not stand together', () => {
    for (const asked of ['', ' ', '张', '·', '伟张', '张 ', '％'])
      expect(knowsName('张伟', asked)).toBe(false)
    expect(knowsName('欧阳慕容思远', '欧思')).toBe(false)
    expect(knowsName('甲', '甲')).toBe(false)
  })
})

describe('finding a holder', () => {
  it('asks for grams that every name with the part has', () => {
    const grams = nameGrams('欧阳慕容思远')
    for (const part of ['慕容', '欧阳慕', '思远', '欧', 'x']) {
      const every = searchGrams(part).every((gram) => grams.includes(gram))
      expect([part, every]).toEqual([part, part !== 'x'])
    }
    expect(searchGrams(' ')).toEqual([])
  })
})
