import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EnvironmentError } from '../environment-error.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

let folder = ''
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-pg-'))
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const query = async <T extends object>(url: string, text: string): Promise<T[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

/** An app of its own that holds a server until it is killed; resolves with the url once the server answers. */
const hold = async (
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ url: string; dataHome: string; child: ChildProcess }> => {
  const module = new URL('./start-embedded-postgres.ts', import.meta.url).href
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)}
    const { url, dataHome, stop } = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(dataFolder)} })
    process.on('SIGTERM', () => stop().then(() => process.exit(0)))
    console.log(JSON.stringify({ url, dataHome }))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  children.push(child)
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')))
    child.once('exit', (exitCode) => reject(new Error(`ended with ${exitCode}`)))
  })
  return { ...(JSON.parse(line) as { url: string; dataHome: string }), child }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

const serverPid = async (dataHome: string): Promise<number> =>
  Number((await readFile(join(dataHome, 'data/postmaster.pid'), 'utf8')).split('\n')[0])

/** Process numbers whose command line names the folder: server, watchdog, initdb. */
const processesOn = (path: string): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(path) && !line.includes('--input-type'))

const untilNothingRunsOn = async (path: string): Promise<void> => {
  await expect.poll(() => processesOn(path), { timeout: 20_000, interval: 50 }).toEqual([])
}

describe('startEmbeddedPostgres', { timeout: 120_000 }, () => {
  it('gives a PostgreSQL that finds Chinese by trigram and sorts it by pinyin', async () => {
    const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'zh') })
    try {
      await query(server.url, 'create extension pg_trgm')
      const [trigrams] = await query<{ n: number }>(server.url, "select cardinality(show_trgm('汉字')) as n")
      expect(trigrams?.n).toBeGreaterThan(0)
      const names = await query<{ name: string }>(
        server.url,
        "select name from unnest(array['张','李','王','阿','陈']) name order by name",
      )
      expect(names.map((row) => row.name).join('')).toBe('阿陈李王张')
    } finally {
      await server.stop()
    }
    expect(processesOn(join(folder, 'zh'))).toEqual([])
  })

  it('opens no TCP port', async () => {
    const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'zh') })
    try {
      const [row] = await query<{ listen: string }>(
        server.url,
        "select current_setting('listen_addresses') as listen",
      )
      expect(row?.listen).toBe('')
    } finally {
      await server.stop()
    }
  })

  it('keeps the data from one start to the next', async () => {
    const dataFolder = join(folder, 'kept')
    const first = await startEmbeddedPostgres({ dataFolder })
    await query(first.url, 'create table kept as select 42 as n')
    await first.stop()
    const second = await startEmbeddedPostgres({ dataFolder })
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 42 }])
    await second.stop()
  })

  it('leaves nothing running and loses nothing when the app is killed with kill -9', async () => {
    const dataFolder = join(folder, 'killed')
    const { url, child } = await hold(dataFolder)
    await query(url, 'create table acknowledged as select 7 as n')
    child.kill('SIGKILL')
    await untilNothingRunsOn(dataFolder)
    const again = await startEmbeddedPostgres({ dataFolder })
    expect(await query(again.url, 'select n from acknowledged')).toEqual([{ n: 7 }])
    await again.stop()
  })

  it('recovers after the server itself was killed with kill -9', async () => {
    const dataFolder = join(folder, 'crashed')
    const { url, child, dataHome } = await hold(dataFolder)
    await query(url, 'create table acknowledged as select 9 as n')
    process.kill(await serverPid(dataHome), 'SIGKILL')
    child.kill('SIGKILL')
    await ended(child)
    const again = await startEmbeddedPostgres({ dataFolder })
    expect(await query(again.url, 'select n from acknowledged')).toEqual([{ n: 9 }])
    await again.stop()
  })

  it('joins a server that a killed app and its killed watchdog left behind', async () => {
    const dataFolder = join(folder, 'orphan')
    const { child, dataHome } = await hold(dataFolder)
    const pid = await serverPid(dataHome)
    const watchdog = processesOn(dataFolder).find((line) => line.includes('cat > /dev/null'))
    process.kill(Number.parseInt(watchdog ?? '', 10), 'SIGKILL')
    child.kill('SIGKILL')
    await ended(child)
    const again = await startEmbeddedPostgres({ dataFolder })
    expect(await serverPid(dataHome)).toBe(pid)
    await again.stop()
    await untilNothingRunsOn(dataFolder)
  })

  it('keeps the server up until the last of several apps is gone', async () => {
    const dataFolder = join(folder, 'shared')
    const [one, two] = await Promise.all([hold(dataFolder), hold(dataFolder)])
    one.child.kill('SIGTERM')
    expect(await ended(one.child)).toBe(0)
    expect(await query(two.url, 'select 1 as n')).toEqual([{ n: 1 }])
    two.child.kill('SIGTERM')
    expect(await ended(two.child)).toBe(0)
    expect(processesOn(dataFolder)).toEqual([])
  })

  it('works below a folder whose path is too long for a socket', async () => {
    const dataFolder = join(folder, 'deep', '很深的目录'.repeat(12), 'postgres')
    const server = await startEmbeddedPostgres({ dataFolder })
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
    const socketFolder = new URL(server.url).searchParams.get('host') ?? ''
    await server.stop()
    expect(Buffer.byteLength(`${socketFolder}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107)
    await rm(socketFolder, { recursive: true, force: true })
  })

  it('works below a 0700 folder', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const server = await startEmbeddedPostgres({ dataFolder: join(closed, 'postgres') })
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await server.stop()
  })

  it('is not misled by the process number a killed server left behind', async () => {
    const dataFolder = join(folder, 'stale')
    const first = await startEmbeddedPostgres({ dataFolder })
    await first.stop()
    await writeFile(join(dataFolder, 'data/postmaster.pid'), `${process.pid}\n${dataFolder}/data\n`)
    await writeFile(join(dataFolder, 'lock'), '999999-1')
    const again = await startEmbeddedPostgres({ dataFolder })
    expect(await query(again.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await again.stop()
  })

  it('refuses a folder that cannot be written, in both languages', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const refusal = await startEmbeddedPostgres({ dataFolder: join(file, 'postgres') }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'folder.not-writable' })
    expect((refusal as EnvironmentError).zh).toContain('不可写')
    expect((refusal as EnvironmentError).en).toContain('cannot be written')
  })

  it('refuses data of another PostgreSQL version and leaves it alone', async () => {
    const dataFolder = join(folder, 'older')
    await mkdir(join(dataFolder, 'data'), { recursive: true })
    await writeFile(join(dataFolder, 'data/PG_VERSION'), '17\n')
    await expect(startEmbeddedPostgres({ dataFolder })).rejects.toMatchObject({
      code: 'postgres.other-version',
    })
    expect(await readFile(join(dataFolder, 'data/PG_VERSION'), 'utf8')).toBe('17\n')
    expect(processesOn(dataFolder)).toEqual([])
  })

  if (process.getuid?.() === 0) {
    it('runs as another user where root may not make user namespaces', async () => {
      const tools = join(folder, 'tools')
      await mkdir(tools)
      await writeFile(join(tools, 'unshare'), '#!/bin/sh\nexit 1\n')
      await chmod(join(tools, 'unshare'), 0o755)
      // mkdtemp folders are 0700, so neither data nor socket may stay below: the hardest case.
      const { url, child, dataHome } = await hold(join(folder, 'no-namespace'), {
        PATH: `${tools}:${process.env['PATH']}`,
      })
      expect(await query(url, 'select 1 as n')).toEqual([{ n: 1 }])
      expect(dataHome).toMatch(/^\/var\/tmp\/zhixin-data-/)
      child.kill('SIGKILL')
      await untilNothingRunsOn(dataHome)
      expect(existsSync(join(dataHome, 'data/PG_VERSION'))).toBe(true)
      await rm(dataHome, { recursive: true, force: true })
    })
  }
})
