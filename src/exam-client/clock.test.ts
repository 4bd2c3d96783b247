import { describe, expect, it } from 'vitest'
import { clockFace, observe, secondsLeft, serverNow, type ServerClock } from './clock.ts'

const sample = (sentAt: number, receivedAt: number, serverTime: number) => ({
  sentAt,
  receivedAt,
  serverTime,
})

describe("the centre's clock at a page", () => {
  it('takes the exchange that leaves the least doubt', () => {
    let clock = observe(null, sample(0, 2000, 1_000_000))
    expect(serverNow(clock, 1000)).toBe(1_000_000)
    clock = observe(clock, sample(3000, 3020, 1_002_500))
    expect(clock.doubt).toBe(10)
    // A slow exchange right after says less than the quick one.
    expect(observe(clock, sample(4000, 6000, 1_004_600))).toBe(clock)
  })

  it("follows the centre after the machine slept, when the page's own clock stood still", () => {
    const clock = observe(null, sample(0, 20, 1_000_000))
    const woken = observe(clock, sample(1000, 1400, 1_601_000))
    expect(Math.abs(serverNow(woken, 1200) - 1_601_000)).toBeLessThanOrEqual(200)
  })

  it('grows less sure of an old exchange, so that a fresh one of the same quality replaces it', () => {
    const clock = observe(null, sample(0, 20, 1_000_000))
    const later: ServerClock = observe(clock, sample(100_000, 100_020, 1_100_000))
    expect(later.takenAt).toBe(100_020)
  })

  it('shows the last second until it is over, and never less than nothing', () => {
    expect([secondsLeft(10_000, 9_001), secondsLeft(10_000, 10_000), secondsLeft(10_000, 12_000)]).toEqual([
      1, 0, 0,
    ])
    expect([clockFace(3909), clockFace(3599), clockFace(7)]).toEqual(['1:05:09', '59:59', '0:07'])
  })
})
