import { expect, it } from 'vitest'
import { outsideInstant, shortInstant, timeOfInstant } from './dates.ts'

it('tells a day and a time in the programme’s zone, in one piece, and the time alone', () => {
  const instant = '2026-11-22T16:30:00Z'
  expect(shortInstant(instant)).toBe('2026-\u206011-\u206023\u00a000:30')
  expect(timeOfInstant(instant)).toBe('00:30')
})

it('a moment in another’s document is told as here, and what is none as it stands', () => {
  expect(outsideInstant('2026-11-30T16:00:00.000Z')).toBe(shortInstant('2026-11-30T16:00:00Z'))
  expect(outsideInstant('2026-11-30T16:00:00.000Z')?.replaceAll('\u2060', '')).toBe('2026-12-01\u00a000:00')
  expect(['2026-11-30', 'soon', null].map(outsideInstant)).toEqual(['2026-11-30', 'soon', null])
})
