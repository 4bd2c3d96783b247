import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { newId } from '../../kernel/id.ts'
import { eventHash, type JournalEvent } from '../../kernel/exam-journal/event.ts'
import type { Tx } from '../../platform/db/database.ts'
import { journalRoot, receiptCode } from './domain/receipt.ts'
import { scene, sceneStart, takeSeat, type Scene } from './exam-fixtures.ts'
import { asOwner, playedSitting } from './trail-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const digest = (text: string): string => hash('sha256', text)

/** One answer becomes another, and every hash behind it is made again: nothing within the journal tells. */
const rewrite = async (tx: Tx, attemptId: string): Promise<void> => {
  const { rows: pages } = await sql<{ epoch: number; machine: string; writer: string; paperHash: string }>`
    select e.epoch, e.machine, e.writer, p.hash as paper_hash from attempt_epoch e join attempt a on a.id = e.attempt_id join exam_paper p on p.id = a.paper_id
    where e.attempt_id = ${attemptId}`.execute(tx)
  const [page] = pages
  const { rows: events } = await sql<Omit<JournalEvent, 'origin'>>`
    select seq, slot, type, body, mono, wall, encode(prev, 'hex') as prev from response_event where attempt_id = ${attemptId} order by seq`.execute(
    tx,
  )
  if (!page) throw new Error('no page')
  let prev = events[0]?.prev ?? ''
  for (const { hash: _, ...event } of events) {
    const body = event.seq === 1 ? { options: [] } : event.body
    const own = eventHash({ ...page, attempt: attemptId }, { ...event, body, prev, origin: null }, digest)
    await sql`update response_event set body = ${JSON.stringify(body)}::jsonb, prev = decode(${prev}, 'hex'), hash = decode(${own}, 'hex')
      where attempt_id = ${attemptId} and seq = ${event.seq}`.execute(tx)
    prev = own
  }
  await sql`update attempt_epoch set head = decode(${prev}, 'hex') where attempt_id = ${attemptId}`.execute(
    tx,
  )
  const { rows } = await sql<{ at: Date; by: 'candidate' }>`
    select submitted_at as at, by from attempt_submission where attempt_id = ${attemptId}`.execute(tx)
  const heads = [{ epoch: page.epoch, seq: events.length, hash: prev }]
  const root = journalRoot(
    {
      attempt: attemptId,
      paperHash: page.paperHash,
      submittedAt: rows[0]?.at.toISOString() ?? '',
      by: 'candidate',
      heads,
    },
    digest,
  )
  await sql`update attempt_submission set root = ${root}, receipt = ${receiptCode(root)}, heads = ${JSON.stringify(heads)}::jsonb, answered = answered - 1
    where attempt_id = ${attemptId}`.execute(tx)
}

/** Two people change places everywhere the register and the attempts name them. */
const exchange = async (
  tx: Tx,
  [a, b]: readonly [string, string],
  [one, other]: readonly [string | undefined, string | undefined],
): Promise<void> => {
  const [spare, sitting] = [newId(), sql`(select sitting_id from attempt where id = ${a})`]
  for (const [from, to] of [
    [one, spare],
    [other, one],
    [spare, other],
  ])
    await sql`update exam_candidate set person_id = ${to} where person_id = ${from} and sitting_id = ${sitting}`.execute(
      tx,
    )
  await sql`update attempt set person_id = case id when ${a} then ${other}::uuid else ${one}::uuid end where id in (${a}, ${b})`.execute(
    tx,
  )
}

describe('verification holds a sitting to the trail of what happened', () => {
  test('and finds nothing where nothing was done to it', async () => {
    expect(await asOwner(house, await playedSitting(house), async () => undefined)).toEqual([])
  })

  test('and finds a journal rewritten with all its hashes, before anything was scored', async () => {
    const world = await playedSitting(house)
    const one = world.attempt(0)
    expect(await asOwner(house, world, (tx) => rewrite(tx, one))).toEqual([
      ['trail-differs', one, 'submission'],
    ])
  })

  test.each<[what: string, change: (tx: Tx, world: Scene) => Promise<unknown>, found: string[][]]>([
    [
      'a start moved',
      (tx, { attempt }) =>
        sql`update attempt set started_at = started_at + interval '10 minutes' where id = ${attempt(2)}`.execute(
          tx,
        ),
      [['trail-differs', 'start']],
    ],
    [
      'time given',
      (tx, { attempt }) =>
        sql`insert into time_adjustment (id, act_id, attempt_id, seconds, past_close, cause, reason, made_at)
          values (gen_random_uuid(), gen_random_uuid(), ${attempt(2)}, 3600, true, 'x', 'x', now())`.execute(
          tx,
        ),
      [['trail-differs', 'time']],
    ],
    [
      'time given made more',
      (tx, { attempt }) =>
        sql`update time_adjustment set seconds = 600 where kind = 'time' and attempt_id = ${attempt(1)}`.execute(
          tx,
        ),
      [['trail-differs', 'time']],
    ],
    [
      'a hold made longer',
      (tx, { attempt }) =>
        sql`update time_adjustment set effective_at = effective_at - interval '5 minutes' where kind = 'hold' and attempt_id = ${attempt(1)}`.execute(
          tx,
        ),
      [['trail-differs', 'time']],
    ],
    [
      'a release taken out',
      (tx, { attempt }) =>
        sql`delete from time_adjustment where kind = 'release' and attempt_id = ${attempt(1)}`.execute(tx),
      [['trail-differs', 'time']],
    ],
    [
      'answers dated back',
      (tx, { attempt }) =>
        sql`update response_event set received_at = received_at - interval '1 minute' where seq = 2 and attempt_id = ${attempt(0)}`.execute(
          tx,
        ),
      [['trail-differs', 'arrival']],
    ],
    [
      'a hand-in taken back',
      async (tx, { attempt }) => {
        await sql`delete from attempt_submission where attempt_id = ${attempt(0)}`.execute(tx)
        await sql`update attempt_epoch set fence = null where attempt_id = ${attempt(0)}`.execute(tx)
      },
      [['trail-differs', 'submission']],
    ],
    [
      'a candidate taken out',
      async (tx, { attempt }) => {
        for (const table of ['response_event', 'attempt_epoch'])
          await sql`delete from ${sql.table(table)} where attempt_id = ${attempt(2)}`.execute(tx)
        await sql`delete from attempt where id = ${attempt(2)}`.execute(tx)
      },
      [['trail-differs', 'candidates']],
    ],
    [
      'two people changed for one another',
      (tx, { attempt, one: { people } }) =>
        sql`update attempt set person_id = case id when ${attempt(0)} then ${people[1]}::uuid else ${people[0]}::uuid end
          where id in (${attempt(0)}, ${attempt(1)})`.execute(tx),
      [
        ['candidate-changed', expect.stringMatching(/\d/)],
        ['candidate-changed', expect.stringMatching(/\d/)],
        ['trail-differs', 'candidates'],
        ['trail-differs', 'submission'],
        ['trail-differs', 'submission'],
      ],
    ],
    [
      'the tickets of two people changed for one another',
      async (tx, { attempt, one: { people } }) => {
        const register = (from: string | undefined, to: string | undefined) =>
          sql`update exam_candidate set person_id = ${to} where person_id = ${from}`.execute(tx)
        await register(people[1], attempt(1))
        await register(people[2], people[1])
        await register(attempt(1), people[2])
      },
      [
        ['candidate-changed', expect.stringMatching(/\d/)],
        ['candidate-changed', expect.stringMatching(/\d/)],
        ['trail-differs', 'candidates'],
      ],
    ],
    [
      'two people exchanged in their registrations and their attempts together, before either has handed in',
      (tx, { attempt, one: { people } }) => exchange(tx, [attempt(2), attempt(3)], [people[2], people[3]]),
      [['trail-differs', 'candidates']],
    ],
    [
      'two people’s attempts exchanged with the tickets they came in by',
      async (tx, { attempt }) => {
        const { rows } = await sql<{ candidateId: string; personId: string }>`
          select candidate_id, person_id from attempt where id in (${attempt(2)}, ${attempt(3)}) order by id = ${attempt(2)}`.execute(
          tx,
        )
        const [three, two] = rows
        const put = (id: string, candidate: string | undefined, person: string | undefined) =>
          sql`update attempt set candidate_id = ${candidate}, person_id = ${person} where id = ${id}`.execute(
            tx,
          )
        await put(attempt(3), attempt(0), attempt(0))
        await put(attempt(2), three?.candidateId, three?.personId)
        await put(attempt(3), two?.candidateId, two?.personId)
      },
      [['trail-differs', 'candidates']],
    ],
    [
      'another order of questions with its hash',
      async (tx, { attempt }) => {
        const [from, to] = [attempt(3), attempt(2)]
        await sql`update attempt set permutation = o.permutation, permutation_hash = o.permutation_hash from attempt o
          where attempt.id = ${to} and o.id = ${from}`.execute(tx)
      },
      [['trail-differs', 'candidates']],
    ],
    [
      'a longer exam',
      (tx, { sitting }) =>
        sql`update exam_sitting set duration_minutes = duration_minutes + 30 where id = ${sitting.sittingId}`.execute(
          tx,
        ),
      [['trail-differs', 'sitting']],
    ],
    [
      'a lower pass mark',
      (tx, { sitting }) =>
        sql`update exam_sitting set pass_rule = '{"passMark": {"numerator": 1, "denominator": 2}, "bands": []}' where id = ${sitting.sittingId}`.execute(
          tx,
        ),
      [['trail-differs', 'sitting']],
    ],
    [
      'an event of the trail changed with what it tells of',
      async (tx, { attempt }) => {
        await sql`update attempt set started_at = started_at + interval '10 minutes' where id = ${attempt(2)}`.execute(
          tx,
        )
        await sql`update event set data = data || jsonb_build_object('startedAt', to_char((data->>'startedAt')::timestamptz at time zone 'UTC' + interval '10 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          where name = 'exams.attemptStarted' and subject_id = ${attempt(2)}`.execute(tx)
      },
      [['trail-broken', 'exams.attemptStarted']],
    ],
  ])('and finds %s', async (_what, change, found) => {
    const world = await playedSitting(house)
    const faults = await asOwner(house, world, (tx) => change(tx, world))
    expect(faults.map(([code, , detail]) => [code, detail])).toEqual(found)
  })

  test('and finds it where a page that was stopped, or one that writes, counts less far or further than was told', async () => {
    const world = await playedSitting(house)
    const writing = world.attempt(2)
    const again = await takeSeat(await world.candidate(2), writing)
    expect(again.start.body.epoch).toBe(2)
    const fenced = (change: string) => (tx: Tx) =>
      sql`update attempt_epoch set fence = ${sql.raw(change)} where attempt_id = ${writing}`.execute(tx)
    expect(await asOwner(house, world, async () => undefined)).toEqual([])
    for (const change of [
      'case epoch when 1 then 1 end',
      'case epoch when 1 then fence + 1 end',
      'null',
      'case epoch when 1 then fence else 0 end',
    ])
      expect(await asOwner(house, world, fenced(change)), change).toContainEqual([
        'trail-differs',
        writing,
        'pages',
      ])
  })

  test('and takes who was registered later for one of the register', async () => {
    const world = await scene(house, 2)
    const late = newId()
    await sql`insert into person (id, name, name_grams, created_at) values (${late}, '后到', '{}', ${house.now})`.execute(
      house.services.db,
    )
    await sql`insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
      values (${newId()}, ${world.one.classId}, ${late}, 'roster', 'confirmed', 3, ${house.now})`.execute(
      house.services.db,
    )
    const added = await world.office.call('POST', `/api/v1/sittings/${world.sitting.sittingId}/candidates`)
    expect(added.body).toMatchObject({ added: 1, candidates: 3 })
    expect(await asOwner(house, world, async () => undefined)).toEqual([])
    expect(
      await asOwner(house, world, (tx) =>
        sql`update exam_candidate set ticket_number = ticket_number || '9' where person_id = ${late}`.execute(
          tx,
        ),
      ),
    ).toEqual([['trail-differs', null, 'candidates']])
  })

  test('and finds a result set made anew with hashes that fit', async () => {
    const world = await playedSitting(house)
    const path = `/api/v1/sittings/${world.sitting.sittingId}`
    await world.office.call('POST', `${path}/end`, { reason: '考生均已交卷', submitRunning: true })
    expect((await world.office.call('POST', `${path}/scoring-runs`)).status).toBe(201)
    expect(
      await asOwner(house, world, (tx) =>
        sql`delete from result_set where sitting_id = ${world.sitting.sittingId}`.execute(tx),
      ),
    ).toEqual([['trail-differs', null, 'results']])
  })
})
