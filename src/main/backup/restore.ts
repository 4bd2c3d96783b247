import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { copyIn } from '../../platform/db/copy.ts'
import { openDatabase } from '../../platform/db/database.ts'
import { listMigrations, migrate, migrationsFolder } from '../../platform/db/migrate.ts'
import { EnvironmentError } from '../../platform/environment-error.ts'
import { openQueue } from '../../platform/jobs/jobs.ts'
import { assertReachable } from '../prepare-database.ts'
import { dropEverything } from '../seeding.ts'
import type { BackupHeader, TableHeader } from './backup.ts'
import { openFrameReader, type FrameReader } from './frames.ts'
import { qualified, quoted } from './tables.ts'

export interface RestoreReport {
  readonly file: string
  readonly createdAt: string
  readonly tables: number
  readonly rows: number
  /** Migrations newer than the backup, applied to its rows after they were back. */
  readonly migrated: readonly string[]
}

/**
 * Fills an empty database from a backup, all of it or nothing. The rows go into the schema they were taken from; newer
 * migrations then carry them forward exactly as they would have in place.
 */
export const restore = async (databaseUrl: string, file: string): Promise<RestoreReport> => {
  await assertReachable(databaseUrl)
  const reader = openFrameReader(file)
  try {
    const header = await readHeader(reader, file)
    await assertKnown(header)
    await assertNothingThere(databaseUrl)
    try {
      await prepareSchema(databaseUrl, header)
      const loaded = await load(databaseUrl, reader, header, file)
      const migrated = await migrateWith(databaseUrl, migrationsFolder)
      return { file, createdAt: header.createdAt, ...loaded, migrated }
    } catch (error) {
      await emptyAgain(databaseUrl)
      throw error
    }
  } finally {
    reader.close()
  }
}

const readHeader = async (reader: FrameReader, file: string): Promise<BackupHeader> => {
  try {
    const header = await reader.readJson<Partial<BackupHeader>>()
    if (header.zhixinBackup !== 1 || !header.migrations || !header.sequences) throw new Error('not a backup')
    return header as BackupHeader
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code?.startsWith('E')) throw new EnvironmentError('file.unreadable', { file, reason: code })
    throw new EnvironmentError('backup.not-one', { file })
  }
}

const assertKnown = async (header: BackupHeader): Promise<void> => {
  const ours = new Map((await listMigrations()).map((migration) => [migration.name, migration.hash]))
  for (const { name, hash } of header.migrations) {
    if (!ours.has(name)) throw new EnvironmentError('backup.newer', { migration: name })
    if (ours.get(name) !== hash) throw new EnvironmentError('migration.edited', { migration: name })
  }
}

const assertNothingThere = async (databaseUrl: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ tables: number }>(
      "select count(*) as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
    )
    if (Number(rows[0]?.tables) > 0) throw new EnvironmentError('database.not-empty')
  } finally {
    await client.end()
  }
}

const prepareSchema = async (databaseUrl: string, header: BackupHeader): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhixin-restore-'))
  try {
    for (const { name } of header.migrations) await cp(join(migrationsFolder, name), join(folder, name))
    await migrateWith(databaseUrl, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  // The queue makes its own tables, which the unfinished jobs go into.
  const queue = await openQueue(databaseUrl)
  await queue.stop()
}

const migrateWith = async (databaseUrl: string, folder: string): Promise<string[]> => {
  const database = openDatabase(databaseUrl, { max: 1 })
  try {
    return await migrate(database.pool, folder)
  } finally {
    await database.close()
  }
}

const load = async (
  databaseUrl: string,
  reader: FrameReader,
  header: BackupHeader,
  file: string,
): Promise<{ tables: number; rows: number }> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await pauseTriggers(client)
    const loaded = await loadTables(client, reader, file)
    await orRefuse(reader.end(), file)
    for (const { name, value } of header.sequences)
      await client.query('select setval($1, $2)', [quoted(name), value])
    await client.query('commit')
    await refreshViews(client)
    return loaded
  } finally {
    await client.end()
  }
}

/** The database was empty before; it is again, so that the same command can be given once more. */
const emptyAgain = async (databaseUrl: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await dropEverything(client)
  await client.end()
}

/** Rows that migrations inserted are replaced, also in append-only tables. Needs a right that not every database grants; most backups do without. */
const pauseTriggers = async (client: Client): Promise<void> => {
  await client.query('savepoint triggers')
  try {
    await client.query('set local session_replication_role = replica')
  } catch {
    await client.query('rollback to savepoint triggers')
  }
}

const loadTables = async (
  client: Client,
  reader: FrameReader,
  file: string,
): Promise<{ tables: number; rows: number }> => {
  let tables = 0
  let rows = 0
  for (;;) {
    const frame = await readOrRefuse(reader, file)
    if (frame.length === 0) return { tables, rows }
    const header = JSON.parse(frame.toString('utf8')) as TableHeader
    const target = qualified(header)
    if (header.schema === 'public') await client.query(`delete from ${target}`)
    const columns = header.columns.map(quoted).join(', ')
    rows += await copyIn(client, `copy ${target} (${columns}) from stdin`, framesOf(reader, file))
    tables += 1
  }
}

const readOrRefuse = (reader: FrameReader, file: string): Promise<Buffer> => orRefuse(reader.read(), file)

const orRefuse = async <T>(read: Promise<T>, file: string): Promise<T> => {
  try {
    return await read
  } catch {
    throw new EnvironmentError('backup.damaged', { file })
  }
}

async function* framesOf(reader: FrameReader, file: string): AsyncGenerator<Buffer> {
  for (
    let frame = await readOrRefuse(reader, file);
    frame.length > 0;
    frame = await readOrRefuse(reader, file)
  )
    yield frame
}

const refreshViews = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    "select matviewname::text as name from pg_matviews where schemaname = 'public' order by matviewname",
  )
  for (const { name } of rows) await client.query(`refresh materialized view ${quoted(name)}`)
}
