import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PostSettings } from './config.ts'

/** What the child needs to open the same house; sent over the channel, so that no secret stands in an environment. */
export interface WorkerOrder {
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly keyFile: string
  readonly publicUrl: string
  readonly post: PostSettings
}

export interface Supervised {
  /** Lets running jobs end, a few seconds at most; the queue gives unfinished ones out again at the next start. */
  stop(): Promise<void>
}

const firstPauseMs = 500
const longestPauseMs = 30_000

/** Keeps one worker process running: jobs render and sign, which must never slow a page down. */
export const superviseWorker = (
  order: WorkerOrder,
  report: (exitCode: number | null) => void,
): Supervised => {
  const program = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
  let child: ChildProcess | undefined
  let restart: NodeJS.Timeout | undefined
  let stopping = false
  let pauseMs = firstPauseMs

  const run = (): void => {
    const startedAt = performance.now()
    child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    child.send(order)
    child.once('exit', (exitCode) => {
      child = undefined
      if (stopping) return
      report(exitCode)
      pauseMs =
        performance.now() - startedAt > longestPauseMs ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs)
      restart = setTimeout(run, pauseMs)
    })
  }
  run()
  return {
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        clearTimeout(restart)
        if (!child) {
          resolve()
          return
        }
        const killed = setTimeout(() => child?.kill('SIGKILL'), 8000)
        child.once('exit', () => {
          clearTimeout(killed)
          resolve()
        })
        if (child.connected) child.disconnect()
      }),
  }
}
