import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findPort } from '../../src/main/port.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/start-embedded-postgres.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const patienceMs = 60_000

/** A production server on a database with nothing in it, as an office finds it on its first day. */
export interface EmptyInstallation {
  readonly baseUrl: string
  /** Address with the one-time token, as the server printed it. */
  readonly setupAddress: string
  stop(): Promise<void>
}

/** Starts PostgreSQL in a folder of its own and `serve` on it; no demonstration, no worker. */
export const startEmptyInstallation = async (): Promise<EmptyInstallation> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhixin-empty-'))
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres') })
  const keyFile = join(folder, 'keys.json')
  const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC' }
  await ended(
    spawn(process.execPath, ['src/main/cli.ts', 'keys', 'new', keyFile], {
      cwd: root,
      env: environment,
      stdio: 'ignore',
    }),
  )
  const port = await findPort('127.0.0.1', 0)
  const baseUrl = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['src/main/serve.ts'], {
    cwd: root,
    env: {
      ...environment,
      DATABASE_URL: postgres.url,
      ZHIXIN_KEY_FILE: keyFile,
      ZHIXIN_DATA: folder,
      PORT: String(port),
      ZHIXIN_PUBLIC_URL: baseUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = ended(server)
  return {
    baseUrl,
    setupAddress: await printedAddress(server),
    async stop() {
      server.kill('SIGTERM')
      await gone
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('exit', () => resolve()))

const printedAddress = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = ''
    const giveUp = setTimeout(() => reject(new Error(`no set-up address was printed: ${output}`)), patienceMs)
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const address = /http\S+setup#\S+/.exec(output)?.[0]
      if (!address) return
      clearTimeout(giveUp)
      resolve(address)
    })
  })
