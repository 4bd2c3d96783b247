import { readFileSync } from 'node:fs'
import { identityOf, isAlive } from '../platform/embedded-postgres/process-identity.ts'

/**
 * Calls back when the npm that started us is gone. `kill -9` on npm reaches neither us nor the shell between us, and
 * without this the server would stay behind with nobody to stop it. Does nothing where we were started otherwise.
 */
export const onNpmGone = (gone: () => void): void => {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const npm = npmAbove(process.ppid)
  if (npm === undefined) return
  const watch = setInterval(() => {
    if (isAlive(npm)) return
    clearInterval(watch)
    gone()
  }, 300)
  watch.unref()
}

/** npm itself, or a shell between it and us. */
const npmAbove = (pid: number, levels = 3): string | undefined => {
  const parent = parentOf(pid)
  if (parent === undefined) return undefined
  if (parent.command.includes('npm')) return identityOf(pid)
  return levels > 1 && parent.pid > 1 ? npmAbove(parent.pid, levels - 1) : undefined
}

const parentOf = (pid: number): { pid: number; command: string } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { pid: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command }
  } catch {
    return undefined
  }
}
