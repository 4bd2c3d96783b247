import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deadlineOf, graceMs, inTime } from './deadline.ts'

const minute = 60_000
const base = { startedAt: 0, allowanceSeconds: 3600, adjustments: [], hardClose: 90 * minute }

describe('the deadline', () => {
  it('is start and allowance, cut by the hard close', () => {
    expect(deadlineOf(base)).toBe(60 * minute)
    expect(deadlineOf({ ...base, startedAt: 40 * minute })).toBe(90 * minute)
  })

  it('moves by every adjustment, past the close only by those granted past it', () => {
    const late = { ...base, startedAt: 40 * minute }
    expect(
      deadlineOf({
        ...base,
        adjustments: [
          { seconds: 600, pastClose: false },
          { seconds: -60, pastClose: false },
        ],
      }),
    ).toBe(69 * minute)
    expect(deadlineOf({ ...late, adjustments: [{ seconds: 600, pastClose: false }] })).toBe(90 * minute)
    expect(deadlineOf({ ...late, adjustments: [{ seconds: 600, pastClose: true }] })).toBe(100 * minute)
  })

  it('depends on the adjustments there are, not on the order they came in', () => {
    const adjustment = fc.record({ seconds: fc.integer({ min: -3600, max: 7200 }), pastClose: fc.boolean() })
    fc.assert(
      fc.property(fc.array(adjustment), fc.nat(120), (adjustments, start) => {
        const time = { ...base, startedAt: start * minute, adjustments }
        expect(deadlineOf(time)).toBe(deadlineOf({ ...time, adjustments: adjustments.toReversed() }))
        expect(deadlineOf(time)).toBeGreaterThanOrEqual(time.startedAt)
        expect(
          deadlineOf({ ...time, adjustments: [...adjustments, { seconds: 60, pastClose: true }] }),
        ).toBeGreaterThanOrEqual(deadlineOf(time))
      }),
    )
  })

  it('still takes what arrives within the grace, and nothing after', () => {
    expect([inTime(1000, 1000 + graceMs), inTime(1000, 1001 + graceMs)]).toEqual([true, false])
  })
})
