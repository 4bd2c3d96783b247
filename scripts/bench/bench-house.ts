import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { areas } from '../../src/main/areas.ts'
import { compose, type Composed } from '../../src/main/compose.ts'
import { seedDemo } from '../../src/main/demo/seed-demo.ts'
import { localSigner } from '../../src/main/local-signer.ts'
import { prepareDatabase } from '../../src/main/prepare-database.ts'
import { registerShippedPacks } from '../../src/main/shipped-packs.ts'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/start-embedded-postgres.ts'

export interface BenchHouse {
  readonly databaseUrl: string
  readonly composed: Composed
  /** Starts one of the processes beside this file and waits until it tells its address. */
  start(
    program:
      | 'house-process.ts'
      | 'bare-process.ts'
      | 'argon2-process.ts'
      | 'exam-swarm.ts'
      | 'exam-bare-process.ts',
    order: object,
  ): Promise<{ address: string; child: ChildProcess }>
  readonly order: {
    readonly databaseUrl: string
    readonly dataFolder: string
    readonly identityKey: string
    readonly identityHmacKey: string
    readonly worker: boolean
  }
  close(): Promise<void>
}

/** A database of its own (embedded, durable as in use) with the demo in it, and keys shared with the processes under test. */
export const benchHouse = async (options: { worker: boolean }): Promise<BenchHouse> => {
  const folder = await mkdtemp(`${tmpdir()}/zhixin-bench-`)
  const postgres = await databaseFor(folder)
  await prepareDatabase(postgres.url)
  const [identityKey, identityHmacKey] = [randomBytes(32), randomBytes(32)]
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicJwk = publicKey.export({ format: 'jwk' }) as { kty: 'OKP'; crv: 'Ed25519'; x: string }
  const quiet = () => undefined
  const composed = await compose({
    databaseUrl: postgres.url,
    areas,
    dataFolder: folder,
    publicUrl: 'http://127.0.0.1',
    keys: { identityKey, identityHmacKey },
    signer: localSigner({ signingKey: privateKey, keyId: 'bench', publicJwk }),
    log: { info: quiet, warn: quiet, error: quiet },
  })
  await registerShippedPacks(composed.services)
  await seedDemo(composed.services)
  const children: ChildProcess[] = []
  const execArgv = await flagsOfServe()
  return {
    databaseUrl: postgres.url,
    composed,
    order: {
      databaseUrl: postgres.url,
      dataFolder: folder,
      identityKey: identityKey.toString('hex'),
      identityHmacKey: identityHmacKey.toString('hex'),
      worker: options.worker,
    },
    start: (program, order) =>
      new Promise((resolve, reject) => {
        const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          execArgv,
        })
        children.push(child)
        child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
        child.once('message', (message: { address: string }) => resolve({ address: message.address, child }))
        child.send(order)
      }),
    async close() {
      for (const child of children) child.kill('SIGKILL')
      await composed.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Of our own server, or one made for this run under the name that `DATABASE_URL` gives, and dropped at its end. */
const databaseFor = async (folder: string): Promise<{ url: string; stop(): Promise<void> }> => {
  const url = process.env['DATABASE_URL']
  if (!url) return startEmbeddedPostgres({ dataFolder: `${folder}/postgres` })
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1))
  const onServer = async (text: string): Promise<void> => {
    const client = new pg.Client({
      connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href,
    })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  await onServer(
    `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
  )
  return { url, stop: () => onServer(`drop database if exists ${name} with (force)`) }
}

/** The flags of Node that `npm run serve` starts with: what is measured runs as what is used. */
const flagsOfServe = async (): Promise<string[]> => {
  const { scripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { serve: string }
  }
  return scripts.serve.split(' ').filter((word) => word.startsWith('--'))
}
