import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../platform/embedded-postgres/start-embedded-postgres.ts'
import { openDatabase, type Db } from '../../platform/db/database.ts'
import { readConfig, type Config } from '../config.ts'
import { prepareDatabase } from '../prepare-database.ts'

/** Runs on the database of the settings: DATABASE_URL's, or the embedded one, joining a running app's and leaving it running. */
export const withDatabaseUrl = async <T>(work: (url: string, config: Config) => Promise<T>): Promise<T> => {
  const config = readConfig(process.env)
  if (config.databaseUrl !== undefined) return work(config.databaseUrl, config)
  const postgres = await startEmbeddedPostgres({ dataFolder: join(config.dataFolder, 'postgres') })
  try {
    return await work(postgres.url, config)
  } finally {
    await postgres.stop()
  }
}

/** The same with the schema brought up to date and a connection. */
export const withDatabase = <T>(work: (db: Db, config: Config) => Promise<T>): Promise<T> =>
  withDatabaseUrl(async (url, config) => {
    await prepareDatabase(url)
    const database = openDatabase(url, { max: 4 })
    try {
      return await work(database.db, config)
    } finally {
      await database.close()
    }
  })
