import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ClusterFolder } from './cluster-folder.ts'

/** Stops the server when this process is gone, however it goes. */
export interface Watchdog {
  /** Lets the watchdog do its work now; resolves when it has. */
  finish(): Promise<void>
}

/**
 * A shell, small and in a process group of its own, blocked on a pipe that only we hold. When we end, even by
 * kill -9, the kernel closes the pipe, and the shell becomes the program that gives the server up.
 */
export const startWatchdog = (cluster: ClusterFolder, dataHome: string, user: string): Watchdog => {
  const release = fileURLToPath(new URL('./release.ts', import.meta.url))
  const script = 'cat > /dev/null; exec "$0" "$@"'
  const child = spawn('sh', ['-c', script, process.execPath, release, cluster.folder, dataHome, user], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Nothing is written to the pipe; an error on it means that the watchdog is gone, which finish() notices.
  child.stdin.on('error', () => undefined)
  letExit(child)
  return {
    finish: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve()
          return
        }
        child.ref()
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}

/** A program that has nothing else to do must end although its watchdog waits for it. */
const letExit = (child: ChildProcess): void => {
  child.unref()
  const pipe = child.stdin as unknown as { unref?: () => void } | null
  pipe?.unref?.()
}
