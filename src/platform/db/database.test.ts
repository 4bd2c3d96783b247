import { sql } from 'kysely'
import { expect, inject, it } from 'vitest'
import { onServer } from '../../../test/postgres-server.ts'
import { openDatabase } from './database.ts'

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
