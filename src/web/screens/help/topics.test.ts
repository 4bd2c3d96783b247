import { expect, test } from 'vitest'
import { en } from '../../i18n/en/index.ts'
import { zh } from '../../i18n/zh/index.ts'
import { topicsForAll, topicsOf, withLabels } from './topics.ts'

const topics = [...Object.values(topicsOf).flat(), ...topicsForAll]

test('every text of the help stands under a topic somebody sees', () => {
  const titles = Object.keys(zh.help)
    .filter((key) => key.endsWith('-how'))
    .map((key) => key.slice(0, -'-how'.length))
  expect(topics.map(({ word }) => word).sort()).toEqual(titles.sort())
})

test.each([
  ['zh', zh],
  ['en', en],
] as const)('every button and page that the help names in %s is on a screen', (_language, words) => {
  const tables = words as unknown as Record<string, Record<string, string>>
  for (const { word } of topics) {
    const text = withLabels(words.help[`${word}-how`], (area, key) => {
      const label = tables[area]?.[key]
      expect(label, `${word} names [${area}:${key}]`).toBeDefined()
      expect(label, `${word} names [${area}:${key}], which has blanks to fill`).not.toContain('{')
      return label ?? ''
    })
    expect(text, word).not.toMatch(/[[\]]/)
  }
})

test('both languages name the same buttons and pages in each topic', () => {
  const named = (text: string): string[] => text.match(/\[[^\]]+\]/g)?.sort() ?? []
  for (const { word } of topics)
    expect(named(en.help[`${word}-how`]), word).toEqual(named(zh.help[`${word}-how`]))
})
