import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/** int8 as number while it is exact: ids are uuids and sums are minutes, so an unsafe one is a bug, not a rounding. */
pg.types.setTypeParser(20, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError(`integer ${text} from the database is not exact in JavaScript`)
  return value
})
/** `date` stays the text YYYY-MM-DD: as a Date it would move with the server's zone. */
pg.types.setTypeParser(1082, (text) => text)

/** Connection to the one database, before an area says which tables are its own. */
export type Db = Kysely<unknown>
export type Tx = Transaction<unknown>

export interface DatabaseHandle {
  readonly db: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool on a PostgreSQL connection string (`postgres://…`, also with `?host=/socket/folder`). */
export const openDatabase = (url: string, options: { max?: number } = {}): DatabaseHandle => {
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 16, application_name: 'zhixin' })
  // An idle connection that the server drops must not take the process down; the next query reports it.
  pool.on('error', () => undefined)
  // Nor may one that is taken, between two statements of a transaction: its next statement is refused.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    const { processID } = client as unknown as { processID: number }
    clients.set(processID, client)
    client.on('end', () => {
      if (clients.get(processID) === client) clients.delete(processID)
    })
  })
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  pools.set(db, pool)
  return {
    db,
    pool,
    async close() {
      await db.destroy()
      // Kysely ends the pool only if it has used it itself; an open one keeps a process alive for ten seconds.
      if (!pool.ended) await pool.end()
    },
  }
}

const pools = new WeakMap<object, pg.Pool>()

/**
 * A read that PostgreSQL parses and plans once per connection, for the few questions asked so often that planning is what
 * they cost. The text depends on the name alone, and names its columns as the caller wants them.
 */
export const preparedRead = async <Row extends object>(
  connection: Db | Tx,
  statement: {
    readonly name: string
    readonly text: string
    readonly values: readonly (string | number | null | Buffer | Date)[]
  },
): Promise<Row[]> => {
  const values = [...statement.values]
  const pool = pools.get(connection)
  // Inside a transaction the read belongs to that connection, and is planned anew.
  if (!pool) return (await connection.executeQuery(CompiledQuery.raw(statement.text, values))).rows as Row[]
  return (await pool.query({ name: statement.name, text: statement.text, values })).rows as Row[]
}

/** Connections by the process that serves them. */
const clients = new Map<number, pg.Client>()

/**
 * The bare connection of a transaction, for COPY (`copy.ts`), which the query builder does not speak. What is run on it is
 * part of the transaction; it is not to be used beside another statement of it.
 */
export const clientOf = async (tx: Tx): Promise<pg.Client> => {
  const { rows } = await tx.executeQuery(CompiledQuery.raw('select pg_backend_pid() as pid'))
  const client = clients.get((rows[0] as { pid: number }).pid)
  if (!client) throw new Error('a transaction is not on a connection of this process')
  return client
}

/** Views a connection as one area sees it: its own tables and the `pub_*` views it reads. The only cast of its kind. */
export const as = <Tables>(connection: Db | Tx): Kysely<Tables> => connection as unknown as Kysely<Tables>
