import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deadlineOf,
  graceMs,
  heldAt,
  heldBefore,
  inTime,
  timeLeftAt,
  type AttemptTime,
  type Hold,
} from './deadline.ts'

const minute = 60_000
const base: AttemptTime = {
  startedAt: 0,
  allowanceSeconds: 3600,
  adjustments: [],
  holds: [],
  hardClose: 90 * minute,
}
const deadline = (time: AttemptTime, at = 0): number => deadlineOf(time, at)

describe('the deadline', () => {
  it('is start and allowance, cut by the hard close', () => {
    expect(deadline(base)).toBe(60 * minute)
    expect(deadline({ ...base, startedAt: 40 * minute })).toBe(90 * minute)
  })

  it('moves by every adjustment, past the close only by those granted past it', () => {
    const late = { ...base, startedAt: 40 * minute }
    expect(
      deadline({
        ...base,
        adjustments: [
          { seconds: 600, pastClose: false },
          { seconds: -60, pastClose: false },
        ],
      }),
    ).toBe(69 * minute)
    expect(deadline({ ...late, adjustments: [{ seconds: 600, pastClose: false }] })).toBe(90 * minute)
    expect(deadline({ ...late, adjustments: [{ seconds: 600, pastClose: true }] })).toBe(100 * minute)
  })

  it('depends on the adjustments there are, not on the order they came in', () => {
    const adjustment = fc.record({ seconds: fc.integer({ min: -3600, max: 7200 }), pastClose: fc.boolean() })
    fc.assert(
      fc.property(fc.array(adjustment), fc.nat(120), (adjustments, start) => {
        const time = { ...base, startedAt: start * minute, adjustments }
        expect(deadline(time)).toBe(deadline({ ...time, adjustments: adjustments.toReversed() }))
        expect(deadline(time)).toBeGreaterThanOrEqual(time.startedAt)
        expect(
          deadline({ ...time, adjustments: [...adjustments, { seconds: 60, pastClose: true }] }),
        ).toBeGreaterThanOrEqual(deadline(time))
      }),
    )
  })

  it('still takes what arrives within the grace, and nothing after', () => {
    expect([inTime(1000, 1000 + graceMs), inTime(1000, 1001 + graceMs)]).toEqual([true, false])
  })
})

describe('a held seat', () => {
  const held = (
    ...holds: readonly [from: number, to: number | null, pastClose?: boolean][]
  ): AttemptTime => ({
    ...base,
    holds: holds.map(
      ([from, to, pastClose = false]): Hold => ({
        from: from * minute,
        to: to === null ? null : to * minute,
        pastClose,
      }),
    ),
  })

  it('gets every second back, its clock standing still while the hold is open', () => {
    expect(deadline(held([10, 27]))).toBe(77 * minute)
    for (const at of [10, 11, 20])
      expect(deadline(held([10, null]), at * minute) - at * minute).toBe(50 * minute)
  })

  it('is held once where its own hold and that of its room overlap', () => {
    expect(deadline(held([10, 20], [15, 30]))).toBe(80 * minute)
    expect(deadline(held([10, 30], [15, 20]))).toBe(80 * minute)
    expect(deadline(held([10, 20], [20, 30]))).toBe(80 * minute)
  })

  it('is cut by the close unless the close moves by what was held', () => {
    expect(deadline(held([10, 50]))).toBe(90 * minute)
    expect(deadline(held([10, 50, true]))).toBe(100 * minute)
    expect(deadline(held([10, 50], [20, 40, true]))).toBe(100 * minute)
  })

  it('gets nothing for a hold after its time was over, nor for one before it began', () => {
    expect(deadline(held([61, 80]))).toBe(60 * minute)
    expect(deadline({ ...held([0, 20]), startedAt: 20 * minute })).toBe(80 * minute)
    // The close moved while it waited at the door.
    expect(deadline({ ...held([0, 20, true]), startedAt: 45 * minute })).toBe(105 * minute)
  })

  it('has the same time left before, during and after, whatever the holds were', () => {
    const hold = fc.tuple(fc.nat(40), fc.nat(30), fc.boolean())
    fc.assert(
      fc.property(fc.array(hold, { maxLength: 5 }), (drawn) => {
        const time: AttemptTime = {
          ...base,
          hardClose: 1e9,
          holds: drawn.map(([from, length, pastClose]) => ({
            from: from * minute,
            to: (from + length) * minute,
            pastClose,
          })),
        }
        // Minute by minute: the time left falls by a minute exactly where no hold runs.
        for (let at = 0; at < 90; at += 1) {
          const known = (now: number): AttemptTime => ({
            ...time,
            holds: time.holds
              .filter(({ from }) => from <= now)
              .map((one) => ({ ...one, to: one.to !== null && one.to <= now ? one.to : null })),
          })
          const left = (now: number): number => Math.max(0, deadline(known(now), now) - now)
          const [before, after] = [left(at * minute), left((at + 1) * minute)]
          const stands = heldAt(time.holds, at * minute) !== null
          expect(before - after).toBe(stands || before === 0 ? 0 : minute)
        }
      }),
    )
  })

  it('is told until when it is held, and counts on from there by itself', () => {
    expect(heldAt([{ from: 0, to: null, pastClose: false }], 5)).toEqual({ since: 0, until: null })
    expect(heldAt([{ from: 0, to: 10, pastClose: false }], 10)).toBeNull()
    expect(heldBefore(held([10, 20], [15, 30]).holds, 25 * minute)).toBe(15 * minute)
    const told = { deadline: 100, toldAt: 40, held: { until: 50 } }
    expect([45, 50, 60].map((now) => timeLeftAt(told, now))).toEqual([50, 50, 40])
    expect(timeLeftAt({ ...told, held: { until: null } }, 99)).toBe(60)
    expect(timeLeftAt({ ...told, held: null }, 99)).toBe(1)
  })
})
