import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { write } from '../../kernel/exam-journal/writer.ts'
import { newId } from '../../kernel/id.ts'
import { digest } from './app/digest.ts'
import {
  answerAll,
  arrangeSitting,
  minutes,
  scene,
  sceneStart,
  takeSeat,
  type ArrangedSitting,
} from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const later = (ms: number): void => {
  house.now = new Date(house.now.getTime() + ms)
}

describe('a candidate', () => {
  test("gets every question once, in an order of one's own, and no key", async () => {
    const { candidate, attempt } = await scene(house, 2)
    const seats = [
      await takeSeat(await candidate(0), attempt(0)),
      await takeSeat(await candidate(1), attempt(1)),
    ]
    for (const seat of seats) {
      expect(seat.start.status).toBe(201)
      expect(seat.start.body.questions.map((question: { slot: string }) => question.slot).toSorted()).toEqual(
        ['q1', 'q2', 'q3', 'q4'],
      )
      expect(seat.start.raw.toString()).not.toMatch(/key|verdict|answerKey/i)
    }
  })

  test('cannot begin before the opening or after the last entry, and is told the instant', async () => {
    const opensAt = new Date(sceneStart.getTime() + minutes(30))
    const { candidate, attempt } = await scene(house, 1, {
      opensAt: opensAt.toISOString(),
      entryUntil: new Date(opensAt.getTime() + minutes(30)).toISOString(),
      closesAt: new Date(opensAt.getTime() + minutes(120)).toISOString(),
    })
    const client = await candidate(0)
    expect((await takeSeat(client, attempt(0))).start.body).toMatchObject({
      code: 'exam.not-open',
      params: { opensAt: opensAt.toISOString() },
    })
    later(minutes(61))
    expect((await takeSeat(client, attempt(0))).start.body.code).toBe('exam.entry-closed')
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from attempt_epoch where attempt_id = ${attempt(0)}`.execute(
      house.services.db,
    )
    expect(rows[0]?.n).toBe(0)
  })

  test('finds every acknowledged answer after a reload, and goes on with a tail that was never sent', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const first = await takeSeat(client, attempt(0), { machine: 'machine-one' })
    first.answer('一学时是多少分钟？', ['45'])
    first.answer('每年学习不少于 72 学时。', ['错误'])
    expect((await first.flush()).body).toMatchObject({ acked: 2, commands: [] })
    first.answer('每年学习不少于 72 学时。', ['正确'])
    const second = await takeSeat(client, attempt(0), { machine: 'machine-one' })
    expect(second.start.body).toMatchObject({
      epoch: 2,
      ownEpochs: [{ epoch: 1, fence: 2 }],
      deadline: first.start.body.deadline,
    })
    const standing = new Map(
      second.start.body.answers.map((answer: { slot: string; options: string[] }) => [
        answer.slot,
        answer.options,
      ]),
    )
    expect(standing.size).toBe(2)
    // The old page's tail arrives late: it is kept, and changes nothing.
    const stale = await first.flush()
    // Kept, and not acknowledged: acknowledged means that it counts.
    expect(stale.body).toMatchObject({ acked: 2, commands: [{ kind: 'fenced', epoch: 2 }] })
    const own = await client.call('GET', `/api/v1/attempts/${attempt(0)}/journal`)
    expect(own.body.items.map((item: { seq: number; counts: boolean }) => [item.seq, item.counts])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
  })

  test("at another machine is offered nothing of the first machine's to take over", async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    await takeSeat(client, attempt(0), { machine: 'machine-one' })
    const second = await takeSeat(client, attempt(0), { machine: 'machine-two' })
    expect(second.start.body).toMatchObject({ epoch: 2, ownEpochs: [] })
    const back = await takeSeat(client, attempt(0), { machine: 'machine-one' })
    expect(back.start.body).toMatchObject({ epoch: 3, ownEpochs: [] })
  })

  test('scenario 4: hands in once: a hundred submits at once and again give one receipt, and later answers do not count', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const seat = await takeSeat(client, attempt(0))
    answerAll(seat)
    const early = await seat.submit()
    expect(early.body).toMatchObject({ code: 'exam.answers-missing', params: { from: 1, to: 4 } })
    await seat.flush()
    const all = await Promise.all(Array.from({ length: 100 }, () => seat.submit()))
    expect(new Set(all.map((reply) => `${reply.status} ${reply.body.receipt}`)).size).toBe(1)
    const { receipt } = all[0]?.body ?? {}
    seat.answer('一学时是多少分钟？', ['60'])
    expect((await seat.flush()).body.commands).toEqual([{ kind: 'submitted', receipt }])
    expect((await takeSeat(client, attempt(0))).start.body).toMatchObject({
      code: 'exam.submitted',
      params: { receipt },
    })
    const checked = await house
      .anonymous()
      .call('GET', `/api/v1/exam-receipts/${receipt.toLowerCase().replaceAll('-', '')}`)
    expect(checked.body).toMatchObject({ receipt, answered: 4, questions: 4, zone: 'Asia/Shanghai' })
    expect((await house.anonymous().call('GET', '/api/v1/exam-receipts/0000-0000-0000')).body.code).toBe(
      'exam.receipt-unknown',
    )
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from event where name = 'exams.attemptSubmitted' and subject_id = ${attempt(0)}`.execute(
      house.services.db,
    )
    expect(rows[0]?.n).toBe(1)
  })

  test("has nobody else's attempt: every address answers as for a missing one", async () => {
    const { candidate, attempt, office, one } = await scene(house, 2)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const event = seat.answer('一学时是多少分钟？', ['45'])
    const institution = await house.client([{ role: 'institution', organisationId: one.institutionId }])
    for (const stranger of [await candidate(1), office, institution]) {
      const path = `/api/v1/attempts/${attempt(0)}`
      const replies = [
        await stranger.call('GET', path),
        await stranger.call('GET', `${path}/journal`),
        await stranger.call('POST', `${path}/start`, { machine: 'machine-one', writer: 'writer-one' }),
        await stranger.call('POST', `${path}/events`, { epoch: 1, events: [event] }),
        await stranger.call('POST', `${path}/events`, { epoch: 1, events: [] }),
        await stranger.call('POST', `${path}/submit`, { epoch: 1, seq: 0 }),
      ]
      expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
        replies.map(() => [404, 'not-found']),
      )
    }
    // Who is not signed in is asked to, whether there is such an attempt or not.
    for (const id of [attempt(0), newId()]) {
      const reply = await house.anonymous().call('GET', `/api/v1/attempts/${id}`)
      expect([reply.status, reply.body.code]).toEqual([401, 'access.sign-in'])
    }
    expect(
      (
        await house
          .anonymous()
          .call('POST', `/api/v1/attempts/${attempt(0)}/events`, { epoch: 1, events: [event] })
      ).status,
    ).toBe(401)
  })

  test('sits with a ticket alone; a renewed code shuts the old seat', async () => {
    const { sitting, office } = await scene(house, 2)
    const [mine, other] = sitting.attempts as [
      ArrangedSitting['attempts'][number],
      ArrangedSitting['attempts'][number],
    ]
    const nobody = house.anonymous()
    expect(
      (
        await nobody.call('POST', '/api/v1/exam-entries', {
          ticketNumber: mine.ticketNumber,
          code: other.code,
        })
      ).body.code,
    ).toBe('exam.ticket-refused')
    const entered = await nobody.call('POST', '/api/v1/exam-entries', {
      ticketNumber: mine.ticketNumber,
      code: mine.code.toLowerCase(),
    })
    expect([entered.status, entered.body.attemptId]).toEqual([201, mine.attemptId])
    const seat = await takeSeat(nobody, mine.attemptId, { key: entered.body.key })
    answerAll(seat)
    expect((await seat.flush()).body.acked).toBe(4)
    expect((await takeSeat(nobody, other.attemptId, { key: entered.body.key })).start.status).toBe(404)
    expect((await office.call('POST', `/api/v1/attempts/${mine.attemptId}/ticket-renewals`)).status).toBe(204)
    expect((await seat.submit()).status).toBe(404)
    expect(
      (
        await nobody.call('POST', '/api/v1/exam-entries', {
          ticketNumber: mine.ticketNumber,
          code: mine.code,
        })
      ).status,
    ).toBe(401)
  })
})

describe('time', () => {
  test("is the server's: the deadline moves with every adjustment, at once, and the close cuts it unless said otherwise", async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 2)
    const seat = await takeSeat(await candidate(0), attempt(0))
    expect(seat.start.body.deadline).toBe(new Date(sceneStart.getTime() + minutes(60)).toISOString())
    const give = (body: object) =>
      office.call('POST', `/api/v1/sittings/${sitting.sittingId}/time-adjustments`, {
        cause: 'power',
        reason: '停电后恢复',
        ...body,
      })
    const first = await give({ seconds: 600 })
    expect(first.body.attempts).toEqual([
      {
        attemptId: attempt(0),
        deadline: new Date(sceneStart.getTime() + minutes(70)).toISOString(),
        cutByClose: false,
      },
    ])
    expect((await seat.send([])).body.deadline).toBe(
      new Date(sceneStart.getTime() + minutes(70)).toISOString(),
    )
    expect((await give({ seconds: 7200, attemptIds: [attempt(0)] })).body.attempts[0]).toMatchObject({
      deadline: new Date(sceneStart.getTime() + minutes(120)).toISOString(),
      cutByClose: true,
    })
    expect(
      (await give({ seconds: 600, attemptIds: [attempt(0)], pastClose: true })).body.attempts[0].deadline,
    ).toBe(new Date(sceneStart.getTime() + minutes(130)).toISOString())
    expect((await give({ seconds: 0 })).body.code).toBe('exam.adjustment-seconds')
  })

  test('ends acceptance: what arrives after deadline and grace is kept and does not count, and the attempt is handed in', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const client = await candidate(0)
    const seat = await takeSeat(client, attempt(0))
    seat.answer('一学时是多少分钟？', ['45'])
    later(minutes(60) + 9_000)
    expect((await seat.flush()).body.acked).toBe(1)
    seat.answer('每年学习不少于 72 学时。', ['正确'])
    later(2_000)
    expect((await seat.flush()).body.acked).toBe(2)
    expect((await takeSeat(client, attempt(0))).start.body.code).toBe('exam.time-over')
    later(minutes(60))
    const scored = await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    expect(scored.status).toBe(201)
    const results = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/results`)
    expect(results.body.items[0]).toMatchObject({ score: '25', passed: false, status: 'scored' })
    const own = await client.call('GET', `/api/v1/attempts/${attempt(0)}`)
    expect(own.body.submission).toMatchObject({ by: 'time', answered: 1 })
  })

  test('cannot be moved for a whole sitting once somebody has begun', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 2)
    const times = {
      opensAt: sceneStart.toISOString(),
      closesAt: new Date(sceneStart.getTime() + minutes(90)).toISOString(),
      durationMinutes: 30,
    }
    const path = `/api/v1/sittings/${sitting.sittingId}`
    expect((await office.call('PUT', `${path}/times`, times)).status).toBe(204)
    await takeSeat(await candidate(0), attempt(0))
    expect((await office.call('PUT', `${path}/times`, times)).body).toMatchObject({
      code: 'exam.already-started',
      params: { count: 1 },
    })
    expect((await office.call('POST', `${path}/cancel`, { reason: '测试' })).body.code).toBe(
      'exam.still-running',
    )
    expect((await office.call('POST', `${path}/end`, { reason: '测试' })).body.code).toBe(
      'exam.still-running',
    )
    expect((await office.call('POST', `${path}/end`, { reason: '火警', submitRunning: true })).body).toEqual({
      submitted: 1,
    })
  })

  test('with an essay nobody has marked yet is not released, and is no dead end: declared void it holds up no class', async () => {
    const { one, office, candidate } = await scene(house, 1)
    const { sittingId, attempts } = await arrangeSitting(house, office, one, {}, undefined, [
      { kind: 'essay', title: '论述', stem: '谈谈学习。' },
    ])
    const path = `/api/v1/sittings/${sittingId}`
    const seat = await takeSeat(await candidate(0), attempts[0]?.attemptId ?? '')
    const { slot } = seat.start.body.questions.find(({ kind }: { kind: string }) => kind === 'essay')
    const draft = { slot, type: 'answer', body: { text: '学无止境。' }, mono: 1, wall: 1 } as const
    seat.journal = write(seat.journal, draft, digest).journal
    await seat.flush()
    const { receipt } = (await seat.submit()).body
    const scored = await office.call('POST', `${path}/scoring-runs`)
    const release = () => office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)
    expect((await release()).body).toMatchObject({ code: 'exam.marks-pending', params: { count: 1 } })
    expect((await office.call('POST', `${path}/cancel`, { reason: '只作练习' })).status).toBe(204)
    expect((await release()).body.code).toBe('exam.cancelled')
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pub_exam_sitting
      where id = ${sittingId} and cancelled_at is null`.execute(house.services.db)
    expect(rows[0]?.n).toBe(0)
    // What was written is there all the same.
    expect((await office.call('GET', `${path}/verification`)).body).toMatchObject({ events: 1, faults: [] })
    expect((await house.anonymous().call('GET', `/api/v1/exam-receipts/${receipt}`)).status).toBe(200)
  })

  test('is not declared void once its results are out', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    await seat.submit()
    const path = `/api/v1/sittings/${sitting.sittingId}`
    const scored = await office.call('POST', `${path}/scoring-runs`)
    await office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)
    expect((await office.call('POST', `${path}/cancel`, { reason: '再考一次' })).body.code).toBe(
      'exam.already-released',
    )
  })
})
