import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { clusterFolder, postmasterPid, type ClusterFolder } from './cluster-folder.ts'
import { exclusively } from './exclusive.ts'
import { identityOf, isAlive, pause, runsProgram } from './process-identity.ts'

/** Gives up one process's use of the server, and stops the server when nobody else alive uses it. May be called again. */
export const release = async (cluster: ClusterFolder, user: string): Promise<void> => {
  await rm(join(cluster.usersFolder, user), { force: true })
  await exclusively(cluster.lockFile, async () => {
    if (await hasLiveUsers(cluster)) return
    const server = await serverIdentity(cluster)
    if (server !== undefined) await stopServer(server)
    await rm(cluster.startingFile, { force: true })
  })
}

const hasLiveUsers = async (cluster: ClusterFolder): Promise<boolean> => {
  let live = false
  for (const user of await readdir(cluster.usersFolder)) {
    if (isAlive(user.split('.')[0] ?? '')) live = true
    else await rm(join(cluster.usersFolder, user), { force: true })
  }
  return live
}

/** The running server, also one whose starter died before it had written postmaster.pid. */
const serverIdentity = async (cluster: ClusterFolder): Promise<string | undefined> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const pid = await postmasterPid(cluster)
    if (pid !== undefined) return runsProgram(pid, 'postgres') ? identityOf(pid) : undefined
    const starting = await readFile(cluster.startingFile, 'utf8').catch(() => undefined)
    if (starting === undefined) return undefined
    if (starting !== '') return isAlive(starting) ? starting : undefined
    await pause(20)
  }
  return undefined
}

/** SIGINT: connections end, the checkpoint is written. SIGQUIT and SIGKILL lose nothing either, the next start recovers. */
const stopServer = async (server: string): Promise<void> => {
  for (const [signal, waitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 2000],
  ] as const) {
    if (!isAlive(server)) return
    try {
      process.kill(Number.parseInt(server, 10), signal)
    } catch {
      return
    }
    for (let waited = 0; waited < waitMs && isAlive(server); waited += 10) await pause(10)
  }
}

/** Run by the watchdog: `node release.ts FOLDER DATA-HOME USER`. The folder may be gone by then; so is the server's work. */
if (import.meta.main) {
  const [folder, dataHome, user] = process.argv.slice(2)
  if (folder !== undefined && dataHome !== undefined && user !== undefined) {
    await release(clusterFolder(folder, dataHome), user).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
}
