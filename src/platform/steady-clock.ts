import { uptime } from 'node:os'

/** A process's readings of time; tests give their own. All in milliseconds. */
export interface ClockReadings {
  /** The database's clock, Unix time. */
  database(): Promise<number>
  /** The machine's own clock, Unix time: only watched, never counted by. */
  wall(): number
  /** Counts on whatever anybody sets a clock to; stands still while the machine sleeps. */
  mono(): number
  /** The same, sleep included. */
  awake(): number
}

export interface ClockFault {
  /** Whose clock was set, or runs wrong: the database's or this machine's. */
  readonly clock: 'database' | 'machine'
  readonly offSeconds: number
}

export interface SteadyClock {
  now(): Date
  /** Reads the database's clock again. Tells a fault when it begins or changes, and null when it is over. */
  check(): Promise<void>
  stop(): void
}

/** Further off than this is a fault, not drift. */
const faultMs = 2000
/** What drift may move the clock by with one check: nobody's time left jumps. */
const mostSlewMs = 50
const checkMs = 10_000

/**
 * One time for all servers of an installation: taken from the database's clock when a process starts and counted on the
 * monotonic clock from then on. A clock that is set meanwhile — this machine's or the database's — moves no deadline; it
 * is told as a fault. After a machine has slept, time is taken anew.
 */
export const openSteadyClock = async (
  readings: ClockReadings,
  told: (fault: ClockFault | null) => void,
): Promise<SteadyClock> => {
  let offset = 0
  let anchor = { mono: 0, awake: 0 }
  let standing: ClockFault | null = null
  const now = (): number => readings.mono() + offset

  /** The database's time against the monotonic clock, the way there and back halved. */
  const sample = async (): Promise<number> => {
    const sentAt = readings.mono()
    const database = await readings.database()
    return database - (sentAt + readings.mono()) / 2
  }
  const take = (given: number): void => {
    offset = given
    anchor = { mono: readings.mono(), awake: readings.awake() }
  }
  const tell = (fault: ClockFault | null): void => {
    const known =
      fault?.clock === standing?.clock &&
      Math.abs((fault?.offSeconds ?? 0) - (standing?.offSeconds ?? 0)) * 1000 <= faultMs
    if (known) return
    standing = fault
    told(fault)
  }

  take(await sample())
  const check = async (): Promise<void> => {
    const found = await sample()
    if (readings.awake() - anchor.awake - (readings.mono() - anchor.mono) > faultMs) return take(found)
    const [database, machine] = [found - offset, readings.wall() - now()]
    if (Math.abs(database) > faultMs)
      return tell({ clock: 'database', offSeconds: Math.round(database / 1000) })
    offset += Math.max(-mostSlewMs, Math.min(mostSlewMs, database))
    tell(Math.abs(machine) > faultMs ? { clock: 'machine', offSeconds: Math.round(machine / 1000) } : null)
  }
  // A database that does not answer says nothing about time: the next check asks again.
  const timer = setInterval(() => void check().catch(() => undefined), checkMs)
  timer.unref()
  return { now: () => new Date(Math.round(now())), check, stop: () => clearInterval(timer) }
}

/** How a process reads clocks. */
export const processReadings = (database: () => Promise<number>): ClockReadings => ({
  database,
  wall: () => Date.now(),
  mono: () => performance.now(),
  awake: () => uptime() * 1000,
})
