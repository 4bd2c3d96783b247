import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { onServer, withDatabase } from '../../../test/postgres-server.ts'
import { closedClassOf } from '../../areas/certificates/certificate-fixtures.ts'
import { openDatabase } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { examine } from '../doctor/examine.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

/** Of a house in use, on the server the tests run on: the built-in one, and once more on an external one. */
const house = testHouse()
let folder = ''
let target = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-drill-'))
  await closedClassOf(house, ['甲一一', '甲二二', '甲三三'], undefined, 360)
  await house.drain()
  const { maintenanceUrl, prefix } = inject('testServer')
  const name = `${prefix}drill_${Date.now()}`
  await onServer(maintenanceUrl, (client) =>
    client.query(
      `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8' locale_provider icu icu_locale 'zh-Hans-CN'`,
    ),
  )
  target = withDatabase(maintenanceUrl, name)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  const name = new URL(target).pathname.slice(1)
  await onServer(inject('testServer').maintenanceUrl, (client) =>
    client.query(`drop database if exists ${name} with (force)`),
  )
})

/** Of every table of ours, views of it that are kept and the queue's open jobs: rows, and a hash over their text in an order of its own. */
const tablesOf = async (pool: Pool): Promise<Record<string, string>> => {
  const { rows } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm') order by 1",
  )
  const sources = [
    ...rows.map(({ name }) => [
      name,
      name === 'migration' ? '(select name, hash from migration)' : `public."${name}"`,
    ]),
    ['open jobs', openJobs],
  ]
  const found: Record<string, string> = {}
  for (const [name, from] of sources) {
    const one = await pool.query<{ told: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as told from ${from} t`,
    )
    found[name as string] = one.rows[0]?.told ?? ''
  }
  return found
}
const openJobs =
  "(select id, name, data, start_after, singleton_key from pgboss.job where state < 'completed')"

/** Where every sequence stands: a number is never given twice, not even after a restore. */
const nextPlaces = async (pool: Pool) =>
  (
    await pool.query(
      "select sequencename::text as name, last_value from pg_sequences where schemaname = 'public' order by 1",
    )
  ).rows

test('a house that is backed up and restored answers doctor as it did before, and is found out all the same', async () => {
  const file = join(folder, 'house.backup')
  const before = await examine(house.services, 'the same')
  await backup(house.database.url, file, house.now)
  await restore(target, file)
  const restored = openDatabase(target)
  try {
    const services: Services = { ...house.services, db: restored.db, pool: restored.pool }
    const after = await examine(services, 'the same')
    expect(after).toEqual(before)
    // Table by table: how many rows, and a hash over all of them; the queue's unfinished jobs too.
    const [there, here] = [await tablesOf(house.services.pool), await tablesOf(restored.pool)]
    expect(here).toEqual(there)
    expect(Object.keys(there).length).toBeGreaterThan(80)
    for (const table of ['certificate', 'event', 'ledger_entry', 'enrolment', 'password', 'session'])
      expect(there[table], table).not.toMatch(/^0 /)
    expect(await nextPlaces(restored.pool)).toEqual(await nextPlaces(house.services.pool))
    const looked = new Map(after.map(({ check, subjects }) => [check, subjects]))
    for (const check of ['ledger.derivation', 'events.seals', 'attendance'])
      expect([check, looked.get(check)]).toEqual([check, expect.any(Number)])
    expect(looked.get('ledger.derivation')).toBeGreaterThan(0)
    const certificates = await sql<{ n: number }>`select count(*)::int as n from certificate`.execute(
      restored.db,
    )
    expect(certificates.rows[0]?.n).toBe(3)
    await sql`alter table ledger_entry disable trigger user`.execute(restored.db)
    await sql`update ledger_entry set minutes = minutes + 45 where id = (select id from ledger_entry order by id limit 1)`.execute(
      restored.db,
    )
    const findings = (await examine(services, 'the same')).flatMap((one) => one.findings)
    const before1 = before.flatMap((one) => one.findings)
    expect(findings.length).toBeGreaterThan(before1.length)
    expect(findings.find(({ check }) => check === 'ledger.derivation')?.subject).toMatch(/^[0-9a-f-]{36}$/)
  } finally {
    await restored.close()
  }
})
