import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { type Activity, evaluate, fold } from '../../rules/index.ts'
import { countPeople } from './app/count-people.ts'
import { gatherEvidence } from './app/gather-facts.ts'
import { judgePeople } from './app/judge-closing.ts'
import { reverseActivity } from './app/reverse-activity.ts'
import { rulebook } from './app/rulebook.ts'
import { judgeRange, judgeRegister } from './app/run-register.ts'
import { closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'
import { creditActivity } from './index.ts'
import type { ClosingRecord, Counted } from './store/closings.ts'
import { programmeById } from './store/entries.ts'

const house = testHouse()
let world: ClosingWorld
const names = Array.from(
  { length: 30 },
  (_, place) => `学员${String.fromCharCode(0x4e00 + place * 7)}${place}`,
)
const id = (place: number): string => world.people[place]?.personId as string
const programmeId = (): string => world.school.programmeId

/** Numbers that look random and are the same each time. */
const dice = (seed: number) => {
  let state = seed
  return (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
}

const credit = async (personId: string, activity: Activity, recognisedOn: string): Promise<void> => {
  const credited = await house.services.perform(
    creditActivity,
    {
      personId,
      programmeId: programmeId(),
      sourceKind: 'declaration',
      sourceId: activity.id,
      activity,
      recogniser: 'authority',
      recognisedOn,
    },
    { actor: systemActor, requestId: newId() },
  )
  expect(credited).toMatchObject({ ok: true })
}

const anyActivity = (roll: ReturnType<typeof dice>): Activity => {
  const month = String(1 + roll(9)).padStart(2, '0')
  const day = `2026-${month}-${String(1 + roll(27)).padStart(2, '0')}`
  const kinds = ['class', 'seminar', 'distance', 'paper', 'lecture', 'conference', 'self-study'] as const
  const kind = kinds[roll(kinds.length)] as string
  return {
    id: newId(),
    kind,
    category: ['public', 'professional'][roll(2)] as string,
    from: day,
    to: day,
    completedOn: roll(20) === 0 ? '2025-12-30' : day,
    registeredOn: '2026-10-01',
    ...(roll(3) === 0 && { work: `w${roll(3)}` }),
    ...(kind === 'paper' || kind === 'conference'
      ? {}
      : roll(3) === 0
        ? {
            // In September, so that some are at one hour.
            sessions: [
              {
                date: `2026-09-0${1 + roll(3)}`,
                start: `${10 + roll(4)}:00`,
                end: '18:00',
                minutes: 45 * (1 + roll(5)),
              },
            ],
          }
        : roll(3) === 0
          ? { quantity: { days: 1 + roll(9) } }
          : { quantity: { minutes: 45 * (1 + roll(60)) } }),
    evidence: {
      ...(roll(6) > 0 && { passed: roll(6) > 0 }),
      authorRank: 1 + roll(4),
      level: ['core', 'national', 'provincial'][roll(3)] as string,
    },
    ...(roll(8) > 0 && {
      recognitions: [{ act: 'recognised' as const, by: 'authority' as const, on: '2026-10-02' }],
    }),
  }
}

beforeAll(async () => {
  house.now = new Date('2026-11-01T02:00:00Z')
  world = await closingWorld(house, names)
  house.now = new Date('2026-12-20T02:00:00Z')
  const roll = dice(653)
  for (let place = 0; place < 24; place += 1)
    for (let count = roll(6); count > 0; count -= 1) await credit(id(place), anyActivity(roll), '2026-10-02')
  // Somebody taken back, somebody of two records, somebody by other rules, somebody without marks, one who will have studied.
  const taken = await studied(house, { personId: id(25), programmeId: programmeId() }, 60, '2026-06-01')
  await house.services.perform(
    reverseActivity,
    { activityId: taken, reason: '误记' },
    { actor: systemActor, requestId: newId() },
  )
  await studied(house, { personId: id(26), programmeId: programmeId() }, 60, '2026-06-02')
  await studied(house, { personId: id(27), programmeId: programmeId() }, 60, '2026-06-03')
  await sql`insert into person_merge (id, survivor_id, absorbed_id, reason, accepted, found, merged_at) values (${newId()}, ${id(26)}, ${id(27)}, '同一人', '{}', '{}', now())`.execute(
    house.services.db,
  )
  await sql`insert into person_alias values (${id(27)}, ${id(26)})`.execute(house.services.db)
  await studied(house, { personId: id(28), programmeId: programmeId() }, 60, '2026-06-04')
  await sql
    .raw(`begin; set local session_replication_role = replica;
    update activity set from_day = null, completed_on = null, known_on = null where person_id = '${id(28)}';
    update ledger_entry set ruleset_hash = 'sha256:earlier' where person_id = '${id(24)}'; commit`)
    .execute(house.services.db)
  await sql`update enrolment set state = 'withdrawn' where person_id = ${id(29)}`.execute(house.services.db)
}, 240_000)

const start = async (period = '2026') =>
  world.school.office.call('POST', `/api/v1/programmes/${programmeId()}/register-runs`, { period })

const standingsOf = async (runId: string) => {
  const { rows } = await sql<{ personId: string; folded: string; code: Buffer; standing: string }>`
    select s.person_id, h.folded, s.code, h.standing from register_run r join register_standing s on s.run = r.number
      join register_shape h on h.run = s.run and h.shape = s.shape
    where r.id = ${runId} order by s.person_id`.execute(house.services.db)
  return rows.map((row) => ({ ...row, code: row.code.toString('hex') }))
}

/** What the engine itself says of everybody, from all of their evidence. */
const byTheEngine = async () => {
  const { db } = house.services
  const programme = await programmeById(db, programmeId())
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok) throw new Error('rules')
  const { rows } = await sql<{ personId: string }>`
    select id as person_id from person p where not exists (select from person_alias a where a.person_id = p.id) and (
      exists (select from activity a where a.person_id = any(pub_person_ids(p.id)))
      or exists (select from enrolment e where e.person_id = p.id and e.state <> 'withdrawn')) order by id`.execute(
    db,
  )
  const on = '2026-12-20'
  const ids = rows.map(({ personId }) => personId)
  const known = await gatherEvidence(db, ids, {
    programme,
    on,
    period: '2026',
    participants: book.value.pack.participants,
    reopened: '2026',
  })
  return ids.map((personId) => {
    const facts = known.get(personId)?.facts
    if (!facts) throw new Error(personId)
    const result = evaluate(book.value.ruleset, facts, { on })
    const { shape, code } = fold(result, book.value.ruleset)
    return {
      personId,
      folded: shape,
      code: Buffer.from(code).toString('hex'),
      standing: result.applies ? result.standing : 'outside',
    }
  })
}

describe('a pass over a register', () => {
  test('stores of everybody what the engine says of them, from sums where they decide', async () => {
    const started = await start()
    expect(started.status).toBe(202)
    await house.drain()
    const expected = await byTheEngine()
    expect(await standingsOf(started.body.runId)).toEqual(expected)
    const read = await world.school.office.call('GET', `/api/v1/register-runs/${started.body.runId}`)
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
    const half = await world.school.office.call('GET', `/api/v1/register-runs/${runId}`)
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
    const list = await world.school.office.call('GET', `/api/v1/programmes/${programmeId()}/register-runs`)
    expect(list.body.items.map((one: { id: string }) => one.id)).toEqual([runId])
  })

  test('shows the office everybody page by page with what their lines count, and nobody else anything', async () => {
    const runId = await lastRun()
    const url = `/api/v1/register-runs/${runId}/standings`
    const first = await world.school.office.call('GET', `${url}?limit=20`)
    const rest = await world.school.office.call('GET', `${url}?limit=20&cursor=${first.body.next}`)
    const all = [...first.body.items, ...rest.body.items]
    expect(all.map((one: { personId: string }) => one.personId)).toEqual(
      (await byTheEngine()).map(({ personId }) => personId),
    )
    const one = all.find((each: { personId: string }) => each.personId === id(25))
    // The class of 16 hours is left; the 60 hours were taken back.
    expect(one).toMatchObject({
      standing: 'unmet',
      lines: [
        { id: 'days', counted: '2' },
        { id: 'hours', required: '72', counted: '16', standing: 'unmet' },
      ],
    })
    const met = await world.school.office.call('GET', `${url}?standing=met`)
    expect(met.body.items.every((each: { standing: string }) => each.standing === 'met')).toBe(true)
    expect((await world.school.institution.call('GET', url)).status).toBe(404)
    expect((await start('2005')).body.code).toBe('ledger.period-outside')
    expect((await start('2026-13-01/2026-14-01')).body.code).toBe('ledger.period-unknown')
  })

  test('stops where the rules change under it: what it has found speaks for nothing', async () => {
    const runId = newId()
    await sql`insert into register_run (id, programme_id, period, on_day, ruleset_hash, plan, started_at)
      select ${runId}, programme_id, period, on_day, 'sha256:earlier', plan, now() from register_run where id = ${await lastRun()}`.execute(
      house.services.db,
    )
    await judgeRegister(house.services, { runId })
    const read = await world.school.office.call('GET', `/api/v1/register-runs/${runId}`)
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

const lastRun = async (): Promise<string | undefined> => {
  const { rows } = await sql<{
    id: string
  }>`select id from register_run where state = 'done' order by started_at desc limit 1`.execute(
    house.services.db,
  )
  return rows[0]?.id
}
