import { rename, rm, stat } from 'node:fs/promises'
import { Client } from 'pg'
import { copyOut } from '../../platform/db/copy.ts'
import { EnvironmentError } from '../../platform/environment-error.ts'
import { openFrameWriter, type FrameWriter } from './frames.ts'
import { openJobs, ownTables, qualified, quoted, type TableToCopy } from './tables.ts'

/** First frame of a backup. */
export interface BackupHeader {
  readonly zhixinBackup: 1
  readonly createdAt: string
  /** The schema the rows are in. */
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly sequences: readonly { readonly name: string; readonly value: number }[]
}

/** Begins a table's rows; the frames after it are PostgreSQL's COPY text, up to an empty frame. */
export interface TableHeader {
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
}

export interface BackupReport {
  readonly file: string
  readonly bytes: number
  readonly tables: number
  readonly createdAt: string
}

/**
 * Writes everything the database holds into one file, as of one moment, while others go on working. The key file is not
 * in it: without that file the identity numbers in the backup cannot be read, so it is kept apart.
 */
export const backup = async (databaseUrl: string, file: string, now: Date): Promise<BackupReport> => {
  if (await stat(file).catch(() => undefined)) throw new EnvironmentError('file.exists', { file })
  const draft = `${file}.${process.pid}.part`
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const writer = openFrameWriter(draft)
    const tables = await writeAll(client, writer, now)
    await writer.close()
    await rename(draft, file)
    return { file, bytes: (await stat(file)).size, tables, createdAt: now.toISOString() }
  } catch (error) {
    await rm(draft, { force: true })
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === 'open' || syscall === 'write' || syscall === 'rename') {
      throw new EnvironmentError('file.not-writable', { file, reason: code ?? String(error) })
    }
    throw error
  } finally {
    await client.end()
  }
}

const writeAll = async (client: Client, writer: FrameWriter, now: Date): Promise<number> => {
  await client.query('begin isolation level repeatable read read only')
  const { rows: migrations } = await client.query<{ name: string; hash: string }>(
    'select name, hash from migration order by name',
  )
  const { rows: sequences } = await client.query<{ name: string; value: number }>(
    `select sequencename::text as name, last_value as value from pg_sequences
     where schemaname = 'public' and last_value is not null`,
  )
  const header: BackupHeader = { zhixinBackup: 1, createdAt: now.toISOString(), migrations, sequences }
  await writer.writeJson(header)
  const tables = [...(await ownTables(client)), ...(await openJobs(client))]
  for (const table of tables) await writeTable(client, writer, table)
  await writer.endList()
  await client.query('commit')
  return tables.length
}

const writeTable = async (client: Client, writer: FrameWriter, table: TableToCopy): Promise<void> => {
  const header: TableHeader = { schema: table.schema, table: table.table, columns: table.columns }
  await writer.writeJson(header)
  const columns = table.columns.map(quoted).join(', ')
  const where = table.where ? ` where ${table.where}` : ''
  const rows = copyOut(client, `copy (select ${columns} from ${qualified(table)}${where}) to stdout`)
  for await (const frame of gathered(rows)) await writer.write(frame)
  await writer.endList()
}

/** PostgreSQL sends a message per row; frames of a good size are faster to write and to read back. */
async function* gathered(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const row of rows) {
    waiting.push(row)
    bytes += row.length
    if (bytes < 256 * 1024) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}
