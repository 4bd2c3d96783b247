import { expect, test } from 'vitest'
import { evaluate, type Facts } from '../../../rules/index.ts'
import { act, compiled, factsOf, packOf } from '../../../rules/testing/build.ts'
import { missingInWords } from './missing-in-words.ts'
import { reasonOfYear } from './year-reason.ts'

const hours = { zh: '小时', en: 'hour' }
const names = new Map([
  ['total', { zh: '合计', en: 'Total' }],
  ['some', { zh: '专业', en: 'Professional' }],
])
const each = {
  allOf: [
    { id: 'total', atLeast: '10' },
    { id: 'some', atLeast: '4', counts: ['a'] },
  ],
}
const either = { id: 'either', anyOf: each.allOf }

const reason = (obligation: object, facts: Facts, version: object = {}) => {
  const ruleset = compiled(
    packOf(obligation as Record<string, unknown>, {}, version as Record<string, unknown>),
  )
  const result = evaluate(ruleset, { ...facts, ask: { period: '2021' } }, { on: '2021-12-31' })
  const titles = new Map([['x', { zh: '数据治理', en: 'Data governance' }]])
  const missing = missingInWords(result.missing, titles)
  return reasonOfYear(result, '2021', { lines: names, unitOf: () => hours, missing })
}
const done = (units: number, more = {}) => factsOf([act('x', units, '2021-03-01', more)])

test('a year that is met says by what, where one of several would do', () => {
  expect(reason({ require: each }, done(10)).text.zh).toBe('各项要求均已达到')
  expect(reason({ require: either }, done(4))).toMatchObject({
    code: 'met',
    text: { en: 'One of several suffices; met: Professional' },
  })
})

test('a short one says what each line lacks, and what would do', () => {
  expect(reason({ require: each }, done(3))).toEqual({
    code: 'unmet',
    text: { zh: '合计差7小时；专业差1小时', en: 'Total: 7 hours short; Professional: 1 hour short' },
  })
  expect(reason({ require: either }, done(3)).text.zh).toBe('合计差7小时，或专业差1小时')
  const recognise = [{ id: 'r', path: 'employer' }]
  expect(reason({ require: each, recognise }, done(12))).toMatchObject({
    code: 'recognition.would-do',
    text: { zh: '合计差10小时；专业差4小时；1项学习尚待认定，认定后即达标' },
  })
})

test('one that cannot be told names the facts, those of an activity beside its title', () => {
  expect(reason({ require: each }, done(12, { category: 'aa' }))).toEqual({
    code: 'fact.missing',
    text: {
      zh: '不能判定，缺少：“数据治理”的科目类别（所填“aa”不在规则中）',
      en: 'Cannot be decided; missing: category of “Data governance” (“aa” is none of the rules’)',
    },
  })
  const population = { fact: 'sector', is: 'health' }
  expect(reason({ require: each, population }, done(1)).text.zh).toBe('不能判定，缺少：行业')
})

test('one in which nothing applies says why; where no version is in force, at the end of which year', () => {
  const lapsed = { inForce: { from: '2000-01-01', to: '2020-12-31' } }
  expect(reason({ require: each }, done(1), lapsed)).toMatchObject({
    code: 'version.none',
    text: {
      zh: expect.stringContaining('2021年末没有生效的规则版本'),
      en: expect.stringContaining('at the end of 2021'),
    },
  })
  const retired = { ...done(1), person: { id: 'p', facts: { sector: [{ value: 'trade' }] } } }
  expect(reason({ require: each, population: { fact: 'sector', is: 'health' } }, retired).code).toBe(
    'population.outside',
  )
})
