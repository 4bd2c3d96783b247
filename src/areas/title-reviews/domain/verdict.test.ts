import { expect, test } from 'vitest'
import { type JudgedYear, verdictOf } from './verdict.ts'

const year = (standing: JudgedYear['standing'], more: Partial<JudgedYear> = {}): JudgedYear => ({
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
