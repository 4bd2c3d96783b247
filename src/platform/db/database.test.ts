import { createServer } from 'node:net'
import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { onServer } from '../../../test/postgres-server.ts'
import { executePlanned, isDatabaseAway, openDatabase } from './database.ts'

it('refuses the next statement of a transaction whose connection was cut, and lives on', async () => {
  const { maintenanceUrl } = inject('testServer')
  const handle = openDatabase(maintenanceUrl, { max: 1 })
  const cut = handle.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await onServer(maintenanceUrl, (client) =>
      client.query('select pg_terminate_backend($1)', [rows[0]?.pid]),
    )
    // Cut while nothing is asked: nobody waits for an answer that could bear the error.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await sql`select 1`.execute(tx)
  })
  await expect(cut).rejects.toThrow()
  expect((await sql<{ one: number }>`select 1 as one`.execute(handle.db)).rows).toEqual([{ one: 1 }])
  await handle.close()
})

it('takes a server that accepts and never speaks for one that is away, and so a queue that does not move', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : 0
  const handle = openDatabase(`postgres://office@127.0.0.1:${port}/office`, { max: 1, connectWithinMs: 200 })
  const asked = await Promise.allSettled([1, 2].map(() => sql`select 1`.execute(handle.db)))
  expect(asked.map((one) => one.status === 'rejected' && isDatabaseAway(one.reason))).toEqual([true, true])
  silent.close()
  await handle.close()
})

it('plans a named statement once for a connection, in transactions and outside, and reads what each asks', async () => {
  const { maintenanceUrl } = inject('testServer')
  const handle = openDatabase(maintenanceUrl, { max: 1 })
  const half = async (tx: Parameters<typeof executePlanned>[0], of: number) =>
    (await executePlanned(tx, 'test.half', sql<{ halfOf: number }>`select ${of}::int / 2 as half_of`)).rows
  expect(await half(handle.db, 6)).toEqual([{ halfOf: 3 }])
  await handle.db.transaction().execute(async (tx) => {
    expect(await half(tx, 8)).toEqual([{ halfOf: 4 }])
    expect(await half(tx, 10)).toEqual([{ halfOf: 5 }])
  })
  const { rows } = await sql<{ name: string; asked: number }>`
    select name, (generic_plans + custom_plans)::int as asked from pg_prepared_statements`.execute(handle.db)
  expect(rows).toEqual([{ name: 'test.half', asked: 3 }])
  await handle.close()
})
