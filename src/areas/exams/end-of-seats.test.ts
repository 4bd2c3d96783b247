import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../../test/house.ts'
import { statementsOf } from '../../../test/statements.ts'
import { write } from '../../kernel/exam-journal/writer.ts'
import {
  answerAll,
  arrangeSitting,
  minutes,
  scene,
  sceneStart,
  takeSeat,
  type Scene,
} from './exam-fixtures.ts'
import { examJobs } from './jobs.ts'

const house = testHouse({ worker: false, now: sceneStart })
/** Another server on the database, as well as one that was just started: it knows nothing of what the first has done. */
const other = testHouse({ worker: false, besides: house })

interface Waiting {
  readonly id: string
  readonly job: string
  readonly data: { readonly sittingId?: string; readonly attemptId?: string }
  readonly after: Date
}

/** Jobs in the queue that look after the end of a seat of this sitting, earliest first. */
const waitingFor = async (world: Scene): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select id, data->>'job' as job, data->'data' as data, start_after as after from pgboss.job
    where data->>'job' like 'exams.%Due' and (data->'data'->>'sittingId' = ${world.sitting.sittingId}
      or data->'data'->>'attemptId' = any(${world.sitting.attempts.map(({ attemptId }) => attemptId)}::text[]))
    order by start_after`.execute(house.services.db)
  return rows
}

/** Works off one job as the worker does, at its time. */
const runAt = async (at: Date, { id, job, data }: Waiting, where: TestHouse = house): Promise<void> => {
  house.now = at
  await sql`delete from pgboss.job where id = ${id}`.execute(house.services.db)
  await examJobs.find(({ name }) => name === job)?.run(where.services, data as never)
}

const handedIn = async (world: Scene): Promise<(string | undefined)[]> => {
  const { body } = await world.office.call('GET', `/api/v1/sittings/${world.sitting.sittingId}/console`)
  const by = new Map(
    body.items.map((one: { attemptId: string; submittedBy: string | null }) => [
      one.attemptId,
      one.submittedBy,
    ]),
  )
  return world.one.people.map((_, at) => by.get(world.attempt(at)) as string | undefined)
}

const give = (world: Scene, at: number, seconds: number) =>
  world.office.call('POST', `/api/v1/sittings/${world.sitting.sittingId}/time-adjustments`, {
    attemptIds: [world.attempt(at)],
    seconds,
    cause: 'machine',
    reason: '开机慢',
  })

describe('the end of seats', () => {
  test('that begin together is looked after by one job, and every one of them is handed in', async () => {
    const world = await scene(house, 5)
    for (const at of [0, 1, 2]) await takeSeat(await world.candidate(at), world.attempt(at))
    const client = await world.candidate(3)
    const statements = await statementsOf(() => takeSeat(client, world.attempt(3)))
    expect(statements.filter((text) => text.includes('pgboss'))).toEqual([])
    const [job, ...more] = await waitingFor(world)
    expect([job?.job, more]).toEqual(['exams.sweepDue', []])
    if (!job) throw new Error('no job')

    // The queue's clock ahead of this one's: nothing is handed in before its time, and the job comes again.
    await runAt(new Date(job.after.getTime() - 1), job)
    expect(await handedIn(world)).toEqual([null, null, null, null, null])
    const [again] = await waitingFor(world)
    expect(again).toMatchObject({ data: job.data, after: job.after })
    if (!again) throw new Error('no job')

    // Nothing was heard of them since their end, so that each is waited for, an hour at most.
    await runAt(again.after, again)
    const looked = await waitingFor(world)
    expect(looked.map((one) => one.job)).toEqual(Array(4).fill('exams.submitDue'))
    for (const one of looked) await runAt(new Date(sceneStart.getTime() + minutes(121)), one)
    expect(await handedIn(world)).toEqual(['time', 'time', 'time', 'time', null])
  })

  test('with less time has a job of its own; one with more is looked at again at its end', async () => {
    const world = await scene(house, 3)
    await give(world, 0, 600)
    await give(world, 1, -600)
    for (const at of [0, 1, 2]) await takeSeat(await world.candidate(at), world.attempt(at))
    const [short, sweep, ...more] = await waitingFor(world)
    expect([short, sweep, more]).toMatchObject([
      { job: 'exams.submitDue', data: { attemptId: world.attempt(1) } },
      { job: 'exams.sweepDue' },
      [],
    ])
    if (!short || !sweep) throw new Error('no jobs')
    expect(
      (
        await world.office.call(
          'POST',
          `/api/v1/sittings/${world.sitting.sittingId}/attempts/${world.attempt(1)}/collection`,
          { reason: '已离场' },
        )
      ).status,
    ).toBe(201)
    await give(world, 2, 300)
    await runAt(sweep.after, sweep)
    const after = (await waitingFor(world)).map(({ data, after: at }) => [
      data.attemptId,
      Math.floor((at.getTime() - sceneStart.getTime()) / minutes(1)),
    ])
    expect(after).toEqual([
      [world.attempt(1), 50],
      [world.attempt(2), 65],
      [world.attempt(0), 70],
    ])
  })

  test('let in by two servers has a job from each, and the second finds nothing left to do', async () => {
    const world = await scene(house, 2)
    await takeSeat(await world.candidate(0), world.attempt(0))
    await takeSeat(other.sameAs(await world.candidate(1)), world.attempt(1))
    const [first, second, ...more] = await waitingFor(world)
    expect([first?.data, more]).toEqual([second?.data, []])
    if (!first || !second) throw new Error('no jobs')
    const end = new Date(sceneStart.getTime() + minutes(125))
    await runAt(end, first)
    expect(await handedIn(world)).toEqual(['time', 'time'])
    await runAt(end, second, other)
    expect(await waitingFor(world)).toEqual([])
  })

  test('one that cannot be handed in keeps nobody else from it, and the job fails', async () => {
    const world = await scene(house, 2)
    for (const at of [0, 1]) await takeSeat(await world.candidate(at), world.attempt(at))
    house.now = new Date(sceneStart.getTime() + minutes(125))
    const [submit] = examJobs
    const run = submit?.run(house.services, { attemptIds: ['broken', world.attempt(1)] } as never)
    await expect(run).rejects.toThrow()
    expect(await handedIn(world)).toEqual([null, 'time'])
  })
})

describe('the count of answered questions on the console', () => {
  const counts = async (world: Scene, where: TestHouse = house): Promise<number[]> => {
    const office = where === house ? world.office : where.sameAs(world.office)
    const { body } = await office.call('GET', `/api/v1/sittings/${world.sitting.sittingId}/console`)
    return world.one.people.map(
      (_, at) =>
        body.items.find(({ attemptId }: { attemptId: string }) => attemptId === world.attempt(at))?.answered,
    )
  }
  const logReads = async (act: () => Promise<unknown>): Promise<number> =>
    (await statementsOf(act)).filter((text) => /from response_event where|join response_event r /.test(text))
      .length

  test('follows the log at every server, at one just started as well, and reads no more than is new', async () => {
    const world = await scene(house, 2)
    const seats = await Promise.all(
      [0, 1].map(async (at) => takeSeat(await world.candidate(at), world.attempt(at))),
    )
    const [mine, theirs] = seats as [(typeof seats)[0], (typeof seats)[0]]
    answerAll(mine)
    await mine.flush()
    expect(await counts(world)).toEqual([4, 0])
    expect(await logReads(() => counts(world))).toBe(0)
    theirs.answer('一学时是多少分钟？', ['45'])
    await theirs.flush()
    mine.answer('一学时是多少分钟？', [])
    await mine.flush()
    expect(await counts(world)).toEqual([3, 1])
    // The other server has seen none of it, and reads from the beginning.
    expect(await counts(world, other)).toEqual([3, 1])
    expect(await logReads(() => counts(world, other))).toBe(0)

    // A page after it, let in by the other server: its answers hold.
    const next = await takeSeat(other.sameAs(await world.candidate(1)), world.attempt(1))
    next.answer('一学时是多少分钟？', [])
    next.answer('证书不可查验。', ['错误'])
    next.answer('每年学习不少于 72 学时。', ['正确'])
    await next.flush()
    expect([await counts(world), await counts(world, other)]).toEqual([
      [3, 2],
      [3, 2],
    ])
    // What waits above a gap counts here too, and once more when the gap is filled.
    for (const stem of ['哪些属于信息领域？', '一学时是多少分钟？'])
      next.answer(stem, [stem === '哪些属于信息领域？' ? '软件' : '45'])
    const [filling, above] = next.journal.tail as [
      (typeof next.journal.tail)[0],
      (typeof next.journal.tail)[0],
    ]
    await next.send([above])
    expect(await counts(world)).toEqual([3, 3])
    await next.send([filling])
    expect(await counts(world)).toEqual([3, 4])
    expect((await mine.submit()).status).toBe(200)
    expect(await counts(world)).toEqual([3, 4])
  })
  test('counts an answer in words as much as a choice', async () => {
    const { one, office, candidate } = await scene(house, 1)
    const sitting = await arrangeSitting(house, office, one, {}, undefined, [
      { kind: 'essay', title: '论述', stem: '谈谈学习。' },
    ])
    const seat = await takeSeat(await candidate(0), sitting.attempts[0]?.attemptId ?? '')
    const { slot } = seat.start.body.questions.find(({ kind }: { kind: string }) => kind === 'essay')
    const draft = { slot, type: 'answer', body: { text: '学无止境。' }, mono: 1, wall: 1 } as const
    seat.journal = write(seat.journal, draft, (text) => hash('sha256', text)).journal
    await seat.flush()
    const { body } = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/console`)
    expect(body.items[0].answered).toBe(1)
  })
})
