import { chown, mkdir, realpath, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findBinaries, linkLibraries, readableBinaries, versionOf } from './binaries.ts'
import {
  clusterFolder,
  isOpenToAll,
  makeOwn,
  makeWritable,
  outsideFolder,
  type ClusterFolder,
} from './cluster-folder.ts'
import { answers, createDatabase, databaseName, urlOf } from './connection.ts'
import { exclusively } from './exclusive.ts'
import type { Plan } from './plan.ts'
import { identityOf } from './process-identity.ts'
import { release } from './release.ts'
import { chooseServerUser } from './server-user.ts'
import { startServer } from './start-server.ts'
import { startWatchdog } from './watchdog.ts'

export interface EmbeddedPostgres {
  /** Connection string over the server's unix socket; there is no TCP port. */
  readonly url: string
  /** Where the database's files really are: outside the data folder when the server's user may not enter that. */
  readonly dataHome: string
  /** Gives the server up; it stops unless another process of ours uses it. Resolves when nothing is left running. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL on a folder, or joins the one that runs on it already (another process of ours, or
 * one left by a killed app). When this process ends, in whatever way, the server stops, unless others use it.
 * @throws EnvironmentError folder.not-writable, folder.in-use, postgres.*
 */
export const startEmbeddedPostgres = async (options: {
  readonly dataFolder: string
  /** Package with the binaries of another version; the tests have some. */
  readonly binaries?: string
  /** Called when the server's process is there and its first answer is waited for: other work costs no time then. */
  readonly whileItStarts?: () => unknown
}): Promise<EmbeddedPostgres> => {
  const plan = await makePlan(resolve(options.dataFolder), options.binaries)
  uses += 1
  const user = `${identityOf(process.pid)}.${uses}`
  await mkdir(plan.cluster.usersFolder, { recursive: true, mode: 0o700 })
  const watchdog = startWatchdog(plan.cluster, plan.dataHome, user)
  const stop = async (): Promise<void> => {
    await watchdog.finish()
    // Does nothing after a watchdog that did its work; does it where the watchdog was killed.
    await release(plan.cluster, user).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
  try {
    await exclusively(plan.cluster.lockFile, async () => {
      await writeFile(join(plan.cluster.usersFolder, user), '')
      if (!(await answers(plan.cluster))) await startServer(plan, options.whileItStarts)
      await createDatabase(plan.cluster)
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { url: urlOf(plan.cluster, databaseName), dataHome: plan.dataHome, stop }
}

/** How often this process has asked for a server: each use is given up on its own. */
let uses = 0

const makePlan = async (named: string, binaries?: string): Promise<Plan> => {
  await makeWritable(named)
  // The real path: two names of one folder must give one lock and one socket.
  const folder = await realpath(named)
  const native = await findBinaries(binaries)
  const major = (await versionOf(native)).split('.')[0] ?? ''
  await linkLibraries(native).catch(() => undefined)
  const user = await chooseServerUser({ folder, binary: join(native, 'bin/postgres') })
  if (user.kind !== 'other') {
    const cluster = clusterFolder(folder)
    await ownSocketFolder(cluster, folder)
    return { native, major, user, cluster, dataHome: folder }
  }
  const dataHome = (await isOpenToAll(resolve(folder, '..')))
    ? join(folder, 'server')
    : outsideFolder('data', folder)
  await makeOwn(dataHome, 0o700, user)
  const cluster = clusterFolder(folder, dataHome)
  await ownSocketFolder(cluster, dataHome, user)
  return { native: await readableBinaries(native), major, user, cluster, dataHome }
}

const ownSocketFolder = async (
  cluster: ClusterFolder,
  dataHome: string,
  owner?: { uid: number; gid: number },
): Promise<void> => {
  if (cluster.socketFolder.startsWith(dataHome)) {
    await mkdir(cluster.socketFolder, { recursive: true, mode: 0o700 })
    if (owner) await chown(cluster.socketFolder, owner.uid, owner.gid)
  } else {
    await makeOwn(cluster.socketFolder, 0o700, owner)
  }
}
