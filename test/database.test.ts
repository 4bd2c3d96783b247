import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from './database.ts'

const database = testDatabase()

const eventsIn = async (connection: typeof database.db): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from event`.execute(connection)
  return rows[0]?.n ?? -1
}

const addEvent = sql`insert into event (id, at, name, subject_kind, subject_id, actor_kind, request_id, data)
  values (gen_random_uuid(), now(), 'tested', 'test', gen_random_uuid(), 'system', 'r', '{}')`

describe('testDatabase', () => {
  it('gives a migrated database', async () => {
    expect(await eventsIn(database.db)).toBe(0)
  })

  it('undoes what a rolled-back test wrote', async () => {
    const within = await database.rolledBack(async (tx) => {
      await addEvent.execute(tx)
      return eventsIn(tx)
    })
    expect(within).toBe(1)
    expect(await eventsIn(database.db)).toBe(0)
  })

  it('undoes it also when the test throws', async () => {
    const failing = database.rolledBack(async (tx) => {
      await addEvent.execute(tx)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await eventsIn(database.db)).toBe(0)
  })

  it('sorts Chinese names by pinyin, as the embedded database does', async () => {
    const { rows } = await sql<{
      name: string
    }>`select name from unnest(array['张','李','阿']) name order by name`.execute(database.db)
    expect(rows.map((row) => row.name).join('')).toBe('阿李张')
  })
})
