import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId } from '../../kernel/id.ts'
import type { Tx } from '../../platform/db/database.ts'
import { testHouse } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { scene, sceneStart, takeSeat, type Seat } from './exam-fixtures.ts'
import { insertAdjustments, lockAttempt, type TimeAct } from './store/attempts.ts'
import { readEpochs, setFence } from './store/journal.ts'

const house = testHouse({ worker: false, now: sceneStart })
const other = testHouse({ worker: false, besides: house })

const stem = '一学时是多少分钟？'
const texts = ['40', '45', '50', '60']

/** A page of a candidate that the first server has heard before, and the candidate as the other server knows them. */
const heard = async () => {
  const { candidate, attempt } = await scene(house, 1)
  const client = await candidate(0)
  const seat = await takeSeat(client, attempt(0))
  seat.answer(stem, ['45'])
  expect((await seat.flush()).body.acked).toBe(1)
  return { seat, attempt: attempt(0), client, there: other.sameAs(client) }
}

/** The same page as it reaches the other server. */
const sendThere = (there: ReturnType<typeof other.sameAs>, attempt: string, seat: Seat) =>
  there.call('POST', `/api/v1/attempts/${attempt}/events`, {
    epoch: seat.journal.page.epoch,
    events: [...seat.journal.tail],
  })

const epochOf = async (attempt: string, epoch: number) => {
  const { rows } = await sql<{ fence: number | null; highWater: number; stored: number }>`
    select e.fence, e.high_water, (select count(*)::int from response_event r where r.attempt_id = e.attempt_id and r.epoch = e.epoch) as stored
    from attempt_epoch e where e.attempt_id = ${attempt} and e.epoch = ${epoch}`.execute(house.services.db)
  return rows[0]
}

/** The statements about an attempt that a request takes. */
const ownStatements = async (act: () => Promise<unknown>): Promise<string[]> =>
  (await statementsOf(act)).filter((text) => /attempt|^begin|^commit/.test(text))

describe('the next events of a page this process has heard', () => {
  test('are one statement, and stand in the log as those before them', async () => {
    const { seat, attempt } = await heard()
    for (const text of texts) seat.answer(stem, [text])
    const statements = await ownStatements(async () => expect((await seat.flush()).body.acked).toBe(5))
    expect(statements).toHaveLength(1)
    expect(await epochOf(attempt, 1)).toEqual({ fence: null, highWater: 5, stored: 5 })
    const { rows } = await sql<{ slot: string; body: { options: string[] }; linked: boolean }>`
      select slot, body, prev = (select b.hash from response_event b where b.attempt_id = r.attempt_id and b.epoch = r.epoch and b.seq = r.seq - 1) as linked
      from response_event r where attempt_id = ${attempt} and seq > 1 order by seq`.execute(house.services.db)
    expect(rows.map(({ body, linked }) => [body.options.length, linked])).toEqual(texts.map(() => [1, true]))
    expect((await seat.submit()).status).toBe(200)
  })

  test('are taken where another server took some meanwhile, each once', async () => {
    const { seat, attempt, there } = await heard()
    seat.answer(stem, ['50'])
    expect((await sendThere(there, attempt, seat)).body.acked).toBe(2)
    seat.answer(stem, ['60'])
    expect((await seat.flush()).body.acked).toBe(3)
    expect(await epochOf(attempt, 1)).toEqual({ fence: null, highWater: 3, stored: 3 })
  })

  test('are acknowledged once where both servers get them in one moment', async () => {
    const { seat, attempt, there } = await heard()
    for (let round = 2; round <= 12; round += 1) {
      seat.answer(stem, [texts[round % 4] as string])
      const replies = await Promise.all([sendThere(there, attempt, seat), seat.flush()])
      expect(replies.map(({ body }) => body.acked)).toEqual([round, round])
    }
    expect(await epochOf(attempt, 1)).toEqual({ fence: null, highWater: 12, stored: 12 })
  })

  test('are kept and not acknowledged once another server has let the next page in', async () => {
    const { seat, attempt, there } = await heard()
    await takeSeat(there, attempt)
    seat.answer(stem, ['60'])
    expect((await seat.flush()).body).toMatchObject({ acked: 1, commands: [{ kind: 'fenced', epoch: 2 }] })
    expect(await epochOf(attempt, 1)).toEqual({ fence: 1, highWater: 2, stored: 2 })
  })

  test('wait for an act on the attempt under way, and are not acknowledged beyond the fence it sets', async () => {
    const { seat, attempt } = await heard()
    seat.answer(stem, ['60'])
    const reply = await sentDuring(
      attempt,
      () => seat.flush(),
      async (tx) => {
        const [last] = await readEpochs(tx, [attempt])
        await setFence(tx, attempt, 1, last?.highWater ?? 0)
      },
    )
    expect(reply.body.acked).toBe(1)
    expect(await epochOf(attempt, 1)).toEqual({ fence: 1, highWater: 2, stored: 2 })
  })

  test('wait for an act on the attempt under way, and are late by the time it takes back', async () => {
    const { seat, attempt, client } = await heard()
    seat.answer(stem, ['60'])
    house.now = new Date(sceneStart.getTime() + 30 * 60_000)
    try {
      const reply = await sentDuring(
        attempt,
        () =>
          client.call('POST', `/api/v1/attempts/${attempt}/events`, {
            epoch: 1,
            events: [...seat.journal.tail],
            head: forgedHead(seat),
          }),
        (tx) => insertAdjustments(tx, dayTakenBack, [{ id: newId(), attemptId: attempt }], house.now),
      )
      expect(reply.body.code).toBe('exam.signature-refused')
      expect(await epochOf(attempt, 1)).toEqual({ fence: null, highWater: 1, stored: 1 })
    } finally {
      house.now = sceneStart
    }
  })

  test('are told the time that was given, by this server or another', async () => {
    const { seat, attempt } = await heard()
    seat.answer(stem, ['60'])
    const before = Date.parse((await seat.flush()).body.deadline)
    await house.services.db
      .transaction()
      .execute((tx) =>
        insertAdjustments(
          tx,
          { ...dayTakenBack, seconds: 300 },
          [{ id: newId(), attemptId: attempt }],
          house.now,
        ),
      )
    seat.answer(stem, ['50'])
    const reply = await seat.flush()
    expect(reply.body.acked).toBe(3)
    expect(Date.parse(reply.body.deadline) - before).toBe(300_000)
  })

  /** Looked at only where it comes late: in time, it vouches for nothing. */
  const forgedHead = (seat: Seat) => {
    const [newest] = seat.journal.tail.slice(-1)
    return {
      seq: newest?.seq,
      hash: newest?.hash,
      mono: newest?.mono,
      wall: newest?.wall,
      offset: 0,
      signature: `${'A'.repeat(86)}==`,
    }
  }

  const dayTakenBack: TimeAct = {
    actId: newId(),
    kind: 'time',
    scope: 'seat',
    seconds: -86_400,
    pastClose: false,
    cause: 'other',
    reason: '误加时间',
    madeBy: null,
    effectiveAt: null,
  }

  /** Sends while an act holds the attempt: the act goes on once what was sent waits for it. */
  const sentDuring = async <Reply>(
    attempt: string,
    send: () => Promise<Reply>,
    act: (tx: Tx) => Promise<void>,
  ): Promise<Reply> => {
    let replied = false
    const { reply } = await house.services.db.transaction().execute(async (tx) => {
      await lockAttempt(tx, attempt)
      const sending = send().finally(() => {
        replied = true
      })
      await expect.poll(async () => replied || (await waiting()) > 0, { timeout: 20_000 }).toBe(true)
      await act(tx)
      return { reply: sending }
    })
    return reply
  }

  const waiting = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      house.services.db,
    )
    return rows[0]?.n ?? 0
  }
})
