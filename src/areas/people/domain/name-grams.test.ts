import { describe, expect, test } from 'vitest'
import { nameGrams, searchGrams } from './name-grams.ts'

const finds = (typed: string, name: string): boolean =>
  searchGrams(typed).every((gram) => nameGrams(name).includes(gram))

describe('a search', () => {
  test('by two characters finds them anywhere in a name, by one character a surname', () => {
    expect(finds('慕容', '欧阳慕容思远')).toBe(true)
    expect(finds('思远', '欧阳慕容思远')).toBe(true)
    expect(finds('欧', '欧阳慕容思远')).toBe(true)
    expect(finds('远', '欧阳慕容思远')).toBe(false)
    expect(finds('阳慕思', '欧阳慕容思远')).toBe(false)
  })

  test('takes no notice of width, case and spaces, and keeps rare characters whole', () => {
    expect(finds('ｍａｒｙ ann', 'Mary Ann Lee')).toBe(true)
    expect(finds('𠮷野', '𠮷野太')).toBe(true)
    expect(finds('𠮷', '𠮷野太')).toBe(true)
  })
})
