import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type QueryResult,
  type RawBuilder,
  type Transaction,
} from 'kysely'
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

/** Longer than any queue for a connection that will still be answered; shorter than a gateway in front keeps a request. */
const connectWithin = 30_000

/**
 * Opens a pool on a PostgreSQL connection string (`postgres://…`, also with `?host=/socket/folder`). Whoever gets no
 * connection within `connectWithinMs` (30 s) is refused as by a database that is away.
 */
export const openDatabase = (
  url: string,
  options: { max?: number; connectWithinMs?: number } = {},
): DatabaseHandle => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    application_name: 'zhixin',
    // A new connection costs PostgreSQL a tenth of a second of processor until it has planned what it is asked: what one rush
    // opened is kept for the next.
    idleTimeoutMillis: 300_000,
    connectionTimeoutMillis: options.connectWithinMs ?? connectWithin,
    // A peer that vanished without a word is found out by the kernel, and not by somebody's request.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // An idle connection that the server drops must not take the process down; the next query reports it.
  pool.on('error', () => undefined)
  // Nor may one that is taken, between two statements of a transaction: its next statement is refused.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    nameStatements(client)
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
      // Kysely ends the pool only if it has used it itself; an open one keeps a process alive for minutes.
      if (!pool.ended) await pool.end()
    },
  }
}

/** Errors of the network, and of a server that ends, starts, or has no connection left; class 08 is PostgreSQL's own for the like. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])

/** Whether a statement failed because the database is not there just now: nothing is wrong with what was asked. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  // Of files it says something else.
  if (code === 'ENOENT') return syscall === 'connect'
  if (typeof code === 'string') return away.has(code) || /^08[0-9A-Z]{3}$/.test(code)
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
}

const pools = new WeakMap<object, pg.Pool>()

/** Names of the statements that a connection parses and plans once, by their text. */
const names = new Map<unknown, string>()

/** The query builder hands a connection text and values and knows nothing of names: they are put to it here. */
const nameStatements = (client: pg.PoolClient): void => {
  const plain = (...given: unknown[]): unknown => Reflect.apply(pg.Client.prototype.query, client, given)
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const name = names.get(text)
    return name ? plain({ name, text, values }, ...rest) : plain(text, values, ...rest)
  }) as typeof client.query
}

/**
 * Runs a statement that PostgreSQL parses and plans once per connection, in a transaction or outside, for those asked so
 * often that planning is what they cost. Its text depends on the name alone.
 */
export const executePlanned = <Row>(
  connection: Db | Tx,
  name: string,
  statement: RawBuilder<Row>,
): Promise<QueryResult<Row>> => {
  const compiled = statement.compile(connection)
  names.set(compiled.sql, name)
  return connection.executeQuery(compiled)
}

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
  names.set(statement.text, statement.name)
  // Inside a transaction the read belongs to that connection.
  if (!pool) return (await connection.executeQuery(CompiledQuery.raw(statement.text, values))).rows as Row[]
  return (await pool.query(statement.text, values)).rows as Row[]
}

/** Connections by the process that serves them. */
const clients = new Map<number, pg.Client>()

/**
 * The bare connection of a transaction, for COPY (`copy.ts`), which the query builder does not speak. What is run on it is
 * part of the transaction; it is not to be used beside another statement of it.
 */
export const clientOf = async (tx: Tx): Promise<pg.Client> => {
  const known = clientsOfTransactions.get(tx)
  if (known) return known
  const { rows } = await tx.executeQuery(CompiledQuery.raw('select pg_backend_pid() as pid'))
  const client = clients.get((rows[0] as { pid: number }).pid)
  if (!client) throw new Error('a transaction is not on a connection of this process')
  clientsOfTransactions.set(tx, client)
  return client
}

const clientsOfTransactions = new WeakMap<Tx, pg.Client>()

/** Views a connection as one area sees it: its own tables and the `pub_*` views it reads. The only cast of its kind. */
export const as = <Tables>(connection: Db | Tx): Kysely<Tables> => connection as unknown as Kysely<Tables>
