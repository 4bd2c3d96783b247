import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type DatabaseHandle, type Db, openDatabase, type Tx } from '../src/platform/db/database.ts'
import { ensureTemplate, onServer, withDatabase } from './postgres-server.ts'

/** A migrated database that belongs to one test file. Reading a property is an error before the file's tests begin. */
export interface TestDatabase {
  /** Connection string, for whatever opens its own connections: `compose`, `openQueue`, a started process. */
  readonly url: string
  readonly db: Db
  readonly pool: Pool
  /** Runs `work` in a transaction that is rolled back: tests of stores see an untouched database each. */
  rolledBack<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Gives the calling test file a fresh clone of the migrated template; call it once, outside the tests. */
export const testDatabase = (): TestDatabase => {
  const server = inject('testServer')
  const name = `${server.prefix}${randomBytes(5).toString('hex')}`
  const url = withDatabase(server.maintenanceUrl, name)
  let handle: DatabaseHandle | undefined

  beforeAll(async () => {
    await onServer(server.maintenanceUrl, async (client) => {
      const template = await ensureTemplate(client, server)
      await client.query(`create database ${name} template ${template}`)
    })
    handle = openDatabase(url, { max: 8 })
  })
  afterAll(async () => {
    await handle?.close()
    await onServer(server.maintenanceUrl, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
  })

  const opened = (): DatabaseHandle => {
    if (!handle) throw new Error('testDatabase() is ready when the tests run, not while the file is read')
    return handle
  }
  return {
    get url() {
      opened()
      return url
    },
    get db() {
      return opened().db
    },
    get pool() {
      return opened().pool
    },
    rolledBack: (work) => rollBack(opened().db, work),
  }
}

const rollBack = async <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const transaction = await db.startTransaction().execute()
  try {
    return await work(transaction)
  } finally {
    await transaction.rollback().execute()
  }
}
