import { expect, test } from 'vitest'
import { isComplete, planSessions, type Pattern } from './plan-sessions.ts'

const pattern: Pattern = {
  from: '2026-03-06',
  weekdays: [1, 2, 3, 4, 5],
  parts: [
    { start: '09:00', end: '12:00' },
    { start: '13:30', end: '16:30' },
  ],
  minutes: 900,
  roomId: 'r',
  teacherId: 't',
}

test('teaches exactly the minutes asked for, skipping days without classes', () => {
  const planned = planSessions(pattern)
  expect(planned.map((one) => `${one.day} ${one.start}`)).toEqual([
    '2026-03-06 09:00',
    '2026-03-06 13:30',
    '2026-03-09 09:00',
    '2026-03-09 13:30',
    '2026-03-10 09:00',
  ])
  expect(planned.reduce((sum, one) => sum + (one.minutes ?? 0), 0)).toBe(900)
})

test('the last session is shorter where the minutes do not divide', () => {
  expect(planSessions({ ...pattern, minutes: 225 }).map((one) => one.minutes)).toEqual([180, 45])
})

test('a pattern that can hold nothing gives nothing instead of never ending', () => {
  expect(planSessions({ ...pattern, weekdays: [] })).toEqual([])
  expect(planSessions({ ...pattern, parts: [{ start: '12:00', end: '09:00' }] })).toEqual([])
  expect(
    planSessions({ ...pattern, parts: [{ start: '09:00', end: '09:01' }], minutes: 60_000 }),
  ).toHaveLength(400)
})

test('a session is checked only when its day, times and minutes are known', () => {
  expect([
    isComplete(undefined),
    isComplete({ day: '2026-03-06', start: '09:00', end: '12:00' }),
    isComplete({ day: '2026-03-06', start: '09:00', end: '12:00', minutes: 180 }),
  ]).toEqual([false, false, true])
})
