import { expect, it } from 'vitest'
import { shortInstant, timeOfInstant } from './dates.ts'

it('tells a day and a time in the programme’s zone, in one piece, and the time alone', () => {
  const instant = '2026-11-22T16:30:00Z'
  expect(shortInstant(instant)).toBe('2026-\u206011-\u206023\u00a000:30')
  expect(timeOfInstant(instant)).toBe('00:30')
})
