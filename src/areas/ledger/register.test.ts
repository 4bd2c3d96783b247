import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import { checkStandings } from './app/check-standings.ts'
import { keptRuns, talliesApart } from './store/kept-standings.ts'
import { countPeople } from './app/count-people.ts'
import { judgePeople } from './app/judge-closing.ts'
import { rulebook } from './app/rulebook.ts'
import { judgeRange, judgeRegister } from './app/run-register.ts'
import { studied } from './closing-fixtures.ts'
import { registerWorld } from './register-fixtures.ts'
import type { ClosingRecord, Counted } from './store/closings.ts'
import { programmeById } from './store/entries.ts'

const { house, id, programmeId, school, start, standingsOf, byTheEngine, lastRun } = registerWorld()

describe('a pass over a register', () => {
  test('stores of everybody what the engine says of them, from sums where they decide', async () => {
    const started = await start()
    expect(started.status).toBe(202)
    await house.drain()
    const expected = await byTheEngine()
    expect(await standingsOf(started.body.runId)).toEqual(expected)
    const read = await school().office.call('GET', `/api/v1/register-runs/${started.body.runId}`)
    const counts = (standing: string) => expected.filter((one) => one.standing === standing).length
    expect(read.body).toMatchObject({
      state: 'done',
      plan: 'sums',
      people: expected.length,
      counts: {
        done: expected.length,
        met: counts('met'),
        unmet: counts('unmet'),
        undetermined: counts('undetermined'),
        outside: counts('outside'),
      },
    })
    // Neither way alone: some were judged from sums, some had to be gone through whole.
    expect(read.body.counts.whole).toBeGreaterThan(5)
    expect(read.body.counts.whole).toBeLessThan(expected.length - 5)
    expect(new Set(expected.map(({ standing }) => standing)).size).toBeGreaterThan(1)
  })

  test('goes on behind the last range of a killed worker, however many are at it, and a later one takes its place', async () => {
    const before = await standingsOf((await lastRun()) as string)
    const runId = newId()
    // Without its job, which the house’s own worker would take at once.
    await sql`insert into register_run (id, programme_id, period, on_day, ruleset_hash, plan, started_at)
      select ${runId}, programme_id, period, on_day, ruleset_hash, plan, now() from register_run where id = ${await lastRun()}`.execute(
      house.services.db,
    )
    const by = { actor: systemActor, requestId: 'test' }
    const some = await house.services.perform(judgeRange, { runId, atOnce: 7 }, by)
    expect(some).toMatchObject({ ok: true, value: { done: false } })
    const half = await school().office.call('GET', `/api/v1/register-runs/${runId}`)
    expect(half.body.state).toBe('running')
    expect(half.body.counts.done).toBeGreaterThan(0)
    expect(half.body.counts.done).toBeLessThan(half.body.people)
    expect((await start()).body.code).toBe('ledger.register-at-work')
    await Promise.all([
      judgeRegister(house.services, { runId, atOnce: 3 }),
      judgeRegister(house.services, { runId, atOnce: 5 }),
    ])
    await house.drain()
    expect(await standingsOf(runId)).toEqual(before)
    const { rows } = await sql<{ left: number }>`
      select count(*) as left from register_run r join register_standing s on s.run = r.number where r.state = 'superseded'`.execute(
      house.services.db,
    )
    expect(rows[0]?.left).toBe(0)
    const list = await school().office.call('GET', `/api/v1/programmes/${programmeId()}/register-runs`)
    expect(list.body.items.map((one: { id: string }) => one.id)).toEqual([runId])
  })

  test('shows the office everybody page by page with what their lines count, and nobody else anything', async () => {
    const runId = await lastRun()
    const url = `/api/v1/register-runs/${runId}/standings`
    const first = await school().office.call('GET', `${url}?limit=20`)
    const rest = await school().office.call('GET', `${url}?limit=20&cursor=${first.body.next}`)
    const all = [...first.body.items, ...rest.body.items]
    const everybody = (await byTheEngine()).map(({ personId }) => personId)
    expect(all.map((one: { personId: string }) => one.personId).toSorted()).toEqual(everybody.toSorted())
    const one = all.find((each: { personId: string }) => each.personId === id(25))
    // The class of 16 hours is left; the 60 hours were taken back.
    expect(one).toMatchObject({
      standing: 'unmet',
      lines: [
        { id: 'days', counted: '2' },
        { id: 'hours', required: '72', counted: '16', standing: 'unmet' },
      ],
    })
    const met = await school().office.call('GET', `${url}?standing=met`)
    expect(met.body.items.every((each: { standing: string }) => each.standing === 'met')).toBe(true)
    expect((await school().institution.call('GET', url)).status).toBe(404)
    expect((await start('2005')).body.code).toBe('ledger.period-outside')
    expect((await start('2026-13-01/2026-14-01')).body.code).toBe('ledger.period-unknown')
  })

  test('is derived anew by the doctor, who names whoever was changed in the database, and nobody who studied since', async () => {
    const { db } = house.services
    const found = async () =>
      (await checkStandings(db, 7)).findings.flatMap(({ code, params }) =>
        code === 'ledger.tally-differs' ? [] : [[code, params['person']]],
      )
    const changed = async (text: string, back: string) => {
      const run = async (change: string) =>
        sql.raw(`begin; set local session_replication_role = replica; ${change}; commit`).execute(db)
      await run(text)
      const names = await found()
      await run(back)
      return names
    }
    const who = `person_id = '${id(3)}'`
    const nobody = newId()
    expect(await found()).toEqual([])
    expect((await checkStandings(db)).standings).toBeGreaterThan(20)
    expect(
      await changed(
        `create table kept as select * from register_standing where ${who}; update register_standing set code = code || '\\x05' where ${who}`,
        `update register_standing s set code = k.code from kept k where s.person_id = k.person_id; delete from register_standing where ${who}`,
      ),
    ).toEqual([['ledger.standing-differs', id(3)]])
    expect(await changed('select 1', 'insert into register_standing select * from kept')).toEqual([
      ['ledger.standing-missing', id(3)],
    ])
    expect(
      await changed(
        `insert into register_standing select run, '${nobody}', shape, code from kept`,
        `delete from register_standing where person_id = '${nobody}'`,
      ),
    ).toEqual([['ledger.standing-foreign', nobody]])
    const better = await changed(
      `update register_shape set standing = 'met' where (run, shape) in (select run, shape from kept)`,
      `update register_shape set standing = 'unmet' where (run, shape) in (select run, shape from kept)`,
    )
    expect(better).toContainEqual(['ledger.standing-differs', id(3)])
    expect(await found()).toEqual([])
    house.now = new Date('2026-12-21T02:00:00Z')
    await studied(house, { personId: id(3), programmeId: programmeId() }, 60, '2026-06-05')
    expect(await found()).toEqual([])
  })

  test('keeps no standing on a path that its run does not know, and no run goes while it has any', async () => {
    const refused = (change: string) =>
      house.database.rolledBack(async (tx) =>
        sql
          .raw(change)
          .execute(tx)
          .then(
            () => null,
            (error: { code: string }) => error.code,
          ),
      )
    const another = (run: string, shape: string) =>
      refused(
        `insert into register_standing select ${run}, gen_random_uuid(), ${shape}, code from register_standing limit 3`,
      )
    expect(await another('run', 'shape')).toBeNull()
    expect(await another('run', 'shape + 1000')).toBe('23503')
    expect(await another('run + 1000', 'shape')).toBe('23503')
    expect(await refused(`delete from register_run where state = 'done'`)).toBe('23503')
  })

  test('is held against what it was told to come to, whole and group by group', async () => {
    const nobody = newId()
    const apartAfter = (change: string) =>
      house.database.rolledBack(async (tx) => {
        await sql.raw(`set local session_replication_role = replica; ${change}`).execute(tx)
        const runs = (await keptRuns(tx)).filter(({ state }) => state === 'done')
        return (await Promise.all(runs.map((run) => talliesApart(tx, run)))).flat()
      })
    expect(await apartAfter('select 1')).toEqual([])
    const whole = await apartAfter(
      `update register_run set met = met + 1, unmet = unmet - 1 where state = 'done'`,
    )
    expect(whole.map(({ tally, standing, kept, found }) => [tally, standing, kept - found])).toEqual([
      ['register_run', 'met', 1],
      ['register_run', 'unmet', -1],
    ])
    const groups = await apartAfter(
      `insert into register_group select number, 'employer', '${nobody}', 0, 999, 0, 0 from register_run where state = 'done'`,
    )
    expect(groups.map(({ tally, standing }) => [tally, standing])).toContainEqual(['employer', 'unmet'])
    expect(
      await apartAfter(
        'delete from register_standing where ctid in (select ctid from register_standing limit 1)',
      ),
    ).not.toEqual([])
  })

  test('stops where the rules change under it: what it has found speaks for nothing', async () => {
    const runId = newId()
    await sql`insert into register_run (id, programme_id, period, on_day, ruleset_hash, plan, started_at)
      select ${runId}, programme_id, period, on_day, 'sha256:earlier', plan, now() from register_run where id = ${await lastRun()}`.execute(
      house.services.db,
    )
    await judgeRegister(house.services, { runId })
    const read = await school().office.call('GET', `/api/v1/register-runs/${runId}`)
    expect(read.body).toMatchObject({ state: 'superseded', counts: { done: 0 } })
  })
})

test('the count of a closing says of everybody from sums what it says from their evidence', async () => {
  const { db } = house.services
  const programme = await programmeById(db, programmeId())
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok) throw new Error('rules')
  const people = (await byTheEngine()).map(({ personId }) => personId)
  const closing = {
    ...({ kind: 'regular', period: '2026', toDay: '2026-12-31', countedOn: '2026-12-20' } as const),
    programmeId: programme.id,
  } as unknown as ClosingRecord
  await house.database.rolledBack(async (tx) => {
    const bySums = await countPeople(tx, book.value, closing, programme, people)
    const whole = await judgePeople(tx, book.value, closing, programme, people, '2026-12-20', false)
    const byId = (counted: readonly Counted[]) => new Map(counted.map((one) => [one.personId, one]))
    expect(byId(bySums)).toEqual(byId(whole.map(({ counted }) => counted)))
    expect(new Set(bySums.map(({ standing }) => standing)).size).toBeGreaterThan(1)
  })
})

test('what was on record before the marks were kept has been given the same', async () => {
  const migration = await readFile(
    new URL('../../../migrations/0033-register-standing.sql', import.meta.url),
    'utf8',
  )
  const backfill = /update activity a set[^;]*;/.exec(migration)?.[0] ?? ''
  const marks = sql`select id, from_day, first_session, last_session, completed_on, known_on, work_key, topic_key, register_code
    from activity where person_id <> ${id(28)} order by id`
  await house.database.rolledBack(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const { rows: kept } = await marks.execute(tx)
    await sql`update activity set from_day = null, first_session = null, last_session = null, completed_on = null, known_on = null,
      work_key = null, topic_key = null`.execute(tx)
    await sql.raw(backfill).execute(tx)
    expect((await marks.execute(tx)).rows).toEqual(kept)
    expect(kept.some((row) => (row as { firstSession: string | null }).firstSession !== null)).toBe(true)
  })
})
