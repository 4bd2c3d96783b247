import { expect, test } from 'vitest'
import { normalisePersonName, personNameFault } from './person-name.ts'

test('normalisePersonName keeps latin words apart, joins Chinese ones, and writes one middle dot', () => {
  expect(normalisePersonName(' Mary  Ann\tO’Hara ')).toBe('Mary Ann O’Hara')
  expect(normalisePersonName('欧阳 慕容　思远')).toBe('欧阳慕容思远')
  expect(normalisePersonName('阿依古丽 • 买买提')).toBe('阿依古丽·买买提')
  expect(normalisePersonName('ＬＩ Ｌei')).toBe('LI Lei')
  expect(normalisePersonName('𠮷 野')).toBe('𠮷野')
})

test('personNameFault lets through what people are called, and no scripts or formulas', () => {
  for (const name of [
    '张三',
    '阿依古丽·买买提',
    "Mary O'Hara-Smith Jr.",
    '王五（大）',
    '䶮𬭎',
    '〇二',
    'José',
  ])
    expect(personNameFault(name)).toBeNull()
  for (const name of ['<b>', '=1+1', 'a@b', 'a\u0000b', '-张三', '·张三', '12345', '……'])
    expect(personNameFault(name)).toBe('characters')
  expect(personNameFault('')).toBe('missing')
  expect(personNameFault('张'.repeat(101))).toBe('too-long')
})

test('personNameFault refuses emoji, and signs that hide or turn the text around them', () => {
  for (const name of ['张三😀', '☆张三', '张\u202e三', '张\u0001三', '\ue000张', '张\ud800'])
    expect(personNameFault(normalisePersonName(name))).toBe('characters')
})

test('personNameFault refuses what no certificate can draw, and variant selectors are no part of a name', () => {
  for (const name of ['𠮷野', '李𡚸', '김철수']) expect(personNameFault(name)).toBe('undrawable')
  expect(normalisePersonName('葛\u{e0100}城')).toBe('葛城')
})
