import { describe, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { zh } from './zh/index.ts'

type Table = Readonly<Record<string, string>>

const areas = Object.keys(zh) as (keyof typeof zh)[]
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
const english = (area: keyof typeof zh): [string, string][] => Object.entries(en[area] as Table)

test('both languages have the same areas', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh))
})

describe.each(areas)('words of %s', (area) => {
  const chinese = zh[area] as Table

  test('English has every key of Chinese, and no other but its own singulars', () => {
    const keys = english(area).map(([key]) => key)
    expect(keys.filter((key) => !key.endsWith('_one'))).toEqual(Object.keys(chinese))
    expect(
      keys
        .filter((key) => key.endsWith('_one'))
        .map((key) => key.slice(0, -4))
        .every((key) => key in chinese),
    ).toBe(true)
  })

  test('no sentence is empty, and both fill the same blanks', () => {
    for (const [key, text] of english(area)) {
      const original = chinese[key.replace(/_one$/, '')] ?? ''
      expect(text, key).not.toBe('')
      expect(original, key).not.toBe('')
      if (!key.endsWith('_one')) expect(placeholders(text), key).toEqual(placeholders(original))
    }
  })

  test('no Chinese is left in English, save names of languages and of the product', () => {
    for (const [key, text] of english(area))
      expect(text.replaceAll('知新', '').replaceAll('中文', ''), key).not.toMatch(/\p{Script=Han}/u)
  })

  test('Chinese is written with Chinese punctuation', () => {
    for (const [key, text] of Object.entries(chinese))
      expect(text, key).not.toMatch(/\p{Script=Han}[,;:?!]|\p{Script=Han}\.(\s|$)/u)
  })
})

test('a record frozen for one person is not frozen for people', () => {
  expect(en.closings.closeText).toContain('{count} people')
  expect((en.closings as Table)['closeText_one']).toMatch(/for 1 person\b/)
})

test.each(['exams', 'examConsole'] as const)('English of %s counts one as one', (area) => {
  const table = en[area] as Table
  const plural = english(area).filter(
    ([key, text]) => !key.endsWith('_one') && /\{count\} (\w+ )?\w+s\b/.test(text),
  )
  expect(plural.length).toBeGreaterThan(10)
  for (const [key, text] of plural)
    expect([key, table[`${key}_one`]]).toEqual([
      key,
      expect.not.stringMatching(text.match(/\{count\}.*?s\b/)?.[0] ?? ''),
    ])
})
