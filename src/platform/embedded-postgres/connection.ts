import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { ClusterFolder } from './cluster-folder.ts'

export const role = 'zhixin'
export const databaseName = 'zhixin'

/** Connection string over the socket. The host in it is only there because a URL needs one. */
export const urlOf = (cluster: ClusterFolder, database: string): string =>
  `postgres://${role}@localhost/${database}?host=${encodeURIComponent(cluster.socketFolder)}`

/** Opens a session on the maintenance database to see whether a server is there and takes work. */
export const answers = async (cluster: ClusterFolder): Promise<boolean> => {
  if (!existsSync(join(cluster.socketFolder, '.s.PGSQL.5432'))) return false
  const client = new Client({
    connectionString: urlOf(cluster, 'postgres'),
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    await client.end().catch(() => undefined)
    return false
  }
}

export const createDatabase = async (cluster: ClusterFolder): Promise<void> => {
  const client = new Client({ connectionString: urlOf(cluster, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}
