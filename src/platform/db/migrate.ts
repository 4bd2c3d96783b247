import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

export const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

/** The database cannot be brought to this code's schema: it is newer, or an applied migration was edited. */
export class MigrationError extends Error {
  readonly code: 'database.newer' | 'migration.edited' | 'database.locale' | 'database.version'
  readonly params: Record<string, string>
  constructor(code: MigrationError['code'], params: Record<string, string>) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
  }
}

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** Every migration of the code, in order of its number. */
export const listMigrations = async (folder = migrationsFolder): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Applies what is missing, each file in its own transaction, under a lock that makes a second process wait. Returns the names applied. */
export const migrate = async (pool: pg.Pool, folder = migrationsFolder): Promise<string[]> => {
  const migrations = await listMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(4653)')
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migration')
    const applied = new Map(rows.map((row) => [row.name, row.hash]))
    refuseForeign(applied, migrations)
    await assertDatabase(client)
    const done: string[] = []
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue
      await applyOne(client, migration)
      done.push(migration.name)
    }
    await assertTrigrams(client)
    return done
  } finally {
    await client.query('select pg_advisory_unlock(4653)').catch(() => undefined)
    client.release()
  }
}

const refuseForeign = (applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void => {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]))
  for (const [name, hash] of applied) {
    const ours = known.get(name)
    if (ours === undefined) throw new MigrationError('database.newer', { migration: name })
    if (ours !== hash) throw new MigrationError('migration.edited', { migration: name })
  }
}

const applyOne = async (client: pg.PoolClient, migration: Migration): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into migration (name, hash) values ($1, $2)', [migration.name, migration.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

const assertDatabase = async (client: pg.PoolClient): Promise<void> => {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  )
  const version = rows[0]?.version ?? '0'
  if (Number(version) < 150000) throw new MigrationError('database.version', { version })
}

/** With locale C, pg_trgm silently yields nothing for Chinese and every name search becomes a full scan. */
const assertTrigrams = async (client: pg.PoolClient): Promise<void> => {
  const { rows } = await client.query<{ n: number }>("select cardinality(show_trgm('汉字')) as n")
  if ((rows[0]?.n ?? 0) === 0) throw new MigrationError('database.locale', {})
}
