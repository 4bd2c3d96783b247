import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openPage, until, writing, type Network } from '../../src/exam-client/exam-page-fixtures.ts'
import { memoryStore } from '../../src/exam-client/machine-store.ts'
import {
  answerAll,
  minutes,
  rightAnswers,
  scene,
  sceneStart,
  takeSeat,
} from '../../src/areas/exams/exam-fixtures.ts'
import { testHouse } from '../house.ts'

const house = testHouse({ worker: false, now: sceneStart })
const later = (ms: number): void => {
  house.now = new Date(house.now.getTime() + ms)
}
const up: Network = { mode: 'up' }

interface Entry {
  readonly seq: number
  readonly counts: boolean
}

describe('handing in', () => {
  test('scenario 5: answers racing a submission are inside the frozen set or kept as late, in every order and at once', async () => {
    const orders = ['SAAA', 'ASAA', 'AASA', 'AAAS', 'at once'] as const
    const ways = ['candidate', 'invigilator'] as const
    const total = orders.length * ways.length
    const { candidate, attempt, office, sitting } = await scene(house, total)
    for (const [index, [way, order]] of ways
      .flatMap((way) => orders.map((one) => [way, one] as const))
      .entries()) {
      const client = await candidate(index)
      const seat = await takeSeat(client, attempt(index))
      answerAll(seat)
      await seat.send(seat.journal.tail.slice(0, 1))
      const submit = () =>
        way === 'candidate'
          ? client.call('POST', `/api/v1/attempts/${attempt(index)}/submit`, { epoch: 1, seq: 1 })
          : office.call(
              'POST',
              `/api/v1/sittings/${sitting.sittingId}/attempts/${attempt(index)}/collection`,
              {
                reason: '考试结束',
              },
            )
      const answers = seat.journal.tail.slice(1).map((event) => () => seat.send([event]))
      let replies: { status: number }[] = []
      if (order === 'at once') {
        replies = await Promise.all([submit(), ...answers.map((send) => send()), submit()])
      } else {
        for (const act of order)
          replies.push(await (act === 'S' ? submit() : (answers.shift() as () => never)()))
      }
      expect(replies.every(({ status }) => status < 300 || status === 409)).toBe(true)
      const { body } = await client.call('GET', `/api/v1/attempts/${attempt(index)}/journal`)
      const entries: Entry[] = body.items
      // All four are kept; what counts is an unbroken beginning, and exactly what the receipt says.
      expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
      const counting = entries.filter(({ counts }) => counts).length
      expect(entries.map(({ counts }) => counts)).toEqual([1, 2, 3, 4].map((seq) => seq <= counting))
      const info = await client.call('GET', `/api/v1/attempts/${attempt(index)}`)
      expect(info.body.submission.answered).toBe(counting)
      if (order !== 'at once') expect(counting).toBe(1 + order.indexOf('S'))
      const { rows } = await sql<{ attempts: number; submitted: number }>`
        select (select count(*)::int from attempt where sitting_id = ${sitting.sittingId}) as attempts,
          (select count(*)::int from event where name = 'exams.attemptSubmitted' and subject_id = ${attempt(index)}) as submitted`.execute(
        house.services.db,
      )
      expect(rows[0]).toEqual({ attempts: total, submitted: 1 })
    }
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body.faults).toEqual([])
  })
})

describe('clocks', () => {
  const day = 86_400_000

  test('scenario 8: with the machine’s date a day off or jumping, and the tab asleep for ten minutes, the time left is right with the next sign of life', async () => {
    const { candidate, attempt } = await scene(house, 3)
    for (const [index, off] of [-day, day, 0].entries()) {
      let [mono, wall] = [0, sceneStart.getTime() + off]
      const page = openPage(await candidate(index), attempt(index), up, memoryStore(), {
        mono: () => mono,
        wall: () => wall,
      })
      await writing(page)
      const started = house.now.getTime()
      const rightNow = (): void =>
        expect(Math.abs(page.timeLeft() - (started + minutes(60) - house.now.getTime()))).toBeLessThan(1000)
      rightNow()
      const passes = (ms: number): void => {
        later(ms)
        mono += ms
        wall += ms
      }
      passes(minutes(5))
      rightNow()
      // Somebody sets the machine's date: nothing the page counts by.
      wall += 3 * day
      rightNow()
      // The machine sleeps: the world goes on, and its monotonic clock stands still.
      later(minutes(10))
      page.wake()
      await until(page, () => page.timeLeft() < minutes(45) + 1000)
      rightNow()
      // And past the end nothing is accepted, whatever the machine's date says.
      wall -= 30 * day
      const [question] = page.state().paper
      house.now = new Date(started + minutes(60) + 11_000)
      const client = await candidate(index)
      page.choose(question?.slot ?? '', [question?.options[0]?.id ?? ''])
      await until(page, () => page.state().saving.atCentre)
      const journal = await client.call('GET', `/api/v1/attempts/${attempt(index)}/journal`)
      expect(journal.body.items.filter((item: { type: string }) => item.type === 'answer')).toMatchObject([
        { counts: false },
      ])
      page.dispose()
      house.now = new Date(started)
    }
  })

  test('scenario 8: nothing opens early, whatever the machine’s date says', async () => {
    const { candidate, attempt } = await scene(house, 1, {
      opensAt: new Date(sceneStart.getTime() + minutes(30)).toISOString(),
    })
    const page = openPage(await candidate(0), attempt(0), up, memoryStore(), {
      mono: () => 0,
      wall: () => sceneStart.getTime() + day,
    })
    await until(page, () => page.state().phase === 'waiting')
    await page.start()
    expect(page.state().phase).not.toBe('writing')
    expect(page.state().refusal?.code).toBe('exam.not-open')
    page.dispose()
  })

  test('scenario 11: all seats show the same time left within a second, whatever was changed in the sitting before', async () => {
    const size = 6
    const { candidate, attempt, office, sitting } = await scene(house, size)
    const act = async (name: string, body: object): Promise<void> => {
      const done = await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/${name}`, body)
      expect(done.status, JSON.stringify(done.body)).toBeLessThan(300)
    }
    const times = await office.call('PUT', `/api/v1/sittings/${sitting.sittingId}/times`, {
      opensAt: new Date(sceneStart.getTime() + minutes(15)).toISOString(),
      closesAt: new Date(sceneStart.getTime() + minutes(240)).toISOString(),
      durationMinutes: 80,
    })
    expect(times.status, JSON.stringify(times.body)).toBeLessThan(300)
    later(minutes(15))
    const pages = await Promise.all(
      Array.from({ length: size }, async (_, at) =>
        openPage(await candidate(at), attempt(at), up, memoryStore()),
      ),
    )
    for (const page of pages) await writing(page)
    const cause = { cause: 'power', reason: '停电' }
    await act('time-adjustments', { seconds: 300, ...cause })
    later(minutes(3))
    await act('holds', cause)
    later(minutes(7))
    await act('releases', { reason: '来电' })
    later(minutes(1))
    await act('time-adjustments', { seconds: -60, ...cause })
    const ought = minutes(80 + 5 - 1 - 3 - 1) + 5000
    for (const page of pages) {
      page.wake()
      await until(page, () => Math.abs(page.timeLeft() - ought) < 1000)
    }
    const left = pages.map((page) => page.timeLeft())
    expect(Math.max(...left) - Math.min(...left)).toBeLessThan(1000)
    for (const page of pages) page.dispose()
  })
})

describe('a sealed paper', () => {
  test('scenario 27: a question edited after sealing is shown and scored as it was sealed', async () => {
    const { one, candidate, attempt, office, sitting } = await scene(house, 1)
    const seat = await takeSeat(await candidate(0), attempt(0))
    const stems = (body: { questions: { stem: string }[] }) =>
      body.questions.map(({ stem }) => stem).toSorted()
    const sealed = stems(seat.start.body)
    // The office corrects the key of one and the words of another: a new file, new versions.
    const edited = await office.upload(
      `/api/v1/programmes/${one.programmeId}/question-imports`,
      '更正.gift.txt',
      Buffer.from(
        '::学时:: 一学时是多少分钟？ {=60 ~40 ~50 ~45}\n\n::判断一:: 每年学习不少于 90 学时。 {T}\n',
      ),
    )
    expect(edited.body).toMatchObject({ accepted: 2, alreadyKnown: 0 })
    const again = await takeSeat(await candidate(0), attempt(0))
    expect(stems(again.start.body)).toEqual(sealed)
    answerAll(again)
    expect((await again.flush()).body.acked).toBe(Object.keys(rightAnswers).length)
    expect((await again.submit()).status).toBe(200)
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    const results = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/results`)
    expect(results.body.items[0]).toMatchObject({ score: '100', maximum: '100' })
  })
})
