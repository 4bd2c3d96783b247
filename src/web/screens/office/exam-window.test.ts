import { expect, it } from 'vitest'
import { hourLater, instantOfExam } from './exam-window.ts'

it('takes an hour before the opening for the day after', () => {
  const at = (time: string) => instantOfExam('2026-11-30', '23:30', time, 'Asia/Shanghai')
  expect(at('23:30')).toBe('2026-11-30T15:30:00.000Z')
  expect(at('01:00')).toBe('2026-11-30T17:00:00.000Z')
})

it('counts hours past midnight', () => {
  expect([hourLater('09:00', 90), hourLater('23:37', 90), hourLater('22:30', 90)]).toEqual([
    '10:30',
    '01:07',
    '00:00',
  ])
})
