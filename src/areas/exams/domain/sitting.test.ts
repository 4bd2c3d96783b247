import { describe, expect, it } from 'vitest'
import { attemptState, checkTimes, phaseOf } from './sitting.ts'

describe('times of a sitting', () => {
  const hour = 3_600_000
  const times = { opensAt: 10 * hour, entryUntil: 11 * hour, closesAt: 12 * hour, durationMinutes: 90 }
  const open = { ...times, endedAt: null, cancelledAt: null }

  it('refuses a window too short for the full time, in the wrong order, or gone', () => {
    expect(checkTimes(times, 0).ok).toBe(true)
    expect(checkTimes({ ...times, durationMinutes: 121 }, 0)).toMatchObject({ code: 'exam.window-short' })
    expect(checkTimes({ ...times, entryUntil: 13 * hour }, 0)).toMatchObject({ code: 'exam.window-order' })
    expect(checkTimes({ ...times, closesAt: 9 * hour }, 0)).toMatchObject({ code: 'exam.window-order' })
    expect(checkTimes(times, 12 * hour)).toMatchObject({ code: 'exam.window-past' })
  })

  it('opens at the instant, is over at the close, and ends early only by an act', () => {
    expect([9.99, 10, 11.99, 12].map((at) => phaseOf(open, at * hour))).toEqual([
      'planned',
      'open',
      'open',
      'over',
    ])
    expect(phaseOf({ ...open, endedAt: 11 * hour }, 11 * hour)).toBe('over')
  })

  it('calls absent only who can no longer begin', () => {
    const nobody = { startedAt: null, submittedAt: null }
    expect(attemptState(nobody, open, 11 * hour)).toBe('ready')
    expect(attemptState(nobody, open, 11 * hour + 1)).toBe('absent')
    expect(attemptState({ startedAt: 10 * hour, submittedAt: null }, open, 13 * hour)).toBe('running')
  })
})
