import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvironmentError } from '../environment-error.ts'
import { role } from './connection.ts'
import type { Plan } from './plan.ts'
import { spawnAs } from './server-user.ts'

/** Under locale C pg_trgm silently finds no trigram in Chinese text. macOS has no C.UTF-8. */
const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** Nothing of the caller's: PGDATA, PGPORT or LC_* from outside would change where and how the server runs. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: locale, TZ: 'UTC' }

/** Makes the cluster under a draft name first: a start that is killed half-way leaves a draft, never half a cluster. */
export const createCluster = async (plan: Plan): Promise<void> => {
  const { cluster, dataHome, user } = plan
  if (existsSync(join(cluster.pgData, 'PG_VERSION'))) return
  for (const name of await readdir(dataHome)) {
    if (name.startsWith('draft-')) await rm(join(dataHome, name), { recursive: true, force: true })
  }
  const draft = join(dataHome, `draft-${process.pid}`)
  const args = ['-D', draft, '-U', role, '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`]
  args.push('--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--no-instructions')
  const output: Buffer[] = []
  const child = spawnAs(user, join(plan.native, 'bin/initdb'), args, {
    cwd: dataHome,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnvironment,
    detached: false,
  })
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number>((done) => {
    child.once('error', (error) => {
      output.push(Buffer.from(String(error)))
      done(1)
    })
    child.once('close', (exitCode) => done(exitCode ?? 1))
  })
  if (code !== 0) {
    throw new EnvironmentError('postgres.no-start', {
      log: 'initdb',
      tail: Buffer.concat(output).toString('utf8').slice(-2000),
    })
  }
  await rename(draft, cluster.pgData)
}

/** Another major version cannot read these files; it must not try. */
export const assertVersion = async ({ cluster, major }: Plan): Promise<void> => {
  const found = (await readFile(join(cluster.pgData, 'PG_VERSION'), 'utf8')).trim()
  if (found !== major)
    throw new EnvironmentError('postgres.other-version', { folder: cluster.folder, found, ours: major })
}
