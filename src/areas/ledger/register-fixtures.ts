import { sql } from 'kysely'
import { beforeAll, expect } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import { type Activity, evaluate, fold } from '../../rules/index.ts'
import { gatherEvidence } from './app/gather-facts.ts'
import { reverseActivity } from './app/reverse-activity.ts'
import { rulebook } from './app/rulebook.ts'
import { closingWorld, type ClosingWorld, studied } from './closing-fixtures.ts'
import { creditActivity } from './index.ts'
import { programmeById } from './store/entries.ts'

const names = Array.from(
  { length: 30 },
  (_, place) => `学员${String.fromCharCode(0x4e00 + place * 7)}${place}`,
)
/** Numbers that look random and are the same each time. */
export const dice = (seed: number) => {
  let state = seed
  return (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * most)
  }
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

/** A register of thirty: who studied much and little, was taken back, merged, credited by other rules, or withdrew. */
export const registerWorld = () => {
  const house = testHouse()
  let world: ClosingWorld
  const id = (place: number): string => world.people[place]?.personId as string
  const programmeId = (): string => world.school.programmeId
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

  beforeAll(async () => {
    house.now = new Date('2026-11-01T02:00:00Z')
    world = await closingWorld(house, names)
    house.now = new Date('2026-12-20T02:00:00Z')
    const roll = dice(653)
    for (let place = 0; place < 24; place += 1)
      for (let count = roll(6); count > 0; count -= 1)
        await credit(id(place), anyActivity(roll), '2026-10-02')
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
  const byTheEngine = async (on = '2026-12-20') => {
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

  const lastRun = async (): Promise<string | undefined> => {
    const { rows } = await sql<{
      id: string
    }>`select id from register_run where state = 'done' order by started_at desc limit 1`.execute(
      house.services.db,
    )
    return rows[0]?.id
  }

  return { house, id, programmeId, school: () => world.school, start, standingsOf, byTheEngine, lastRun }
}
