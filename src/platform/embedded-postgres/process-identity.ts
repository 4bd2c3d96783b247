import { readFileSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'

/**
 * Names a process so that a later one with the same number is not taken for it: in a container every start has
 * the same small pids. `pid-starttime` on Linux, `pid` where /proc is absent.
 */
export const identityOf = (pid: number): string => {
  const started = startTimeOf(pid)
  return started === undefined ? String(pid) : `${pid}-${started}`
}

export const isAlive = (identity: string): boolean => {
  const pid = Number.parseInt(identity, 10)
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  if (process.platform === 'linux') {
    const started = startTimeOf(pid)
    return started !== undefined && (!identity.includes('-') || identity === `${pid}-${started}`)
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of /proc/PID/stat; undefined for a process that is gone or only waits to be reaped. */
const startTimeOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** Whether any process has the folder as its working folder, as every process of a PostgreSQL server has its data folder. */
export const isWorkedIn = async (folder: string): Promise<boolean> => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return places.includes(folder)
}

/** Whether a process runs the program of that name, as far as the machine tells. */
export const runsProgram = (pid: number, program: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program)
  } catch {
    return process.platform !== 'linux'
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
