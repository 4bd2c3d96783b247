import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../platform/embedded-postgres/start-embedded-postgres.ts'
import { createKeyFile } from './key-file.ts'
import { findPort } from './port.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const children: ChildProcess[] = []
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-start-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface App {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  output(): string
  errors(): string
}

/** Settings of the machine that runs the tests must not reach the app under test. */
const cleanEnv = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE, ZHIXIN_DEMO: '0' }
}

const launch = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): App => {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...cleanEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const output: string[] = []
  const errors: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  return { child, ended, output: () => output.join(''), errors: () => errors.join('') }
}

const launchMain = (name: string, env: NodeJS.ProcessEnv): App =>
  launch(process.execPath, [`src/main/${name}.ts`], env)

const ready = async (app: App): Promise<App> => {
  const early = app.ended.then((code) => {
    throw new Error(`ended with ${code}: ${app.errors()}`)
  })
  const shown = expect.poll(() => app.output(), { timeout: 60_000, interval: 50 }).toContain('知新 Zhixin')
  await Promise.race([shown, early])
  early.catch(() => undefined)
  return app
}

/** Everything that has to do with the data folder: app, worker, server, watchdog. */
const processesOn = (dataFolder: string): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(dataFolder))

const settings = async (name: string): Promise<{ PORT: string; ZHIXIN_DATA: string }> => ({
  PORT: String(await findPort('127.0.0.1', 0)),
  ZHIXIN_DATA: join(folder, name),
})

const onDatabase = async (dataFolder: string, text: string): Promise<void> => {
  const server = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres') })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query(text)
  await client.end()
  await server.stop()
}

const workersOf = (app: App): string[] =>
  execFileSync('ps', ['-eo', 'ppid=,pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().startsWith(`${app.child.pid} `) && line.includes('worker-process.ts'))

/** Each start is a whole product: on a busy machine a test may take a minute. */
const patient = { timeout: 180_000 }

/** The data folder most tests start on, one after another: making one takes longer than all else here. */
const lived = (): Promise<{ PORT: string; ZHIXIN_DATA: string }> => settings('lived')

describe('npm start', patient, () => {
  it('starts everything, ends in order on Ctrl-C, and keeps the data for the next start', async () => {
    const env = await lived()
    const first = await ready(launchMain('start', env))
    const token = /setup#(\S+)/.exec(first.output())?.[1]
    expect(token).toBeTruthy()
    expect((await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).status).toBe(200)
    expect(workersOf(first)).toHaveLength(1)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(processesOn(env.ZHIXIN_DATA)).toEqual([])

    await onDatabase(env.ZHIXIN_DATA, 'create table kept as select 1')
    const second = await ready(launchMain('start', env))
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    await onDatabase(env.ZHIXIN_DATA, 'select * from kept')
  })

  it('can be stopped while it is still starting, and started again', async () => {
    const env = await settings('impatient')
    const app = launchMain('start', env)
    await expect
      .poll(() => existsSync(join(env.ZHIXIN_DATA, 'postgres')), { timeout: 60_000, interval: 5 })
      .toBe(true)
    app.child.kill('SIGINT')
    expect(await app.ended).toBe(0)
    expect(app.errors()).not.toContain('Error')
    await expect.poll(() => processesOn(env.ZHIXIN_DATA), { timeout: 60_000 }).toEqual([])
    const again = await ready(launchMain('start', env))
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  it('leaves nothing running after kill -9, worker and database included', async () => {
    const env = await lived()
    const app = await ready(launchMain('start', env))
    const workers = workersOf(app).map((line) => Number(line.trim().split(/\s+/)[1]))
    expect(workers).toHaveLength(1)
    app.child.kill('SIGKILL')
    await app.ended
    await expect.poll(() => processesOn(env.ZHIXIN_DATA), { timeout: 20_000 }).toEqual([])
    await expect.poll(() => workers.filter((pid) => isRunning(pid)), { timeout: 20_000 }).toEqual([])
  })

  it('leaves nothing running when the npm that started it is killed with kill -9', async () => {
    const env = await lived()
    const app = await ready(launch('npm', ['start'], env))
    const reached = async (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${env.PORT}/healthz`).then(
        (reply) => reply.ok,
        () => false,
      )
    expect(await reached()).toBe(true)
    app.child.kill('SIGKILL')
    await expect.poll(reached, { timeout: 20_000 }).toBe(false)
    await expect.poll(() => processesOn(env.ZHIXIN_DATA), { timeout: 20_000 }).toEqual([])
  })

  it('refuses a taken port before it touches anything', async () => {
    const env = await settings('port')
    const holder = createServer()
    await new Promise<void>((resolve) => {
      holder.listen({ host: '127.0.0.1', port: Number(env.PORT) }, resolve)
    })
    const app = launchMain('start', env)
    expect(await app.ended).toBe(3)
    holder.close()
    expect(app.errors()).toContain(`端口 127.0.0.1:${env.PORT} 已被占用`)
    expect(app.errors()).toContain('is taken')
    await expect(rm(env.ZHIXIN_DATA, { recursive: true })).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('refuses a data folder that cannot be written', async () => {
    const env = await settings('a-file')
    await writeFile(env.ZHIXIN_DATA, '')
    const app = launchMain('start', env)
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('不可写')
    expect(app.errors()).toContain('cannot be written')
  })

  it('refuses a database newer than the code and leaves it as it is', async () => {
    const env = await lived()
    await onDatabase(env.ZHIXIN_DATA, "insert into migration (name, hash) values ('9999-future.sql', 'x')")
    const app = launchMain('start', env)
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('9999-future.sql')
    expect(app.errors()).toContain('newer than this code')
    expect(processesOn(env.ZHIXIN_DATA)).toEqual([])
    await onDatabase(env.ZHIXIN_DATA, "delete from migration where name = '9999-future.sql'")
  })

  it('refuses a key file other than the one that sealed the identity numbers', async () => {
    const env = await lived()
    const keyFile = join(env.ZHIXIN_DATA, 'keys.json')
    await rename(keyFile, `${keyFile}.right`)
    const app = launchMain('start', env)
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('another key file')
    await rename(`${keyFile}.right`, keyFile)
  })

  it('refuses wrong settings as wrong usage', async () => {
    const app = launchMain('start', { PORT: 'http' })
    expect(await app.ended).toBe(2)
    expect(app.errors()).toContain('PORT')
  })
})

describe('a demonstration others could reach', patient, () => {
  const demoAccount = `
    insert into account (id, display_name, demo, created_at) values ('018f0000-0000-7000-8000-000000000001', '演示', true, now());
    insert into password (account_id, hash, changed_at) values ('018f0000-0000-7000-8000-000000000001', 'published', now());
    insert into demo_sign_in (position, role, name, sign_in, password, told) values (0, 'office', '演示', 'office', 'published-password', true)`

  beforeAll(async () => onDatabase((await lived()).ZHIXIN_DATA, demoAccount), 60_000)

  it('is refused on a public address', async () => {
    const app = launchMain('start', { ...(await lived()), HOST: '0.0.0.0' })
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('ZHIXIN_DEMO_PUBLIC=1')
  })

  it('is refused before anything is made, where there is nothing yet', async () => {
    const env = await settings('never-made')
    const app = launchMain('start', { ...env, HOST: '0.0.0.0', ZHIXIN_DEMO: '1' })
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('ZHIXIN_DEMO_PUBLIC=1')
    expect(existsSync(env.ZHIXIN_DATA)).toBe(false)
  })

  it('is refused in production', async () => {
    const env = await lived()
    const keyFile = join(folder, 'production-keys.json')
    await createKeyFile(keyFile, { demo: false, now: new Date() })
    const server = await startEmbeddedPostgres({ dataFolder: join(env.ZHIXIN_DATA, 'postgres') })
    const app = launchMain('serve', { ...env, DATABASE_URL: server.url, ZHIXIN_KEY_FILE: keyFile })
    expect(await app.ended).toBe(3)
    expect(app.errors()).toContain('must not be used in production')
    await server.stop()
  })

  it('gets new passwords and a banner when the operator insists', async () => {
    const env = await lived()
    const app = await ready(launchMain('start', { ...env, HOST: '0.0.0.0', ZHIXIN_DEMO_PUBLIC: '1' }))
    expect(app.output()).toContain('the demo is open to others')
    expect(app.output()).not.toContain('published-password')
    const told = (await (await fetch(`http://127.0.0.1:${env.PORT}/api/v1/demo`)).json()) as {
      signIns: unknown[]
    }
    expect(told.signIns).toEqual([])
    app.child.kill('SIGINT')
    await app.ended
    await onDatabase(env.ZHIXIN_DATA, "select 1 / (select count(*) from password where hash <> 'published')")
  })
})

describe('npm run serve, npm run worker', patient, () => {
  it('serve an empty database together, and tell how to make the first office', async () => {
    const env = await settings('serving')
    const keyFile = join(folder, 'serving-keys.json')
    await createKeyFile(keyFile, { demo: false, now: new Date() })
    const database = await startEmbeddedPostgres({ dataFolder: join(env.ZHIXIN_DATA, 'postgres') })
    const production = { ...env, DATABASE_URL: database.url, ZHIXIN_KEY_FILE: keyFile }
    const [server, worker] = [launchMain('serve', production), launchMain('work', production)]
    await expect.poll(() => server.output() + server.errors(), { timeout: 90_000 }).toContain('setup#')
    await expect.poll(() => worker.errors(), { timeout: 90_000 }).toContain('working')
    expect((await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).status).toBe(200)
    for (const app of [server, worker]) {
      app.child.kill('SIGTERM')
      expect(await app.ended).toBe(0)
    }
    await database.stop()
  })

  it.each(['serve', 'work'])('%s needs a database', async (program) => {
    const app = launchMain(program, {})
    expect(await app.ended).toBe(2)
    expect(app.errors()).toContain('DATABASE_URL')
  })

  it.each(['serve', 'work'])('%s needs a key file of its own making', async (program) => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    const without = launchMain(program, env)
    expect(await without.ended).toBe(3)
    expect(without.errors()).toContain('ZHIXIN_KEY_FILE')
    const demoKeys = join(folder, 'lived', 'keys.json')
    const withDemo = launchMain(program, { ...env, ZHIXIN_KEY_FILE: demoKeys })
    expect(await withDemo.ended).toBe(3)
    expect(withDemo.errors()).toContain('made by demo mode')
  })
})

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
