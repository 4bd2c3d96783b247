import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { answerAll, scene, sceneStart, takeSeat, type Scene } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })

/** What closing a class reads: released results in force. */
const releasedOf = async (classId: string) =>
  (
    await sql<{ personId: string }>`select * from pub_exam_result where class_id = ${classId}`.execute(
      house.services.db,
    )
  ).rows

describe('results', () => {
  const played = async () => {
    const world = await scene(house, 3)
    const [good, bad] = [
      await takeSeat(await world.candidate(0), world.attempt(0)),
      await takeSeat(await world.candidate(1), world.attempt(1)),
    ]
    answerAll(good)
    answerAll(bad, ['一学时是多少分钟？', '哪些属于信息领域？'])
    for (const seat of [good, bad]) {
      await seat.flush()
      expect((await seat.submit()).status).toBe(200)
    }
    return world
  }
  const path = ({ sitting }: Scene) => `/api/v1/sittings/${sitting.sittingId}`

  test('follow from the log, are released once verified, and reach the class and the person', async () => {
    const world = await played()
    const { office, one } = world
    expect((await office.call('POST', `${path(world)}/scoring-runs`)).body).toMatchObject({
      code: 'exam.still-open',
      params: { count: 1 },
    })
    await office.call('POST', `${path(world)}/end`, { reason: '考生均已交卷' })
    const scored = await office.call('POST', `${path(world)}/scoring-runs`)
    expect(scored.body).toMatchObject({ run: 1, results: 3, passed: 1 })
    const institution = await house.client([{ role: 'institution', organisationId: one.institutionId }])
    expect((await institution.call('GET', `${path(world)}/results`)).status).toBe(404)
    expect(await releasedOf(one.classId)).toEqual([])
    const released = await office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)
    expect(released.body).toEqual({ released: 3 })
    expect(
      (await office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)).body.code,
    ).toBe('exam.already-released')
    const seen = await institution.call('GET', `${path(world)}/results`)
    expect(
      seen.body.items.map((item: { score: string | null; passed: boolean; status: string }) => [
        item.score,
        item.passed,
        item.status,
      ]),
    ).toEqual([
      ['100', true, 'scored'],
      ['50', false, 'scored'],
      [null, false, 'absent'],
    ])
    // Two of one name are told apart by their tickets.
    expect(seen.body.items.map(({ ticketNumber }: { ticketNumber: string }) => ticketNumber)).toEqual(
      world.sitting.attempts.map(({ ticketNumber }) => ticketNumber).toSorted(),
    )
    const outcomes = new Map((await releasedOf(one.classId)).map((row) => [row.personId, row]))
    expect(one.people.map((person) => outcomes.get(person))).toMatchObject([
      {
        status: 'scored',
        passed: true,
        score: '100',
        maximum: '100',
        gradeZh: '合格',
        gradeEn: 'Pass',
        examDate: '2026-11-22',
      },
      { status: 'scored', passed: false, score: '50' },
      { status: 'absent', passed: false, score: null, examDate: null },
    ])
    const mine = await (await world.candidate(0)).call('GET', `/api/v1/people/${one.people[0]}/exams`)
    expect(mine.body.items[0]).toMatchObject({
      state: 'submitted',
      result: { score: '100', passed: true, grade: { zh: '合格' } },
    })
    expect(
      (await (await world.candidate(1)).call('GET', `/api/v1/people/${one.people[0]}/exams`)).status,
    ).toBe(404)
    const { rows } = await sql<{
      data: object
    }>`select data from event where name = 'exams.resultReleased' and subject_id = ${world.sitting.sittingId}`.execute(
      house.services.db,
    )
    expect(rows).toMatchObject([{ data: { class: one.classId, results: 3, passed: 1 } }])
  })

  test('verification is clean, and finds one changed answer, mark, key, order, result or receipt', async () => {
    const world = await played()
    const { office } = world
    await office.call('POST', `${path(world)}/end`, { reason: '考生均已交卷' })
    const scored = await office.call('POST', `${path(world)}/scoring-runs`)
    const verify = async () => (await office.call('GET', `${path(world)}/verification`)).body
    expect(await verify()).toMatchObject({ attempts: 3, events: 8, results: 3, faults: [] })
    const [good, bad] = [world.attempt(0), world.attempt(1)]
    const forgeries: [string, (tx: never) => Promise<unknown>][] = [
      [
        'answer-changed',
        (tx) =>
          sql`update response_event set body = (select g.body from response_event g where g.attempt_id = ${good} and g.slot = 'q1') where attempt_id = ${bad} and slot = 'q1'`.execute(
            tx,
          ),
      ],
      [
        'journal-broken',
        (tx) => sql`delete from response_event where attempt_id = ${good} and seq = 2`.execute(tx),
      ],
      [
        'result-changed',
        (tx) => sql`update result set score = '60', passed = true where attempt_id = ${bad}`.execute(tx),
      ],
      [
        'key-changed',
        (tx) =>
          sql`update question_version set key = '["F"]' where stem like '每年%' and id in (select question_version_id from exam_paper_item where paper_id = ${world.sitting.paperId})`.execute(
            tx,
          ),
      ],
      [
        'paper-changed',
        (tx) =>
          sql`update exam_paper_item set points = '26' where paper_id = ${world.sitting.paperId} and position = 1`.execute(
            tx,
          ),
      ],
      [
        'permutation-changed',
        (tx) => sql`update attempt set permutation = '[]' where id = ${good}`.execute(tx),
      ],
      [
        'submission-changed',
        (tx) =>
          sql`update attempt_submission set submitted_at = submitted_at - interval '1 second' where attempt_id = ${good}`.execute(
            tx,
          ),
      ],
      ['result-missing', (tx) => sql`delete from result where attempt_id = ${bad}`.execute(tx)],
      [
        'set-changed',
        (tx) =>
          sql`update result_set set pass_rule = '{"passMark": {"numerator": 1, "denominator": 2}, "bands": []}' where sitting_id = ${world.sitting.sittingId}`.execute(
            tx,
          ),
      ],
    ]
    const { verifySitting } = await import('./index.ts')
    for (const [code, forge] of forgeries) {
      const transaction = await house.services.db.startTransaction().execute()
      try {
        await sql`set local session_replication_role = replica`.execute(transaction)
        await forge(transaction as never)
        const report = await verifySitting(
          transaction as never,
          world.sitting.sittingId,
          house.services.ports,
          house.now,
        )
        expect([code, report?.faults.map((fault) => fault.code)]).toEqual([
          code,
          expect.arrayContaining([code]),
        ])
      } finally {
        await transaction.rollback().execute()
      }
    }
    await house.services.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update response_event set wall = wall + 1 where attempt_id = ${good} and seq = 1`.execute(tx)
    })
    expect(
      (await office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)).body,
    ).toMatchObject({ code: 'exam.verify-failed', status: 409 })
  })

  test('are verified with the log read once', async () => {
    const world = await played()
    await world.office.call('POST', `${path(world)}/end`, { reason: '考生均已交卷' })
    await world.office.call('POST', `${path(world)}/scoring-runs`)
    const statements = await statementsOf(async () =>
      expect((await world.office.call('GET', `${path(world)}/verification`)).body.faults).toEqual([]),
    )
    expect(statements.filter((text) => text.includes('from response_event'))).toHaveLength(1)
  })

  test('of a second scoring run supersede the first; only the newest can be released', async () => {
    const world = await played()
    await world.office.call('POST', `${path(world)}/end`, { reason: '考生均已交卷' })
    const first = await world.office.call('POST', `${path(world)}/scoring-runs`)
    const second = await world.office.call('POST', `${path(world)}/scoring-runs`)
    expect(second.body.run).toBe(2)
    expect(
      (await world.office.call('POST', `/api/v1/result-sets/${first.body.resultSetId}/release`)).body.code,
    ).toBe('exam.results-stale')
    expect(
      (await world.office.call('POST', `/api/v1/result-sets/${second.body.resultSetId}/release`)).status,
    ).toBe(200)
  })
})
