import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { EnvironmentError } from '../environment-error.ts'
import { identityOf, isAlive, pause } from './process-identity.ts'

const patienceMs = 60_000

/** Runs `action` while no other process starts or stops the same server. A lock left by a dead process is taken over. */
export const exclusively = async <T>(lockFile: string, action: () => Promise<T>): Promise<T> => {
  await acquire(lockFile)
  try {
    return await action()
  } finally {
    await rm(lockFile, { force: true })
  }
}

const acquire = async (lockFile: string): Promise<void> => {
  const me = identityOf(process.pid)
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    try {
      await writeFile(lockFile, me, { flag: 'wx', mode: 0o600 })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = await readFile(lockFile, 'utf8').catch(() => undefined)
    if (holder !== undefined && holder !== '' && !isAlive(holder)) await removeDead(lockFile, holder)
    else if (Date.now() > giveUpAt)
      throw new EnvironmentError('folder.in-use', { folder: lockFile, pid: holder ?? '?' })
    else await pause(15)
  }
}

/** Two processes may find the same dead lock; only the one whose rename catches that very lock removes it. */
const removeDead = async (lockFile: string, holder: string): Promise<void> => {
  const aside = `${lockFile}.${process.pid}`
  try {
    await rename(lockFile, aside)
  } catch {
    return
  }
  if ((await readFile(aside, 'utf8')) === holder) await rm(aside)
  else await rename(aside, lockFile)
}
