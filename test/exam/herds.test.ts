import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  answerAll,
  scene,
  sceneStart,
  takeSeat,
  type Scene,
  type Seat,
} from '../../src/areas/exams/exam-fixtures.ts'
import { testHouse } from '../house.ts'

/** Whole halls at once. How fast they go is measured by `npm run bench`; here nothing may fail and nothing be missing. */
const house = testHouse({ worker: false, now: sceneStart })
const size = Number(process.env['ZHIXIN_HERD_SEATS'] ?? 60)
const backlog = Number(process.env['ZHIXIN_HERD_BACKLOG'] ?? 60)
const places = Array.from({ length: size }, (_, at) => at)
const hall: { scene: Scene | null; seats: Seat[] } = { scene: null, seats: [] }

const theScene = (): Scene => {
  if (!hall.scene) throw new Error('the hall opens with the first scenario')
  return hall.scene
}
const countEvents = async (): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from response_event e join attempt a on a.id = e.attempt_id
    where a.sitting_id = ${theScene().sitting.sittingId}`.execute(house.services.db)
  return rows[0]?.n ?? 0
}

describe(`a hall of ${size}`, { timeout: 600_000 }, () => {
  test('scenario 21: begins at once, and every paper has exactly its questions', async () => {
    hall.scene = await scene(house, size)
    const clients = await Promise.all(places.map((at) => theScene().candidate(at)))
    hall.seats = await Promise.all(clients.map((client, at) => takeSeat(client, theScene().attempt(at))))
    for (const { start } of hall.seats) {
      expect(start.status).toBe(201)
      expect(start.body.questions.map(({ slot }: { slot: string }) => slot).toSorted()).toEqual([
        'q1',
        'q2',
        'q3',
        'q4',
      ])
    }
    const { rows } = await sql<{ attempts: number; started: number; epochs: number }>`
      select count(*)::int as attempts, count(started_at)::int as started, sum(epoch)::int as epochs from attempt
      where sitting_id = ${theScene().sitting.sittingId}`.execute(house.services.db)
    expect(rows[0]).toEqual({ attempts: size, started: size, epochs: size })
  })

  test('scenario 23: comes back after an outage with its backlog, while others go on, and nothing is missing', async () => {
    const back = hall.seats.slice(0, Math.ceil(size / 2))
    const live = hall.seats.slice(back.length)
    for (const seat of back)
      for (let round = 0; round < backlog; round += 4)
        answerAll(seat, round % 8 === 0 ? ['一学时是多少分钟？'] : [])
    const drained = back.map(async (seat) => {
      for (let round = 0; seat.journal.tail.length > 0; round += 1) {
        expect(round).toBeLessThan(backlog)
        const reply = await seat.send(seat.journal.tail.slice(0, 50))
        expect(reply.status).toBe(200)
        const { acked } = reply.body
        seat.journal = { ...seat.journal, acked, tail: seat.journal.tail.filter(({ seq }) => seq > acked) }
      }
    })
    const going = live.map(async (seat) => {
      answerAll(seat)
      expect((await seat.flush()).body).toMatchObject({ acked: 4, commands: [] })
    })
    await Promise.all([...drained, ...going])
    expect(await countEvents()).toBe(back.length * Math.ceil(backlog / 4) * 4 + live.length * 4)
  })

  test('scenario 24: ten times as many signs of life leave every answer acknowledged, and write nothing into the log', async () => {
    const before = await countEvents()
    const beats = hall.seats.flatMap((seat) => Array.from({ length: 10 }, () => seat.send([])))
    const answers = hall.seats.map((seat) => {
      seat.answer('一学时是多少分钟？', ['45'])
      return seat.flush()
    })
    const acked = (await Promise.all(answers)).map((reply) => reply.body.acked)
    expect(acked).toEqual(hall.seats.map(({ journal }) => journal.nextSeq - 1))
    expect(new Set((await Promise.all(beats)).map((reply) => reply.status))).toEqual(new Set([200]))
    expect(await countEvents()).toBe(before + size)
  })

  test('scenario 22: hands in at once, each with a receipt of its own that can be checked', async () => {
    const replies = await Promise.all(hall.seats.map((seat) => seat.submit()))
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]))
    const receipts = replies.map((reply) => reply.body.receipt as string)
    expect(new Set(receipts).size).toBe(size)
    const checked = await Promise.all(
      receipts.map((receipt) => house.anonymous().call('GET', `/api/v1/exam-receipts/${receipt}`)),
    )
    expect(checked.map((reply) => reply.body.receipt)).toEqual(receipts)
    const { office, sitting } = theScene()
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body).toMatchObject({ attempts: size, events: await countEvents(), faults: [] })
  })
})
