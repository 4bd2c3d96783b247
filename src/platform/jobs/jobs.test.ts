import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { openQueue, type Queue } from './jobs.ts'

const database = testDatabase()
let queue: Queue | undefined
afterAll(() => queue?.stop())

const keptOf = async (job: string): Promise<{ state: string; output: Record<string, unknown> | null }> => {
  const { rows } = await sql<{ state: string; output: Record<string, unknown> | null }>`
    select state, output from pgboss.job where data->>'job' = ${job} and (retry_count > 0 or state in ('retry', 'failed'))`.execute(
    database.db,
  )
  if (!rows[0]?.output) throw new Error('not failed yet')
  return rows[0]
}

/** Says who it was about in every way an error can. */
const secrets = ['张三丰', '13800002222', '31010119900307001X']
const failures: Record<string, () => Promise<unknown>> = {
  'a refused row': () =>
    sql`insert into account (id, display_name, status, created_at) values (gen_random_uuid(), ${secrets[0]}, ${secrets[1]}, now())`.execute(
      database.db,
    ),
  'a value that cannot be read': () => sql`select ${secrets[2]}::text::date`.execute(database.db),
  'words of our own': async () => {
    throw new TypeError(`no place for ${secrets[0]}`, { cause: { number: secrets[2] } })
  },
  'an error with more on it': async () => {
    throw Object.assign(new Error(secrets[0]), { detail: secrets[1], errors: [new Error(secrets[2])] })
  },
}

test('of a failed job the queue keeps the kind of error, and nothing of what it was about', async () => {
  queue = await openQueue(database.url)
  const opened = queue
  await opened.work('quick', 2, async ({ job }) => {
    await failures[job]?.()
  })
  for (const job of Object.keys(failures))
    await database.db.transaction().execute((tx) => opened.enqueue(tx, { job, lane: 'quick', data: {} }))
  const kept = Object.fromEntries(
    await Promise.all(
      Object.keys(failures).map(async (job) => {
        const found = await expect
          .poll(() => keptOf(job).catch(() => undefined))
          .toBeDefined()
          .then(() => keptOf(job))
        return [job, found.output] as const
      }),
    ),
  )
  for (const secret of secrets) expect(JSON.stringify(kept)).not.toContain(secret)
  expect(kept['a refused row']).toMatchObject({
    code: '23514',
    constraint: 'account_status_check',
    table: 'account',
  })
  expect(kept['a value that cannot be read']).toMatchObject({ code: '22007' })
  expect(kept['words of our own']).toMatchObject({ name: 'TypeError' })
})

test('what is done or given up is kept for days, in a queue of an earlier version too', async () => {
  await sql`update pgboss.queue set deletion_seconds = 604800 where name in ('quick', 'slow')`.execute(
    database.db,
  )
  await (await openQueue(database.url)).stop()
  const { rows } = await sql<{ name: string; seconds: number }>`
    select name, deletion_seconds as seconds from pgboss.queue where name in ('quick', 'slow') order by name`.execute(
    database.db,
  )
  expect(rows).toEqual([
    { name: 'quick', seconds: 3 * 86_400 },
    { name: 'slow', seconds: 3 * 86_400 },
  ])
})
