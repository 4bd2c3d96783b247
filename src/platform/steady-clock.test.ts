import { describe, expect, it } from 'vitest'
import { openSteadyClock, type ClockFault } from './steady-clock.ts'

const start = Date.parse('2026-11-22T01:00:00.000Z')

const world = async () => {
  const time = { database: start, wall: start, mono: 0, awake: 0 }
  const faults: (ClockFault | null)[] = []
  const clock = await openSteadyClock(
    {
      database: async () => time.database,
      wall: () => time.wall,
      mono: () => time.mono,
      awake: () => time.awake,
    },
    (fault) => faults.push(fault),
  )
  clock.stop()
  const passes = (ms: number): void => {
    for (const one of ['database', 'wall', 'mono', 'awake'] as const) time[one] += ms
  }
  return { time, clock, faults, passes, elapsed: () => clock.now().getTime() - start }
}

describe('the one clock of all servers', () => {
  it('goes on when the clock of the machine is set, either way, and tells it once', async () => {
    for (const step of [30_000, -30_000]) {
      const { time, clock, faults, passes, elapsed } = await world()
      passes(5000)
      time.wall += step
      await clock.check()
      passes(5000)
      await clock.check()
      expect(elapsed()).toBe(10_000)
      expect(faults).toEqual([{ clock: 'machine', offSeconds: step / 1000 }])
      time.wall -= 2 * step
      await clock.check()
      expect(faults.at(-1)).toEqual({ clock: 'machine', offSeconds: -step / 1000 })
      time.wall += step
      await clock.check()
      expect(faults.at(-1)).toBeNull()
    }
  })

  it('goes on when the clock of the database is set, and tells it', async () => {
    const { time, clock, faults, passes, elapsed } = await world()
    time.database -= 30_000
    passes(1000)
    await clock.check()
    expect(elapsed()).toBe(1000)
    expect(faults).toEqual([{ clock: 'database', offSeconds: -30 }])
  })

  it('follows drift a little at a time, and a machine that slept at once', async () => {
    const { time, clock, faults, passes, elapsed } = await world()
    time.database += 400
    await clock.check()
    expect(elapsed()).toBe(50)
    for (const one of ['database', 'wall', 'awake'] as const) time[one] += 600_000
    passes(1000)
    await clock.check()
    expect(elapsed()).toBe(601_400)
    expect(faults).toEqual([])
  })
})
