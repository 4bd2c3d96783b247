import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { acknowledge } from '../../kernel/exam-journal/writer.ts'
import { answerAll, scene, sceneStart, takeSeat } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })

/** Hash of everything the log holds of an attempt: entries, marks, and what was kept apart. */
const stateHash = async (attempt: string): Promise<string> => {
  const { rows } = await sql<{ state: string }>`select md5(concat(
    (select string_agg(e::text, '|' order by epoch, seq) from response_event e where attempt_id = ${attempt}),
    (select string_agg(p::text, '|' order by epoch) from attempt_epoch p where attempt_id = ${attempt}),
    (select string_agg(f::text, '|' order by epoch, seq, hash) from response_foreign f where attempt_id = ${attempt}))) as state`.execute(
    house.services.db,
  )
  return rows[0]?.state ?? ''
}

describe('the journal', () => {
  test('scenario 6: takes a batch a thousand times, reordered, as once', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    answerAll(seat)
    const events = [...seat.journal.tail]
    await seat.flush()
    const before = await stateHash(attempt(0))
    for (let round = 0; round < 50; round += 1) {
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, at) => seat.send(at % 2 ? events.toReversed() : events.slice(at % 4))),
      )
      expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    }
    const { rows } = await sql<{
      n: number
      foreign: number
    }>`select (select count(*)::int from response_event where attempt_id = ${attempt(0)}) as n,
      (select count(*)::int from response_foreign where attempt_id = ${attempt(0)}) as foreign`.execute(
      house.services.db,
    )
    expect(rows[0]).toEqual({ n: 4, foreign: 0 })
    expect(await stateHash(attempt(0))).toBe(before)
  })

  test('scenario 7: keeps what lies beyond a gap, asks for the missing stretch, and is handed in only once it is closed or waived by name', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 2)
    const seat = await takeSeat(await candidate(0), attempt(0))
    answerAll(seat)
    const [first, second, third, fourth] = seat.journal.tail
    expect((await seat.send([first, fourth] as never)).body).toMatchObject({
      acked: 1,
      commands: [{ kind: 'resend', from: 2, to: 3 }],
    })
    expect((await seat.submit()).body).toMatchObject({
      code: 'exam.answers-missing',
      params: { from: 2, to: 4 },
    })
    expect((await seat.send([third, second] as never)).body).toMatchObject({ acked: 4, commands: [] })
    expect((await seat.submit()).status).toBe(200)
    // Of another candidate the missing stretch never comes: an invigilator takes in what there is, by name and reason.
    const open = await takeSeat(await candidate(1), attempt(1))
    answerAll(open)
    await open.send([open.journal.tail[0], open.journal.tail[3]] as never)
    expect((await open.submit()).body.code).toBe('exam.answers-missing')
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/attempts/${attempt(1)}/collection`, {
      reason: '考试机损坏，缺失部分无法取回',
    })
    const kept = await (await candidate(1)).call('GET', `/api/v1/attempts/${attempt(1)}/journal`)
    expect(kept.body.items.map((item: { seq: number; counts: boolean }) => [item.seq, item.counts])).toEqual([
      [1, true],
      [4, false],
    ])
    const { rows } = await sql<{ reason: string; by: string }>`
      select reason, submitted_by as by from attempt_submission where attempt_id = ${attempt(1)}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ reason: '考试机损坏，缺失部分无法取回', by: office.accountId }])
  })

  test('keeps forged events apart as evidence and tells the page to join again', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const sound = seat.answer('一学时是多少分钟？', ['45'])
    const forged = { ...sound, body: { options: [] } }
    expect((await seat.send([forged])).body).toMatchObject({ acked: 0, commands: [{ kind: 'rejoin' }] })
    expect((await seat.send([sound])).body).toMatchObject({ acked: 1, commands: [] })
    const room = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/attempts`)
    expect(room.body.items[0]).toMatchObject({ state: 'running', foreign: 1, answered: 1, epochs: 1 })
  })

  test('refuses what no page can have made: unknown options, two for a single choice, an epoch never granted, too much at once', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const sound = seat.answer('一学时是多少分钟？', ['45'])
    const altered = async (body: object, more: object = {}) =>
      (await seat.send([{ ...sound, body, ...more } as never])).body.code
    expect(await altered({ options: ['nobody'] })).toBe('exam.option-unknown')
    expect(await altered({ options: ['45'] }, { slot: 'q99' })).toBe('exam.option-unknown')
    expect(await altered({ options: [sound.body['options'], sound.body['options']].flat() })).toBe(
      'exam.event-malformed',
    )
    expect(await altered({ text: 'x' })).toBe('exam.event-malformed')
    expect(await altered({ options: [] }, { slot: null })).toBe('exam.event-malformed')
    expect(await altered({ options: [] }, { extra: 1 })).toBe('request.invalid')
    expect((await seat.send([sound], 7)).body.code).toBe('exam.epoch-unknown')
    expect((await seat.send(Array.from({ length: 201 }, () => sound))).status).toBe(400)
    expect((await seat.flush()).body.acked).toBe(1)
  })

  test("holds many candidates' batches at once, each acknowledged in full", async () => {
    const { candidate, attempt } = await scene(house, 30)
    const seats = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => takeSeat(await candidate(at), attempt(at))),
    )
    for (const seat of seats) answerAll(seat)
    const replies = await Promise.all(
      seats.flatMap((seat) =>
        seat.journal.tail.map((_, at) => seat.send(seat.journal.tail.slice(0, at + 1))),
      ),
    )
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    const final = await Promise.all(seats.map((seat) => seat.flush()))
    expect(final.map((reply) => reply.body.acked)).toEqual(seats.map(() => 4))
  })
})

describe('a broken connection', () => {
  /** Posts over a real socket; `cut` destroys it once the request is out, whatever the server was doing with it. */
  const post = (
    port: number,
    path: string,
    client: Client,
    body: object,
    cut: boolean,
  ): Promise<{ acked: number } | null> =>
    new Promise((resolve) => {
      const payload = JSON.stringify(body)
      const sent = request(
        {
          port,
          path,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
            cookie: `zhixin_session=${client.cookies['zhixin_session']}`,
            'x-csrf-token': client.csrf,
          },
        },
        (reply) => {
          const parts: Buffer[] = []
          reply.on('data', (part: Buffer) => parts.push(part))
          reply.on('end', () =>
            resolve(reply.statusCode === 200 ? JSON.parse(Buffer.concat(parts).toString()) : null),
          )
          reply.on('error', () => resolve(null))
        },
      )
      sent.on('error', () => resolve(null))
      sent.end(payload, () => {
        if (cut) setImmediate(() => sent.destroy())
      })
    })

  test('loses no acknowledged answer, with sockets cut and database connections killed in the middle of it', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const client = await candidate(0)
    await house.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = house.app.server.address() as AddressInfo
    const seat = await takeSeat(client, attempt(0))
    let highest = 0
    for (let round = 0; round < 60; round += 1) {
      seat.answer('一学时是多少分钟？', [round % 3 === 0 ? '60' : '45'])
      const body = { epoch: 1, events: seat.journal.tail }
      const sending = post(port, `/api/v1/attempts/${attempt(0)}/events`, client, body, round % 4 === 1)
      if (round % 10 === 5) {
        // Every connection of the house to its database dies, whatever transaction it is in.
        await house.database.pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like $1',
          ['%response_event%'],
        )
      }
      const reply = await sending
      if (reply) {
        expect(reply.acked).toBeGreaterThanOrEqual(highest)
        highest = reply.acked
        seat.journal = acknowledge(seat.journal, reply.acked)
        const { rows } = await sql<{
          n: number
        }>`select count(*)::int as n from response_event where attempt_id = ${attempt(0)} and seq <= ${highest}`.execute(
          house.database.db,
        )
        expect(rows[0]?.n).toBe(highest)
      }
    }
    expect((await seat.flush()).body).toMatchObject({ acked: 60, commands: [] })
    expect((await seat.submit()).status).toBe(200)
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body).toMatchObject({ events: 60, results: 1, faults: [] })
    const results = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/results`)
    // The last of the sixty answers was the right one; the other three questions stayed empty.
    expect(results.body.items[0]).toMatchObject({
      score: '25',
      items: expect.arrayContaining([expect.objectContaining({ verdict: 'right' })]),
    })
  })
})
