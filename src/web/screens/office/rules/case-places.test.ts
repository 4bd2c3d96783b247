import { expect, test } from 'vitest'
import { rules as english } from '../../../i18n/en/rules.ts'
import { rules as chinese } from '../../../i18n/zh/rules.ts'
import { placeInWords } from './case-places.ts'

const lineName = (id: string): string => (id === 'total' ? '合计（学时）' : id)
const said = (pointer: string, words: Readonly<Record<string, string>> = chinese) =>
  placeInWords(pointer, {
    say: (word, params = {}) =>
      (words[word] ?? '').replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name])),
    lineName,
  })

test('places of what a case comes to are told by names', () => {
  expect(said('/standing')).toBe('结论')
  expect(said('/obligations/annual/periods/2026/lines/total/counted')).toBe('2026 › 合计（学时） › 计入')
  expect(said('/activities/a1/credited/0/amount')).toBe('活动 a1 › 计入的部分 › 0 › 数额')
  expect(said('/activities/a1/because', english)).toBe('activity a1 › reason')
})

test('and places of what it states by their number; what has no name stays as it is written', () => {
  expect(said('/facts/activities/1/chosenPeriod')).toBe('第2项活动 › 选定的年度')
  expect(said('/facts/activities/0/evidence/passed', english)).toBe('activity 1 › evidence › passed')
  expect(said('/facts/person/facts/sector')).toBe('人员 › sector')
})
