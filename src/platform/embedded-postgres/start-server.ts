import { closeSync, openSync } from 'node:fs'
import { open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvironmentError } from '../environment-error.ts'
import { postmasterPid, type ClusterFolder } from './cluster-folder.ts'
import { answers } from './connection.ts'
import { assertVersion, createCluster, serverEnvironment } from './create-cluster.ts'
import type { Plan } from './plan.ts'
import { identityOf, isWorkedIn, pause } from './process-identity.ts'
import { spawnAs } from './server-user.ts'

/** Creates the cluster when there is none and starts the server on it. The caller holds the lock. */
export const startServer = async (plan: Plan, whileItStarts?: () => unknown): Promise<void> => {
  await makeWay(plan.cluster)
  if (await answers(plan.cluster)) return
  await createCluster(plan)
  await assertVersion(plan)
  await writeFile(plan.cluster.startingFile, '')
  const logStart = await openLog(plan)
  const log = openSync(plan.cluster.logFile, 'a', 0o600)
  const child = spawnAs(plan.user, join(plan.native, 'bin/postgres'), serverArguments(plan.cluster), {
    cwd: plan.cluster.pgData,
    stdio: ['ignore', log, log],
    env: serverEnvironment,
    detached: true,
  })
  closeSync(log)
  const failed = new Promise<void>((done) => {
    child.once('error', () => done())
    child.once('exit', () => done())
  })
  if (child.pid !== undefined) await writeFile(plan.cluster.startingFile, identityOf(child.pid))
  child.unref()
  whileItStarts?.()
  await untilAnswers(plan, failed, logStart)
  await rm(plan.cluster.startingFile, { force: true })
}

const untilAnswers = async (plan: Plan, failed: Promise<void>, logStart: number): Promise<void> => {
  let over = false
  void failed.then(() => {
    over = true
  })
  // Recovery after a power cut reads the write-ahead log: minutes at worst, and a server that recovers is not a failure.
  const giveUpAt = Date.now() + 120_000
  while (!over && Date.now() < giveUpAt) {
    if (await answers(plan.cluster)) return
    await Promise.race([pause(10), failed])
  }
  throw new EnvironmentError('postgres.no-start', {
    log: plan.cluster.logFile,
    tail: await tailOf(plan.cluster.logFile, logStart),
  })
}

const serverArguments = (cluster: ClusterFolder): string[] => {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: cluster.socketFolder,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  return [
    '-D',
    cluster.pgData,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/**
 * Makes way after a server that did not stop in order. The process number it left behind may by now be somebody else's
 * (in a container every start has the same small ones) or that of a dead process nobody has reaped, and PostgreSQL
 * would refuse to start for either. The files go only when no process works in the data folder any more: a backend
 * that outlives its postmaster and a new server on the same files would destroy them.
 */
const makeWay = async (cluster: ClusterFolder): Promise<void> => {
  const pid = await postmasterPid(cluster)
  if (pid === undefined) return
  for (let tries = 0; tries < 500; tries += 1) {
    // The app that held it was killed a moment ago: it may be on its way down, or still up for us to join.
    if (await answers(cluster)) return
    if (!(await isWorkedIn(cluster.pgData))) break
    await pause(20)
  }
  if (await isWorkedIn(cluster.pgData))
    throw new EnvironmentError('folder.in-use', { folder: cluster.folder, pid })
  if (process.platform !== 'linux') return
  await rm(join(cluster.pgData, 'postmaster.pid'), { force: true })
  await rm(join(cluster.socketFolder, '.s.PGSQL.5432.lock'), { force: true })
}

const largestLogBytes = 10_000_000

/** Keeps one old log at most; returns where this start's lines will begin. */
const openLog = async (plan: Plan): Promise<number> => {
  const size = await stat(plan.cluster.logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (size <= largestLogBytes) return size
  await rename(plan.cluster.logFile, `${plan.cluster.logFile}.1`)
  return 0
}

const tailOf = async (file: string, from: number): Promise<string> => {
  const log = await open(file).catch(() => undefined)
  if (!log) return ''
  try {
    const { size } = await log.stat()
    const start = Math.max(from, size - 2000)
    const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(size - start), position: start })
    return buffer.subarray(0, bytesRead).toString('utf8').trim()
  } finally {
    await log.close()
  }
}
