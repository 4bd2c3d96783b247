import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { copyLine, copyRows } from './copy.ts'

const database = testDatabase()

test('lines arrive as they were, whatever they hold, in their transaction', async () => {
  const values = [
    '',
    '\\N',
    '\\.',
    null,
    'a\tb',
    '\r\n',
    '\\',
    '\\t',
    '{"a":"\\u0000"}',
    '张三\n丰',
    '𠮷',
    '\b\f\v',
  ]
  const bytes = Buffer.from([0, 9, 10, 92, 255])
  // More than are sent at once.
  const rows = Array.from({ length: 100 }, (_, place) => ({
    place,
    value: values[place % values.length] as string,
  }))
  await database.db.transaction().execute(async (tx) => {
    await sql`create temp table line (place int, value text, bytes bytea, names text[]) on commit drop`.execute(
      tx,
    )
    await copyRows(tx, 'line (place, value, bytes, names)', rows, ({ place, value }) =>
      copyLine([place, value, bytes, '{"a\\\\b","c,d"}']),
    )
    const { rows: kept } = await sql<{
      bytes: Buffer
      names: string[]
    }>`select * from line order by place`.execute(tx)
    expect(kept).toEqual(rows.map((row) => ({ ...row, bytes, names: ['a\\b', 'c,d'] })))
  })
})

test('a line that is refused takes its transaction with it, and says by which constraint', async () => {
  const refused = database.db.transaction().execute(async (tx) => {
    await sql`create temp table line (place int constraint positive check (place > 0)) on commit drop`.execute(
      tx,
    )
    await copyRows(tx, 'line (place)', [1, -1], (place) => copyLine([place]))
  })
  await expect(refused).rejects.toMatchObject({ code: '23514', constraint: 'positive' })
})
