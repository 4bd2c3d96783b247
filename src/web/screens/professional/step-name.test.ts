import { describe, expect, it } from 'vitest'
import { inputWords } from './step-name.ts'

describe('what went into a step', () => {
  it.each([
    ['time', '1800 min', ['in.minutes', { n: '1800' }]],
    ['fullDates', '4/5 dates', ['in.dates', { n: '4', all: '5' }]],
    ['days', '9 d', ['in.days', { n: '9' }]],
    ['days', '9 d + 1 half-days', ['in.halfDays', { n: '9', half: '1' }]],
    ['rank', '2', ['in.rank', { n: '2' }]],
    ['round', '40', null],
    ['table', 'core', null],
    ['time', '?', null],
  ])('%s of %s is told in words', (op, given, words) => {
    expect(inputWords(op, given)).toEqual(words)
  })
})
