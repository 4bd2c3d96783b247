import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openQueue } from '../../platform/jobs/jobs.ts'
import { testDatabase } from '../../../test/database.ts'
import { onServer, withDatabase } from '../../../test/postgres-server.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

const source = testDatabase()
const made: string[] = []
let folder = ''

/** A database with nothing in it, not even our schema. */
const emptyDatabase = async (): Promise<string> => {
  const { maintenanceUrl, prefix } = inject('testServer')
  const name = `${prefix}restore_${made.length}_${Date.now()}`
  made.push(name)
  await onServer(maintenanceUrl, (client) =>
    client.query(
      `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
    ),
  )
  return withDatabase(maintenanceUrl, name)
}

/** Every row of every table of ours as text, in an order of its own. */
const contentOf = async (url: string): Promise<Record<string, string[]>> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  const content: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`)
    if (name !== 'migration') content[name] = rows.map((row) => row.row)
  }
  await client.end()
  return content
}

const event = (at: string, data: object) => sql`
  insert into event (id, at, name, subject_kind, subject_id, actor_kind, request_id, data)
  values (gen_random_uuid(), ${at}, 'tested', 'test', gen_random_uuid(), 'system', 'r', ${JSON.stringify(data)})`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-backup-'))
  await event('2026-11-23T01:02:03.456789Z', {
    text: '反斜杠\\ 制表\t 换行\n 结束 \\. 引号"',
    none: null,
  }).execute(source.db)
  for (let index = 0; index < 40; index += 1) {
    await event('2026-01-01', { filler: '知新'.repeat(5000), index }).execute(source.db)
  }
  const queue = await openQueue(source.url)
  await source.db
    .transaction()
    .execute((tx) => queue.enqueue(tx as never, { job: 'later', lane: 'slow', data: { n: 1 } }))
  await queue.stop()
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await onServer(inject('testServer').maintenanceUrl, async (client) => {
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`)
  })
})

describe('backup and restore', () => {
  it('bring back every row exactly, in another database', async () => {
    const file = join(folder, 'whole.backup')
    const written = await backup(source.url, file, new Date('2026-11-23T00:00:00Z'))
    const target = await emptyDatabase()
    const report = await restore(target, file)
    expect(report).toMatchObject({
      createdAt: '2026-11-23T00:00:00.000Z',
      tables: written.tables,
      migrated: [],
    })
    expect(await contentOf(target)).toEqual(await contentOf(source.url))
  })

  it('bring back the jobs that were still to be done', async () => {
    const file = join(folder, 'jobs.backup')
    await backup(source.url, file, new Date())
    const target = await emptyDatabase()
    await restore(target, file)
    const queue = await openQueue(target)
    const done = new Promise<string>((resolve) => {
      void queue.work('slow', 1, async ({ job }) => resolve(job))
    })
    expect(await done).toBe('later')
    await queue.stop()
  })

  it('refuse a database that holds something, and change nothing in it', async () => {
    const file = join(folder, 'refused.backup')
    await backup(source.url, file, new Date())
    const before = await contentOf(source.url)
    await expect(restore(source.url, file)).rejects.toMatchObject({ code: 'database.not-empty' })
    expect(await contentOf(source.url)).toEqual(before)
  })

  it('restore nothing at all from a file that is cut off, and can then be given the right one', async () => {
    const file = join(folder, 'cut.backup')
    await backup(source.url, file, new Date())
    const bytes = await readFile(file)
    const cut = join(folder, 'cut-off.backup')
    await writeFile(cut, bytes.subarray(0, bytes.length - 200))
    const target = await emptyDatabase()
    await expect(restore(target, cut)).rejects.toMatchObject({ code: 'backup.damaged' })
    expect(await contentOf(target)).toEqual({})
    await restore(target, file)
    expect(await contentOf(target)).toEqual(await contentOf(source.url))
  })

  it('restore nothing from a file that has lost its checksum, goes on after its end, or one bit of which was turned', async () => {
    const file = join(folder, 'sound.backup')
    await backup(source.url, file, new Date())
    const bytes = await readFile(file)
    const target = await emptyDatabase()
    const damaged = join(folder, 'damaged.backup')
    for (const cut of [1, 8]) {
      await writeFile(damaged, bytes.subarray(0, bytes.length - cut))
      await expect(restore(target, damaged), `without its last ${cut} bytes`).rejects.toMatchObject({
        code: 'backup.damaged',
      })
    }
    await writeFile(damaged, Buffer.concat([bytes, gzipSync('more')]))
    await expect(restore(target, damaged), 'with something after its end').rejects.toMatchObject({
      code: 'backup.damaged',
    })
    // Whatever the bit makes of it: rows that cannot be unpacked, rows the database refuses, or rows that read like others.
    for (let at = 64; at < bytes.length; at += Math.ceil(bytes.length / 4)) {
      const turned = Buffer.from(bytes)
      turned[at] = (turned[at] ?? 0) ^ 0x10
      await writeFile(damaged, turned)
      await expect(restore(target, damaged), `byte ${at} of ${bytes.length}`).rejects.toThrow()
      expect(await contentOf(target)).toEqual({})
    }
  })

  it('restore nothing from a file with other words of the same length in a row, packed as before', async () => {
    const file = join(folder, 'plain.backup')
    await backup(source.url, file, new Date())
    const bytes = await readFile(file)
    const other = Buffer.from(gunzipSync(bytes).toString('latin1').replace('"none"', '"nine"'), 'latin1')
    expect(other.equals(gunzipSync(bytes))).toBe(false)
    // The rows of one moment under the checksum of another, as a disk or a wire makes them.
    const packed = Buffer.concat([gzipSync(other).subarray(0, -8), bytes.subarray(-8)])
    const altered = join(folder, 'altered.backup')
    await writeFile(altered, packed)
    const target = await emptyDatabase()
    await expect(restore(target, altered)).rejects.toMatchObject({ code: 'backup.damaged' })
    expect(await contentOf(target)).toEqual({})
  })

  it('refuse what is not a backup', async () => {
    const file = join(folder, 'letter.txt')
    await writeFile(file, 'Dear office')
    await expect(restore(await emptyDatabase(), file)).rejects.toMatchObject({ code: 'backup.not-one' })
    await expect(restore(await emptyDatabase(), join(folder, 'none'))).rejects.toMatchObject({
      code: 'file.unreadable',
    })
  })

  it('never overwrite a backup, and say where they cannot write', async () => {
    const kept = join(folder, 'kept.backup')
    await writeFile(kept, 'earlier')
    await expect(backup(source.url, kept, new Date())).rejects.toMatchObject({ code: 'file.exists' })
    expect(await readFile(kept, 'utf8')).toBe('earlier')
    const file = join(folder, 'missing', 'there.backup')
    await expect(backup(source.url, file, new Date())).rejects.toMatchObject({ code: 'file.not-writable' })
  })
})
