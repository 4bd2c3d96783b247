import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { onServer, withDatabase } from '../../test/postgres-server.ts'
import { sortsByPinyin } from './prepare-database.ts'

const database = testDatabase()
const { maintenanceUrl, prefix } = inject('testServer')
const plain = `${prefix}${randomBytes(5).toString('hex')}`

beforeAll(() =>
  onServer(maintenanceUrl, (client) =>
    client.query(
      `create database ${plain} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider libc`,
    ),
  ),
)
afterAll(() =>
  onServer(maintenanceUrl, (client) => client.query(`drop database if exists ${plain} with (force)`)),
)

test('a database of the Chinese locale sorts names by pinyin, one of the plain locale is found out', async () => {
  expect(await sortsByPinyin(database.url)).toBe(true)
  expect(await sortsByPinyin(withDatabase(maintenanceUrl, plain))).toBe(false)
})
