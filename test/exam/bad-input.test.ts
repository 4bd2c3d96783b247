import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  answerAll,
  arrangeSitting,
  scene,
  sceneStart,
  takeSeat,
} from '../../src/areas/exams/exam-fixtures.ts'
import { chainStart, eventHash, type JournalEvent } from '../../src/kernel/exam-journal/event.ts'
import { newId } from '../../src/kernel/id.ts'
import * as contract from '../../src/areas/exams/contract.ts'
import { testHouse, type Answer, type Client } from '../house.ts'

const house = testHouse({ worker: false, now: sceneStart })
const digest = (text: string): string => hash('sha256', text)

const logged = async (attempt: string): Promise<{ n: number; foreign: number }> => {
  const { rows } = await sql<{ n: number; foreign: number }>`
    select (select count(*)::int from response_event where attempt_id = ${attempt}) as n,
      (select count(*)::int from response_foreign where attempt_id = ${attempt}) as foreign`.execute(
    house.services.db,
  )
  return rows[0] ?? { n: -1, foreign: -1 }
}

describe('what no page can have sent', () => {
  test('bad input: a forged batch is kept apart as evidence and never counts', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const sound = seat.answer('一学时是多少分钟？', ['45'])
    const other = seat.answer('每年学习不少于 72 学时。', ['正确'])
    const forged: JournalEvent[] = [
      { ...sound, body: { options: [] } },
      { ...sound, prev: '0'.repeat(64) },
      { ...sound, hash: 'f'.repeat(64) },
      { ...other, seq: 1 },
    ]
    // Sealed by somebody who knows everything but the name of the page that was let in.
    const { hash: _, ...open } = sound
    const stranger = { ...seat.journal.page, writer: 'somebody-else' }
    forged.push({ ...open, hash: eventHash(stranger, open, digest) })
    for (const event of forged) expect((await seat.send([event])).body).toMatchObject({ acked: 0 })
    expect((await logged(attempt(0))).n).toBe(0)
    expect((await logged(attempt(0))).foreign).toBeGreaterThanOrEqual(4)
    expect((await seat.flush()).body).toMatchObject({ acked: 2 })
  })

  test('bad input: a wrong epoch is refused, an older one never counts', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const old = await takeSeat(client, attempt(0))
    const event = old.answer('一学时是多少分钟？', ['60'])
    const live = await takeSeat(client, attempt(0))
    for (const epoch of [0, -1, 1.5, '2']) expect((await old.send([event], epoch as number)).status).toBe(400)
    for (const epoch of [3, 99, 2_147_483_647])
      expect((await live.send([event], epoch)).body.code).toBe('exam.epoch-unknown')
    // Of the older page: kept, and told that another goes on. As if of the newer one: not its writer's.
    expect((await old.send([event])).body).toMatchObject({
      acked: 0,
      commands: [{ kind: 'fenced', epoch: 2 }],
    })
    expect((await live.send([event], 2)).body).toMatchObject({ acked: 0 })
    const { body } = await client.call('GET', `/api/v1/attempts/${attempt(0)}/journal`)
    expect(body.items.filter((item: { counts: boolean }) => item.counts)).toEqual([])
  })

  test('bad input: a number the log has no room for is refused in words, and takes nobody with it', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const sound = seat.answer('一学时是多少分钟？', ['45'])
    const { hash: _, ...open } = sound
    const page = { ...seat.journal.page, epoch: 1 }
    // Sealed as the page would have: nothing but the number is wrong with them.
    const sealed = (change: Partial<JournalEvent>): JournalEvent => {
      const event = { ...open, ...change }
      return { ...event, hash: eventHash(page, event, digest) }
    }
    const strange = [
      sealed({ mono: 1e300 }),
      sealed({ wall: 2 ** 63 }),
      sealed({ origin: { epoch: 2 ** 31, seq: 1 } }),
      sealed({ origin: { epoch: 1, seq: 2 ** 31 } }),
    ]
    for (const event of strange) expect((await seat.send([event])).status).toBe(400)
    for (const events of [[sound], []])
      expect((await seat.send(events, 2 ** 31)).body).toMatchObject({ status: 400, code: 'request.invalid' })
    expect(await logged(attempt(0))).toEqual({ n: 0, foreign: 0 })
    expect((await seat.flush()).body.acked).toBe(1)
  })

  test('bad input: an oversize answer is refused in words and leaves nothing', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const sound = seat.answer('一学时是多少分钟？', ['45'])
    const sizes: [JournalEvent['body'], number][] = [
      [{ options: Array.from({ length: 1000 }, (_, at) => `o${at}`) }, 400],
      [{ options: ['x'.repeat(100_000)] }, 400],
      [{ options: ['x'.repeat(20_000_000)] }, 413],
      [Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`m${at}`, 1])), 400],
    ]
    for (const [body, status] of sizes) {
      const reply: Answer = await seat.send([{ ...sound, body }])
      expect([reply.status >= 400 && reply.status < 500, typeof reply.body.code]).toEqual([true, 'string'])
      if (status === 413) expect(reply.status).toBe(413)
    }
    expect(await logged(attempt(0))).toEqual({ n: 0, foreign: 0 })
    expect((await seat.flush()).body.acked).toBe(1)
  })

  test('bad input: an unknown option id, or one of another question, is refused with its number', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    // Judgements share the ids of their options: the two compared are choices.
    const [first, second] = seat.start.body.questions.filter(
      ({ kind }: { kind: string }) => kind !== 'judgement',
    )
    const sound = seat.answer(first.stem, [first.options[0].text])
    for (const option of ['nobody', '', second.options[0].id, '1', '__proto__']) {
      const reply = await seat.send([{ ...sound, body: { options: [option] } }])
      expect(reply.body).toMatchObject({ code: 'exam.option-unknown', params: { seq: 1 } })
    }
    expect((await logged(attempt(0))).n).toBe(0)
  })

  test('bad input: a chain begun on another paper is not taken for one of this paper', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const { page } = seat.journal
    const head = chainStart(page, digest('another paper'), digest)
    seat.journal = { ...seat.journal, head }
    seat.answer('一学时是多少分钟？', ['45'])
    expect((await seat.flush()).body).toMatchObject({ acked: 0, commands: [{ kind: 'rejoin' }] })
    expect(await logged(attempt(0))).toEqual({ n: 0, foreign: 1 })
  })
})

describe('what was changed behind the house’s back', () => {
  test('bad input: a tampered form is found and its results are not released', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    answerAll(seat)
    await seat.flush()
    await seat.submit()
    const scored = await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    await house.services.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update question_version set stem = stem || '？' where id in
        (select question_version_id from exam_paper_item where paper_id = ${sitting.paperId} and slot = 'q1')`.execute(
        tx,
      )
    })
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body.faults).toMatchObject([{ code: 'question-changed', detail: 'q1' }])
    const release = await office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)
    expect(release.body).toMatchObject({ status: 409, code: 'exam.verify-failed' })
  })

  test('bad input: a sitting published twice is one sitting, and results released twice are released once', async () => {
    const { one, candidate, attempt, office, sitting } = await scene(house, 1)
    const body = {
      paperId: sitting.paperId,
      siteId: one.siteId,
      roomId: one.roomId,
      opensAt: house.now.toISOString(),
      closesAt: new Date(house.now.getTime() + 7_200_000).toISOString(),
      durationMinutes: 60,
    }
    const key = { 'idempotency-key': newId() }
    const publish = () => office.call('POST', `/api/v1/classes/${one.classId}/sittings`, body, key)
    const first = await publish()
    const twice = await publish()
    expect([first.status, twice.status]).toEqual([201, 201])
    expect(twice.body).toEqual(first.body)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from attempt where sitting_id = ${first.body.sittingId}`.execute(
      house.services.db,
    )
    expect(rows[0]?.n).toBe(1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    await seat.submit()
    const scored = await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    const release = () => office.call('POST', `/api/v1/result-sets/${scored.body.resultSetId}/release`)
    const releases = await Promise.all([release(), release(), release()])
    expect(releases.filter((reply) => reply.status < 300)).toHaveLength(1)
    const released = await sql<{ n: number }>`
      select count(*)::int as n from event where name = 'exams.resultReleased' and subject_id = ${sitting.sittingId}`.execute(
      house.services.db,
    )
    expect(released.rows[0]?.n).toBe(1)
  })
})

describe('another candidate’s ids', () => {
  test('bad input: in every address of an attempt they answer as one that does not exist, and nothing is written', async () => {
    const { one, candidate, attempt, office } = await scene(house, 2)
    const [mine, theirs] = [await takeSeat(await candidate(0), attempt(0)), attempt(1)]
    const own = await takeSeat(await candidate(1), theirs)
    const event = mine.answer('一学时是多少分钟？', ['60'])
    const elsewhere = await arrangeSitting(house, office, one)
    const tickets = await office.call('GET', `/api/v1/sittings/${elsewhere.sittingId}/tickets`)
    const ticket = tickets.body.items.find((item: { personId: string }) => item.personId === one.people[0])
    const entered = await house.anonymous().call('POST', '/api/v1/exam-entries', {
      ticketNumber: ticket.ticketNumber,
      code: ticket.code,
    })
    const page = { machine: 'machine-one', writer: 'writer-one' }
    /** What is sent to each address of an attempt; one that is new must be added here. */
    const sent: Readonly<Record<string, readonly (object | undefined)[]>> = {
      'exams.showAttempt': [undefined],
      'exams.showOwnJournal': [undefined],
      'exams.listMessages': [undefined],
      'exams.showSealedPaper': [undefined],
      'exams.showSealedMedia': [undefined],
      'exams.showMedia': [undefined],
      'exams.startAttempt': [page],
      'exams.readyAttempt': [page],
      'exams.startByKey': [{}],
      'exams.appendEvents': [
        { epoch: 1, events: [event] },
        { epoch: 1, events: [] },
      ],
      'exams.submitAttempt': [{ epoch: 1, seq: 0 }],
      'exams.readMessages': [{ through: 1 }],
    }
    const addresses = Object.values(contract).flatMap((one) =>
      typeof one === 'object' &&
      'path' in one &&
      one.audience === 'public' &&
      one.path.startsWith('/api/v1/attempts/:attemptId')
        ? [one]
        : [],
    )
    expect(addresses.map(({ id }) => id).toSorted()).toEqual(Object.keys(sent).toSorted())
    const before = await logged(theirs)
    for (const { id, method, path } of addresses)
      for (const body of sent[id] ?? []) {
        const url = path.replace(':attemptId', theirs).replace(':hash', 'a'.repeat(64))
        const ask = (client: Client, headers = {}) =>
          client.call(method as 'GET' | 'POST', url, body, headers)
        const signedIn = await ask(await candidate(0))
        // A ticket's key opens its own attempt and no other.
        const byTicket = await ask(house.anonymous(), { 'x-exam-key': entered.body.key })
        const nobody = await ask(house.anonymous())
        // The key of a paper is for who shows the claim of that very page, signed in or not.
        const expected = id === 'exams.startByKey' ? [401, 401, 401] : [404, 404, 401]
        expect([id, signedIn.status, byTicket.status, nobody.status]).toEqual([id, ...expected])
        expect([signedIn, byTicket, nobody].filter((reply) => 'key' in reply.body)).toEqual([])
      }
    expect(await logged(theirs)).toEqual(before)
    // Events of one attempt sent to the other's address by its own candidate are nobody's there.
    expect((await own.send([event])).body).toMatchObject({ acked: 0 })
    expect((await logged(theirs)).n).toBe(0)
  })
})
