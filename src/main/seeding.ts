import { sql } from 'kysely'
import { Client } from 'pg'
import type { Db } from '../platform/db/database.ts'

/** Says that the demonstration is being made: until `endSeeding` the database holds half of one and nothing else. */
export const beginSeeding = async (db: Db, now: Date): Promise<void> => {
  await sql`insert into installation (name, value, at) values ('seeding', 'true', ${now}) on conflict (name) do nothing`.execute(
    db,
  )
}

export const endSeeding = async (db: Db): Promise<void> => {
  await sql`delete from installation where name = 'seeding'`.execute(db)
}

/**
 * Empties a database in which a start was killed while it made the demonstration; answers whether it did. Nobody can have
 * done anything in it: it was empty before, and nothing listens before the demonstration is whole.
 */
export const clearHalfSeeded = async (databaseUrl: string): Promise<boolean> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('installation') is not null as there",
    )
    if (!rows[0]?.there) return false
    const { rowCount } = await client.query("select from installation where name = 'seeding'")
    if (rowCount === 0) return false
    await dropEverything(client)
    return true
  } finally {
    await client.end()
  }
}

/** Drops what Zhixin made: its own tables and the queue's. */
export const dropEverything = async (client: Client): Promise<void> => {
  await client.query('drop schema public cascade')
  await client.query('create schema public')
  await client.query('drop schema if exists pgboss cascade')
}
