import { describe, expect, it } from 'vitest'
import { chosenLanguage, dictionaries, say, type Word } from './words.ts'

describe('words of the exam', () => {
  it('are complete in both languages, with the same values to fill in', () => {
    for (const word of Object.keys(dictionaries.zh) as Word[]) {
      const [zh, en] = [dictionaries.zh[word], dictionaries.en[word]]
      const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
      expect([word, values(en)]).toEqual([word, values(zh)])
      expect([word, /[\u3400-\u9fff]/.test(en)]).toEqual([word, word === 'language'])
    }
    expect(say('en', 'question', { place: 3 })).toBe('Question 3')
  })

  it('follow the choice made anywhere in the house, then the browser', () => {
    expect(chosenLanguage('a=b; lang=en', 'zh-CN')).toBe('en')
    expect(chosenLanguage('', 'en-GB')).toBe('en')
    expect(chosenLanguage('', 'fr')).toBe('zh')
  })
})
