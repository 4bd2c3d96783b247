import { createHash } from 'node:crypto'
import { chown, lstat, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EnvironmentError } from '../environment-error.ts'

/** Where one database cluster and everything about its running lives. Other processes find each other by it. */
export interface ClusterFolder {
  /** What the caller named; lock, users and log are here. */
  readonly folder: string
  /** PostgreSQL's own files. */
  readonly pgData: string
  readonly socketFolder: string
  readonly logFile: string
  /** One file per process that uses the server; the last one out stops it. */
  readonly usersFolder: string
  readonly lockFile: string
  /** Exists while a server is being started: its content is the server's identity as soon as there is one. */
  readonly startingFile: string
}

/** A socket address holds 107 bytes; PostgreSQL puts `/.s.PGSQL.5432` behind the folder. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length

const shortName = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16)

/** Lays out the cluster's paths. `dataHome` differs from `folder` only where the server's user cannot reach `folder`. */
export const clusterFolder = (folder: string, dataHome = folder): ClusterFolder => {
  const near = join(dataHome, 'run')
  const socketFolder =
    Buffer.byteLength(near) <= longestSocketFolder ? near : `/tmp/zhixin-${shortName(dataHome)}`
  return {
    folder,
    pgData: join(dataHome, 'data'),
    socketFolder,
    logFile: join(dataHome, 'postgres.log'),
    usersFolder: join(folder, 'users'),
    lockFile: join(folder, 'lock'),
    startingFile: join(folder, 'starting'),
  }
}

/** Folder outside the project for a server whose user may not enter the project. */
export const outsideFolder = (purpose: string, folder: string): string =>
  `/var/tmp/zhixin-${purpose}-${shortName(folder)}`

/**
 * Makes a folder and those above it. Not by `recursive`: below /proc, which calls the parent of any new folder missing,
 * that tries for ever.
 */
export const makeFolders = async (folder: string, mode: number): Promise<void> => {
  try {
    await mkdir(folder, { mode })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const parent = dirname(folder)
    const hasParent = await stat(parent).then(
      () => true,
      () => false,
    )
    if (code !== 'ENOENT' || hasParent || parent === folder) throw error
    await makeFolders(parent, mode)
    await makeFolders(folder, mode)
  }
}

/** Makes the folder and proves that it can be written. */
export const makeWritable = async (folder: string): Promise<void> => {
  try {
    await makeFolders(folder, 0o700)
    await writeFile(join(folder, '.writable'), '')
    // Another process that starts on the folder may have taken it away already.
    await rm(join(folder, '.writable'), { force: true })
  } catch (error) {
    throw new EnvironmentError('folder.not-writable', {
      folder,
      reason: (error as NodeJS.ErrnoException).code ?? String(error),
    })
  }
}

/**
 * Makes a folder of ours below a place where anybody may write (/tmp, /var/tmp). One that somebody else put there
 * first is refused: whoever owns it could answer on our socket or swap our binaries.
 */
export const makeOwn = async (
  folder: string,
  mode: number,
  owner?: { readonly uid: number; readonly gid: number },
): Promise<void> => {
  const uid = owner?.uid ?? process.getuid?.() ?? 0
  try {
    await mkdir(folder, { mode })
    if (owner) await chown(folder, owner.uid, owner.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new EnvironmentError('folder.not-writable', {
        folder,
        reason: (error as NodeJS.ErrnoException).code ?? String(error),
      })
    }
  }
  const found = await lstat(folder)
  const writableByOthers = (found.mode & 0o022) !== 0
  if (!found.isDirectory() || found.uid !== uid || writableByOthers)
    throw new EnvironmentError('folder.not-ours', { folder })
}

/** Whether every user may pass through all folders above and into this one. */
export const isOpenToAll = async (folder: string): Promise<boolean> => {
  for (let at = folder; ; at = dirname(at)) {
    const found = await lstat(at).catch(() => undefined)
    if (found && (found.mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** Process number in postmaster.pid, or undefined when no server has been started or it stopped in order. */
export const postmasterPid = async (cluster: ClusterFolder): Promise<number | undefined> => {
  const text = await readFile(join(cluster.pgData, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text.split('\n')[0] ?? '', 10)
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
}
