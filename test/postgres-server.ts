import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Client, Pool } from 'pg'
import type { TestProject } from 'vitest/node'
import { listMigrations, migrate } from '../src/platform/db/migrate.ts'
import { identityOf, isAlive } from '../src/platform/embedded-postgres/process-identity.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/start-embedded-postgres.ts'
import { openQueue } from '../src/platform/jobs/jobs.ts'

/** What a test file needs to get a database of its own: a connection for `create database`, and names. */
export interface TestServer {
  readonly maintenanceUrl: string
  /** Begins the name of every database of this run; tells a later run whether this one is still going. */
  readonly prefix: string
  readonly templatePrefix: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

const root = fileURLToPath(new URL('../', import.meta.url))
const templatesKept = 4

/** Vitest global set-up: a real PostgreSQL for the whole run, `DATABASE_URL`'s or our own. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = await findServer()
  const here = createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
  const prefix = `zx_${here}_${identityOf(process.pid).replace('-', '_')}_`
  await onServer(server.url, (client) => dropAbandoned(client, `zx_${here}_`))
  project.provide('testServer', {
    maintenanceUrl: server.url,
    prefix,
    // On somebody's own server nothing stays behind: there the template goes with the run.
    templatePrefix: server.ours ? 'zx_template_' : `${prefix}template_`,
  })
  return async () => {
    await onServer(server.url, (client) => dropMatching(client, prefix, () => true))
    await server.stop()
  }
}

/** The same server with another database. */
export const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

export const onServer = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const findServer = async (): Promise<{ url: string; ours: boolean; stop(): Promise<void> }> => {
  const given = process.env['DATABASE_URL']
  if (given) return { url: given, ours: false, stop: () => Promise.resolve() }
  const dataFolder = `${root}node_modules/.cache/zhixin/test-postgres`
  const start = (): ReturnType<typeof startEmbeddedPostgres> => startEmbeddedPostgres({ dataFolder })
  const server = await start().catch(async (error: { code?: string }) => {
    if (error.code !== 'postgres.other-version') throw error
    await rm(dataFolder, { recursive: true, force: true })
    return start()
  })
  // The run's data is thrown away: a commit need not wait for the disk. Consistency after a crash stays.
  await onServer(server.url, (client) => client.query('alter role current_user set synchronous_commit = off'))
  return { url: withDatabase(server.url, 'postgres'), ours: true, stop: server.stop }
}

/** Names the schema: migrations and the queue's version, which brings tables of its own. */
const schemaHash = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const migration of await listMigrations()) hash.update(`${migration.name} ${migration.hash}\n`)
  hash.update(await readFile(`${root}node_modules/pg-boss/package.json`, 'utf8'))
  return hash.digest('hex').slice(0, 12)
}

/**
 * Makes sure of a migrated template and returns its name. Built under a draft name and renamed when complete; the lock
 * makes a second process wait for the first. Called by the first file that needs it: tests without a database run
 * without migrations.
 */
export const ensureTemplate = async (client: Client, server: TestServer): Promise<string> => {
  const template = `${server.templatePrefix}${await schemaHash()}`
  await client.query('select pg_advisory_lock(46530)')
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) order by oid desc',
    [server.templatePrefix],
  )
  if (!rows.some((row) => row.datname === template))
    await buildTemplate(client, server.maintenanceUrl, template, rows)
  await client.query('select pg_advisory_unlock(46530)')
  return template
}

const buildTemplate = async (
  client: Client,
  url: string,
  template: string,
  older: readonly { datname: string }[],
): Promise<void> => {
  for (const { datname } of older.slice(templatesKept - 1))
    await client.query(`drop database if exists ${datname} with (force)`)
  const draft = `${template}_draft`
  await client.query(`drop database if exists ${draft} with (force)`)
  await client.query(
    `create database ${draft} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
  )
  const pool = new Pool({ connectionString: withDatabase(url, draft), max: 1 })
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
  const queue = await openQueue(withDatabase(url, draft))
  await queue.stop()
  await client.query(`alter database ${draft} rename to ${template}`)
}

/** Databases of runs on this machine that were killed before they could tidy up. */
const dropAbandoned = (client: Client, ours: string): Promise<void> =>
  dropMatching(client, ours, (name) => {
    const [pid, started] = name.slice(ours.length).split('_')
    return !isAlive(`${pid}-${started}`)
  })

const dropMatching = async (
  client: Client,
  prefix: string,
  which: (name: string) => boolean,
): Promise<void> => {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) {
    if (which(datname)) await client.query(`drop database if exists ${datname} with (force)`)
  }
}
