import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { prepareDatabase } from './prepare-database.ts'
import { beginSeeding, clearHalfSeeded, endSeeding } from './seeding.ts'

const database = testDatabase()
const now = new Date('2026-11-23T00:00:00Z')

const organisations = async (): Promise<number> => {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ n: string }>('select count(*) as n from account')
  await client.end()
  return Number(rows[0]?.n)
}

const addAccount = sql`insert into account (id, display_name, created_at) values (gen_random_uuid(), 'x', ${now})`

describe('clearHalfSeeded', () => {
  it('leaves a whole demonstration, and a database of somebody else, alone', async () => {
    await addAccount.execute(database.db)
    expect(await clearHalfSeeded(database.url)).toBe(false)
    await beginSeeding(database.db, now)
    await endSeeding(database.db)
    expect(await clearHalfSeeded(database.url)).toBe(false)
    expect(await organisations()).toBe(1)
  })

  it('empties a database whose demonstration was never finished, so that it can be made anew', async () => {
    await beginSeeding(database.db, now)
    await addAccount.execute(database.db)
    expect(await clearHalfSeeded(database.url)).toBe(true)
    await prepareDatabase(database.url)
    expect(await organisations()).toBe(0)
    expect(await clearHalfSeeded(database.url)).toBe(false)
  })
})
