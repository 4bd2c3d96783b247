import { expect, test } from 'vitest'
import { type JudgedYear, reasonOf, verdictOf } from './verdict.ts'

const year = (standing: JudgedYear['standing'], more: Partial<JudgedYear> = {}): JudgedYear => ({
  year: '2026',
  applies: true,
  standing,
  recognitionWouldDo: false,
  ...more,
})
const outside = year('met', { applies: false })
const waiting = year('unmet', { recognitionWouldDo: true })

test.each([
  ['every year met', [year('met'), year('met')], 'met'],
  ['one year short', [year('met'), year('unmet')], 'short'],
  [
    'short and open at once: short, for the open year changes nothing',
    [year('unmet'), year('undetermined')],
    'short',
  ],
  ['a fact missing', [year('met'), year('undetermined')], 'disputed'],
  ['met once something is recognised', [year('met'), waiting], 'disputed'],
  ['open years, each in its way', [year('undetermined', { recognitionWouldDo: true }), waiting], 'disputed'],
  ['years before the rules reached the person', [outside, year('met')], 'met'],
  ['a window in which the rules never reached the person', [outside, outside], 'disputed'],
  ['years before the rules do not make up for a short one', [outside, year('unmet')], 'short'],
] as const)('%s', (_name, years, verdict) => {
  expect(verdictOf(years)).toBe(verdict)
})

test.each([
  ['met', [year('met')], '各年度均达标'],
  ['met', [outside, year('met')], '规则适用的各年度均达标'],
  ['short', [year('met', { year: '2024' }), year('unmet', { year: '2025' }), waiting], '2025年度不足'],
  ['disputed', [outside, outside], '各年度的规则均不适用于此人，须由人工判断'],
  [
    'disputed',
    [year('undetermined', { year: '2025' }), waiting],
    '2026年度待认定后可达标；2025年度缺少事实，不能判定',
  ],
  ['not-found', [], '登记册中没有可查阅的此人记录'],
] as const)('a verdict of %s says what it rests on', (verdict, years, zh) => {
  const reason = reasonOf(verdict, years)
  expect(reason.zh).toBe(zh)
  expect(reason.en).not.toBe('')
})
