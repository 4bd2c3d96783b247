import { Client } from 'pg'
import { openDatabase } from '../platform/db/database.ts'
import { migrate, MigrationError } from '../platform/db/migrate.ts'
import { EnvironmentError } from '../platform/environment-error.ts'

/** Brings the database to this code's schema; answers the migrations applied. @throws EnvironmentError database.*, migration.edited */
export const prepareDatabase = async (url: string): Promise<readonly string[]> => {
  await assertReachable(url)
  const database = openDatabase(url, { max: 1 })
  try {
    return await migrate(database.pool)
  } catch (error) {
    if (error instanceof MigrationError) throw new EnvironmentError(error.code, error.params)
    throw error
  } finally {
    await database.close()
  }
}

/**
 * Whether lists of names come in the order of pinyin, as a database made with the ICU locale zh-Hans-CN has it; one of another
 * locale works, but puts 张 before 欧阳, and nobody finds a name by turning pages.
 */
export const sortsByPinyin = (url: string): Promise<boolean> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ sorted: boolean }>(
      "select '欧阳' < '张三' and '李四' < '王五' as sorted",
    )
    return rows[0]?.sorted === true
  })

export const assertReachable = (url: string): Promise<void> => connected(url, async () => undefined)

/** Whether nothing of ours was ever made in this database. @throws EnvironmentError database.unreachable */
export const hasNoTables = (url: string): Promise<boolean> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ none: boolean }>("select to_regclass('migration') is null as none")
    return rows[0]?.none === true
  })

const connected = async <T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await ask(client)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new EnvironmentError('database.unreachable', { reason: message || (code ?? 'unknown') })
  } finally {
    await client.end().catch(() => undefined)
  }
}
