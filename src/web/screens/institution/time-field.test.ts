import { expect, test } from 'vitest'
import { readTime } from './time-field.tsx'

test('times are read as people type them', () => {
  expect(['9', '09', '900', '0900', '9:30', '９：３０', '23:59', '0:00'].map(readTime)).toEqual([
    '09:00',
    '09:00',
    '09:00',
    '09:00',
    '09:30',
    '09:30',
    '23:59',
    '00:00',
  ])
})

test('what is no time of day is none', () => {
  expect(['', '24:00', '12:60', 'noon', '12345', '9:5'].map(readTime)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
})
