import { onNpmGone } from './leash.ts'

/** Things to close when the process is asked to end, last opened first. */
export interface Lifetime {
  /** Registers what must be closed; also when opening the next thing fails. */
  add(close: () => Promise<void>): void
  /** Closes everything once, however often it is called. */
  end(): Promise<void>
  /** True from the moment the process was asked to end: what fails then fails because of that. */
  isEnding(): boolean
}

const patienceMs = 20_000

/**
 * Ends the process in order on Ctrl-C, SIGTERM, a closed terminal, or when the npm that started it is gone. A second
 * Ctrl-C ends it at once: the database's watchdog then does what was left.
 */
export const openLifetime = (): Lifetime => {
  const closers: (() => Promise<void>)[] = []
  let ending: Promise<void> | undefined
  const closeAll = async (): Promise<void> => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      await close().catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
      })
    }
  }
  const end = (): Promise<void> => (ending ??= closeAll())
  const leave = (): void => {
    if (ending) process.exit(0)
    setTimeout(() => process.exit(1), patienceMs).unref()
    void end().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
  // Whoever read our output may be gone before us.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
  onNpmGone(leave)
  return {
    add: (close) => {
      closers.push(close)
      // Asked to end while this was being opened.
      if (ending) void closeAll()
    },
    end,
    isEnding: () => ending !== undefined,
  }
}
