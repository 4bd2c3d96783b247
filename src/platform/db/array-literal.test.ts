import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { bytes, plain, texts } from './array-literal.ts'

const database = testDatabase()

test('texts arrive as they were, whatever they hold', async () => {
  const values = ['', 'null', 'NULL', null, 'a,b', '{}', '"', '\\', '\\"', " '", '张三\n丰', '𠮷']
  const { rows } = await sql<{
    value: string | null
  }>`select unnest(${texts(values)}::text[]) as value`.execute(database.db)
  expect(rows.map(({ value }) => value)).toEqual(values)
})

test('uuids, days, numbers and bytes arrive as they were, empty arrays as empty', async () => {
  const id = '01a20669-47ab-7c23-bd29-44bdf5213c7c'
  const { rows } =
    await sql<object>`select ${plain([id, null])}::uuid[] as ids, ${plain(['2026-11-22'])}::date[]::text[] as days,
    ${plain([1, -2])}::int[] as numbers, ${bytes(['00ff', Buffer.from([1, 2])])}::bytea[] as bytes, ${texts([])}::text[] as none`.execute(
      database.db,
    )
  expect(rows).toEqual([
    {
      ids: [id, null],
      days: ['2026-11-22'],
      numbers: [1, -2],
      bytes: [Buffer.from([0, 255]), Buffer.from([1, 2])],
      none: [],
    },
  ])
})
