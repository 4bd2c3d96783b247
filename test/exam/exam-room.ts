import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { openDatabase, type DatabaseHandle } from '../../src/platform/db/database.ts'
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/start-embedded-postgres.ts'
import { loadSecrets, type Secrets } from '../../src/main/key-file.ts'
import { prepareDatabase } from '../../src/main/prepare-database.ts'
import type { TestDatabase } from '../database.ts'
import { root, startServing, type Running } from '../journeys/production.ts'

const run = promisify(execFile)

/** Ends a process group, or one process, as a power cut would. */
const killed = async (child: ChildProcess, group: boolean): Promise<void> => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  if (child.pid !== undefined) process.kill(group ? -child.pid : child.pid, 'SIGKILL')
  await ended
}

export interface ExamRoom {
  /** Address at which machines of the room reach the centre, whichever of its servers answers. */
  readonly baseUrl: string
  readonly database: DatabaseHandle
  readonly databaseUrl: string
  /** What its servers seal with. */
  readonly keys: Pick<Secrets, 'identityKey' | 'identityHmacKey'>
  /** So many processes were ended with SIGKILL. */
  killed(): number
  /** Ends the server that answers; the next of them takes its place, and a fresh one is started behind it. */
  killServer(): Promise<void>
  /** Ends PostgreSQL with all its processes, and starts it again on the same files. */
  killPostgres(): Promise<void>
  /** Cuts the room off, or mends it. */
  cut(off: boolean): void
  /** From now on this server answers. */
  turnTo(server: 0 | 1): void
  /** Sets the clock of the second server's machine. */
  setClock(offMs: number): Promise<void>
  printed(server: 0 | 1): string
  close(): Promise<void>
}

/** A centre as in use — its own PostgreSQL with durable commits, two server processes — and the room's way to it. */
export const openExamRoom = async (): Promise<ExamRoom> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhixin-exam-'))
  const dataFolder = join(folder, 'postgres')
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataFolder })
  const databaseUrl = postgres.url
  await prepareDatabase(databaseUrl)
  const keyFile = join(folder, 'keys.json')
  await run(process.execPath, ['src/main/cli.ts', 'keys', 'new', keyFile], { cwd: root })
  const keys = await loadSecrets(keyFile)
  const shiftFile = join(folder, 'clock-shift')
  const env = {
    DATABASE_URL: databaseUrl,
    ZHIXIN_DATA: folder,
    ZHIXIN_KEY_FILE: keyFile,
    ZHIXIN_PUBLIC_URL: 'https://register.example',
  }
  const shifting = {
    ...env,
    CLOCK_SHIFT_FILE: shiftFile,
    NODE_OPTIONS: `--import=${fileURLToPath(new URL('clock-shift.ts', import.meta.url))}`,
  }
  const servers: [Running, Running] = await Promise.all([startServing(env), startServing(shifting)])
  const state = { answering: 0 as 0 | 1, off: false, killed: 0 }
  const sockets = new Set<Socket>()
  const way = createServer((near) => {
    if (state.off) return void near.destroy()
    const { port } = new URL(servers[state.answering].baseUrl)
    const far = connect(Number(port), '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const database = openDatabase(databaseUrl, { max: 4 })
  return {
    baseUrl: `http://127.0.0.1:${(way.address() as AddressInfo).port}`,
    database,
    databaseUrl,
    keys,
    killed: () => state.killed,
    async killServer() {
      const at = state.answering
      await servers[at].end('SIGKILL')
      state.killed += 1
      state.answering = at === 0 ? 1 : 0
      servers[at] = await startServing(at === 0 ? env : shifting)
    },
    async killPostgres() {
      const pidFile = join(postgres.dataHome, 'data', 'postmaster.pid')
      const pid = Number((await readFile(pidFile, 'utf8')).split('\n', 1)[0])
      process.kill(pid, 'SIGKILL')
      state.killed += 1
      const over = postgres
      postgres = await startEmbeddedPostgres({ dataFolder })
      await over.stop()
    },
    cut(off) {
      state.off = off
      if (off) hangUp()
    },
    turnTo(server) {
      state.answering = server
      hangUp()
    },
    setClock: (offMs) => writeFile(shiftFile, String(offMs)),
    printed: (server) => servers[server].printed(),
    async close() {
      way.close()
      hangUp()
      await Promise.all(servers.map((server) => server.end()))
      await database.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The room's database as a house beside its servers uses it, once the room is open. */
export const databaseOf = (room: () => ExamRoom): TestDatabase => ({
  get url() {
    return room().databaseUrl
  },
  get db() {
    return room().database.db
  },
  get pool() {
    return room().database.pool
  },
  rolledBack: () => Promise.reject(new Error('what is done in an exam room stays')),
})

export interface ExamMachine {
  /** The machine's browser, started if it is not running: the same profile every time. */
  browser(): Promise<BrowserContext>
  /** Ends the browser with all its processes. */
  kill(): Promise<void>
  killed(): number
  close(): Promise<void>
}

/** A browser that was just killed may leave its next start hanging; it is then asked again. */
const patience = { timeout: 10_000 }

/** A machine of the room: a Chromium of its own with a profile on disk. */
export const openExamMachine = async (): Promise<ExamMachine> => {
  const profile = await mkdtemp(join(tmpdir(), 'zhixin-machine-'))
  let child: ChildProcess | null = null
  let browser: Browser | null = null
  let kills = 0
  const start = async (): Promise<Browser> => {
    const portFile = join(profile, 'DevToolsActivePort')
    await rm(portFile, { force: true })
    const own = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    child = spawn(
      process.env['CHROMIUM_PATH'] ?? 'chromium',
      [
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        '--no-first-run',
        '--lang=zh-CN',
        '--accept-lang=zh-CN',
        // As browsers will be: `unload` is heard only where the page's own headers allow it.
        '--enable-features=DeprecateUnload,DeprecateUnloadByAllowList',
        ...own,
      ],
      { detached: true, stdio: 'ignore', env: { ...process.env, LANGUAGE: 'zh_CN' } },
    )
    for (let round = 0; round < 300; round += 1) {
      const port = (await readFile(portFile, 'utf8').catch(() => '')).split('\n', 1)[0]
      const found =
        port && (await chromium.connectOverCDP(`http://127.0.0.1:${port}`, patience).catch(() => null))
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('Chromium does not answer')
  }
  return {
    async browser() {
      browser ??= await start()
      const [context] = browser.contexts()
      if (!context) throw new Error('a browser without a context')
      return context
    },
    async kill() {
      if (!child) return
      await killed(child, true)
      child = browser = null
      kills += 1
    },
    killed: () => kills,
    async close() {
      if (child) await killed(child, true)
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
