import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { started } from '../../../scripts/bench/killed-posting.ts'
import { newId } from '../../kernel/id.ts'
import { closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'

const house = testHouse()
let world: ClosingWorld
const children: ChildProcess[] = []
const names = Array.from(
  { length: 24 },
  (_, place) => `学员${String.fromCharCode(0x4e00 + place * 7)}${place}`,
)

beforeAll(async () => {
  world = await closingWorld(house, names)
  for (const [place, { personId }] of world.people.entries())
    await studied(house, { personId, programmeId: world.school.programmeId }, 20 + place * 4, '2026-06-01')
}, 240_000)
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

const begun = async (): Promise<string> => {
  const runId = newId()
  // Without its job, which the house’s own worker would take at once.
  await sql`insert into register_run (id, programme_id, period, on_day, ruleset_hash, plan, started_at)
    select ${runId}, programme_id, period, on_day, ruleset_hash, plan, now() from register_run order by started_at limit 1`.execute(
    house.services.db,
  )
  return runId
}

const read = async (runId: string) => {
  const { rows } = await sql<{ state: string; done: number; met: number; unmet: number; whole: number }>`
    select state, done, met, unmet, whole from register_run where id = ${runId}`.execute(house.services.db)
  return rows[0]
}

const standingsOf = async (runId: string) => {
  const { rows } = await sql<{ personId: string; folded: string; code: string }>`
    select s.person_id, h.folded, encode(s.code, 'hex') as code from register_run r join register_standing s on s.run = r.number
      join register_shape h on h.run = s.run and h.shape = s.shape where r.id = ${runId} order by s.person_id`.execute(
    house.services.db,
  )
  return rows
}

/** Somebody in another process goes on with a run, in ranges of a few people. */
const worker = async (runId: string): Promise<ChildProcess> => {
  const child = await started(house.database.url, tmpdir())
  children.push(child)
  child.send({ number: 1, register: { runId, atOnce: 2 } })
  return child
}

/** Kills a worker in the midst of a range that is behind `done` people: it waits for a lock with the range half written. */
const killedBehind = async (runId: string, done: number): Promise<void> => {
  const { db } = house.services
  await sql
    .raw(`create function waits_here() returns trigger language plpgsql as $$ begin
      if (select done from register_run where number = new.run) >= ${done} then perform pg_advisory_xact_lock(653); end if;
      return new; end $$;
      create trigger waits_here before insert on register_standing for each row execute function waits_here()`)
    .execute(db)
  const lock = await house.database.pool.connect()
  await lock.query('select pg_advisory_lock(653)')
  const child = await worker(runId)
  for (;;) {
    const { rows } = await lock.query(
      "select from pg_locks where locktype = 'advisory' and objid = 653 and not granted",
    )
    if (rows.length > 0) break
    await pause(20)
  }
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await lock.query('select pg_advisory_unlock(653)')
  lock.release()
  await sql.raw('drop trigger waits_here on register_standing; drop function waits_here()').execute(db)
}

test('a run killed with kill -9 three times goes on where it was, and finds what one that nobody killed finds', async () => {
  const started = await world.school.office.call(
    'POST',
    `/api/v1/programmes/${world.school.programmeId}/register-runs`,
    { period: '2026' },
  )
  await house.drain()
  const whole = await read(started.body.runId as string)
  const expected = await standingsOf(started.body.runId as string)
  expect([whole?.state, expected.length]).toEqual(['done', names.length])
  const runId = await begun()
  let behind = 0
  for (const done of [0, 6, 14]) {
    await killedBehind(runId, done)
    const cut = await read(runId)
    expect(cut?.state).toBe('running')
    expect(cut?.done).toBeGreaterThanOrEqual(done)
    expect(cut?.done).toBeLessThan(names.length)
    // What is stored and what is counted are the same people: the half range is gone.
    expect(await standingsOf(runId)).toEqual(expected.slice(0, cut?.done))
    expect(cut?.done).toBeGreaterThanOrEqual(behind)
    behind = cut?.done ?? 0
  }
  expect(behind).toBeGreaterThan(0)
  const child = await worker(runId)
  await once(child, 'message')
  expect(await read(runId)).toEqual(whole)
  expect(await standingsOf(runId)).toEqual(expected)
}, 240_000)
