import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closedClassOf } from '../src/areas/certificates/certificate-fixtures.ts'
import { backup } from '../src/main/backup/backup.ts'
import { restore } from '../src/main/backup/restore.ts'
import { examine, type Outcome } from '../src/main/doctor/examine.ts'
import { prepareDatabase, sortsByPinyin } from '../src/main/prepare-database.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { listMigrations } from '../src/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres/start-embedded-postgres.ts'
import { testHouse } from './house.ts'
import { onServer, withDatabase } from './postgres-server.ts'

/** Of a house in use on the server the tests run on: what a backup of it holds must be at home on the others too. */
const house = testHouse()
let folder = ''
let before: readonly Outcome[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-versions-'))
  await closedClassOf(house, ['甲一一', '甲二二', '甲三三'], undefined, 360)
  await house.drain()
  before = await examine(house.services, 'the same')
  await backup(house.database.url, join(folder, 'house.backup'), house.now)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const examined = async (url: string): Promise<readonly Outcome[]> => {
  const { db, pool, close } = openDatabase(url)
  try {
    return await examine({ ...house.services, db, pool }, 'the same')
  } finally {
    await close()
  }
}

/** npm has servers of other versions for this platform alone (`test/postgres-versions/package.json`). */
const here = process.platform === 'linux' && process.arch === 'x64'

describe.skipIf(!here).each(['16', '17'])('on PostgreSQL %s', (version) => {
  let server: Awaited<ReturnType<typeof startEmbeddedPostgres>> | undefined
  let made = 0
  const emptyDatabase = async (): Promise<string> => {
    if (!server) throw new Error('the server is there when the tests run')
    const name = `house_${(made += 1)}`
    await onServer(server.url, (client) =>
      client.query(
        `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
      ),
    )
    return withDatabase(server.url, name)
  }

  beforeAll(async () => {
    server = await startEmbeddedPostgres({
      dataFolder: join(folder, version),
      binaries: `postgres-${version}`,
    })
  })
  afterAll(() => server?.stop())

  test('every migration runs, names sort by pinyin, and doctor finds nothing', async () => {
    const url = await emptyDatabase()
    const found = await onServer(url, (client) => client.query('show server_version'))
    expect(found.rows[0].server_version).toMatch(new RegExp(`^${version}\\.`))
    expect(await prepareDatabase(url)).toHaveLength((await listMigrations()).length)
    expect(await sortsByPinyin(url)).toBe(true)
    expect((await examined(url)).flatMap(({ findings }) => findings)).toEqual([])
  })

  test('a backup made on another version is restored, backed up and restored again, and doctor answers the same', async () => {
    const [first, second] = [await emptyDatabase(), await emptyDatabase()]
    await restore(first, join(folder, 'house.backup'))
    expect(await examined(first)).toEqual(before)
    const again = join(folder, `${version}.backup`)
    await backup(first, again, house.now)
    await restore(second, again)
    expect(await examined(second)).toEqual(before)
  })
})
