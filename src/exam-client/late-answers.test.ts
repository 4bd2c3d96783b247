import { hash as hashOf } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../test/house.ts'
import { systemActor } from '../access/index.ts'
import {
  minutes,
  rightAnswers,
  scene,
  sceneStart,
  takeSeat,
  type Scene,
} from '../areas/exams/exam-fixtures.ts'
import { submitDue } from '../areas/exams/app/submit-attempt.ts'
import { eventHash } from '../kernel/exam-journal/event.ts'
import { atCentre, handedIn, openPage, until, writing, type Network } from './exam-page-fixtures.ts'
import type { ExamSession } from './exam-session.ts'
import { memoryStore, type MachineStore } from './machine-store.ts'

const house = testHouse({ worker: false, now: sceneStart })
/** A server that was started when the exam was over: it has seen nothing of it. */
const restarted = testHouse({ worker: false, besides: house })

const digest = (text: string): string => hashOf('sha256', text)

interface Cut {
  readonly page: ExamSession
  readonly client: Client
  readonly store: MachineStore
  readonly network: Network
  readonly clocks: { off: number }
}

/** A machine whose clocks run with the world's; `off` is what its date was set by. */
const clocksOf = (clocks: { off: number }) => ({
  mono: () => house.now.getTime() - sceneStart.getTime() + 5000,
  wall: () => house.now.getTime() + clocks.off,
})

const pick = (page: ExamSession, stem: string): void => {
  const question = page.state().paper.find((one) => one.stem === stem)
  const texts = rightAnswers[stem] ?? []
  const ids = question?.options.filter(({ text }) => texts.includes(text)).map(({ id }) => id)
  page.choose(question?.slot ?? '', ids ?? [])
}

/** Takes time back from the seat at another server: the one that knows the page does not hear of it. */
const takeBack = async (world: Scene, count: number): Promise<void> => {
  const taken = await restarted.sameAs(world.office).call('POST', `${path(world)}/time-adjustments`, {
    attemptIds: [world.attempt(0)],
    seconds: -count * 60,
    cause: 'other',
    reason: '补时有误，收回',
  })
  expect(taken.status, JSON.stringify(taken.body)).toBe(201)
}

/** Answers one question in time and one behind a cut, and lets the end pass. */
const cutOver = async (world: Scene, at: number, setBack = 0): Promise<Cut> => {
  house.now = sceneStart
  const [client, store, network, clocks] = [
    await world.candidate(at),
    memoryStore('machine-1'),
    { mode: 'up' } as Network,
    { off: 0 },
  ]
  const page = openPage(client, world.attempt(at), network, store, clocksOf(clocks))
  await writing(page)
  pick(page, '一学时是多少分钟？')
  await until(page, () => page.state().saving.atCentre)
  house.now = new Date(sceneStart.getTime() + minutes(58))
  network.mode = 'down'
  page.wake()
  // One request is under way at a time: once one has failed, nothing of before is still travelling.
  await until(page, () => page.state().saving.link === 'down')
  house.now = new Date(sceneStart.getTime() + minutes(59))
  clocks.off -= setBack
  pick(page, '每年学习不少于 72 学时。')
  await page.settled()
  house.now = new Date(sceneStart.getTime() + minutes(80))
  await until(page, () => page.state().phase === 'finishing')
  return { page, client, store, network, clocks }
}
const call = (client: Client, attemptId: string) => client.call('GET', `/api/v1/attempts/${attemptId}`)
const path = (world: Scene): string => `/api/v1/sittings/${world.sitting.sittingId}`

describe('answers that arrive after the end', () => {
  test('count of themselves after a true cut; the page stops by its own clock, says what it does, and gets a receipt', async () => {
    const world = await scene(house, 1)
    const { page, client, network, clocks } = await cutOver(world, 0)
    expect(page.state()).toMatchObject({ finishing: 'time', saving: { link: 'down' } })
    // Setting the date back opens nothing.
    clocks.off = -minutes(120)
    pick(page, '证书不可查验。')
    expect(page.state().saving.unsent).toBeLessThanOrEqual(2)
    network.mode = 'up'
    page.wake()
    await handedIn(page)
    expect(page.state().submission).toMatchObject({
      by: 'time',
      answered: 2,
      late: { counted: 1, undecided: 0, refused: 0 },
    })
    expect((await atCentre(client, world.attempt(0))).size).toBe(2)
    const { office } = world
    expect((await office.call('POST', `${path(world)}/scoring-runs`)).status).toBe(201)
    const results = await office.call('GET', `${path(world)}/results`)
    expect(results.body.items[0]).toMatchObject({ score: '50' })
    expect((await office.call('GET', `${path(world)}/verification`)).body.faults).toEqual([])
    const released = await office.call('POST', `/api/v1/result-sets/${results.body.resultSetId}/release`)
    expect(released.status, JSON.stringify(released.body)).toBeLessThan(300)
    page.dispose()
  })

  test('are decided about by somebody where the server was not there all the while; release waits, and verification works it out again', async () => {
    const world = await scene(house, 1)
    const { office } = world
    const { page, client, store } = await cutOver(world, 0)
    page.dispose()
    // The browser was closed as well: another page of the same machine delivers what the first one wrote.
    const second = openPage(
      restarted.sameAs(client),
      world.attempt(0),
      { mode: 'up' },
      store,
      clocksOf({ off: 0 }),
    )
    await handedIn(second)
    expect(second.state().submission?.late).toEqual({ counted: 0, undecided: 1, refused: 0 })
    second.dispose()
    expect((await atCentre(client, world.attempt(0))).size).toBe(1)
    const seat = async () => (await office.call('GET', `${path(world)}/console`)).body.items[0]
    const [item] = (await seat()).late
    expect(item).toMatchObject({ answers: 1, signed: true, silentFrom: null })
    expect(Date.parse(item.claimedUntil)).toBe(sceneStart.getTime() + minutes(59))
    const score = async (): Promise<string> => {
      await office.call('POST', `${path(world)}/scoring-runs`)
      return (await office.call('GET', `${path(world)}/results`)).body
    }
    const release = async (set: { resultSetId: string }) =>
      (await office.call('POST', `/api/v1/result-sets/${set.resultSetId}/release`)).body.code
    const first = (await score()) as never as { resultSetId: string; items: { score: string }[] }
    expect(first.items[0]?.score).toBe('25')
    expect(await release(first)).toBe('exam.late-undecided')
    const decide = (body: object) =>
      office.call('POST', `${path(world)}/attempts/${world.attempt(0)}/late-decisions`, {
        epoch: item.epoch,
        through: item.through,
        accepted: true,
        reason: '交换机断电，监考在场',
        ...body,
      })
    expect((await decide({ through: item.through + 1 })).body.code).toBe('exam.late-changed')
    expect(
      (
        await client.call('POST', `${path(world)}/attempts/${world.attempt(0)}/late-decisions`, {
          epoch: 1,
          through: 1,
          accepted: true,
          reason: '我自己',
        })
      ).status,
    ).toBe(404)
    house.now = new Date(house.now.getTime() + 1000)
    expect((await decide({})).body).toEqual({ answers: 1, accepted: true })
    expect((await decide({ accepted: false })).body.code).toBe('exam.late-changed')
    expect((await seat()).late).toEqual([])
    expect(await release(first)).toBe('exam.results-stale')
    house.now = new Date(house.now.getTime() + 1000)
    const again = (await score()) as never as { resultSetId: string; items: { score: string }[] }
    expect(again.items[0]?.score).toBe('50')
    const acts = await office.call('GET', `${path(world)}/acts`)
    expect(acts.body.items[0]).toMatchObject({
      kind: 'late',
      facts: { accepted: true },
      note: '交换机断电，监考在场',
    })
    const faults = async () => (await office.call('GET', `${path(world)}/verification`)).body.faults
    expect(await faults()).toEqual([])
    await house.services.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update exam_late_head set mono = mono - 1 where attempt_id = ${world.attempt(0)}`.execute(tx)
    })
    expect((await faults()).map(({ code }: { code: string }) => code)).toEqual([
      'late-head-forged',
      'trail-differs',
    ])
    expect(await release(again)).toBe('exam.verify-failed')
  })

  test('do not count where the machine’s date was set back behind the cut, unless somebody says so', async () => {
    const world = await scene(house, 1)
    const { page, client, network } = await cutOver(world, 0, minutes(30))
    network.mode = 'up'
    page.wake()
    await handedIn(page)
    expect(page.state().submission?.late).toEqual({ counted: 0, undecided: 1, refused: 0 })
    expect((await atCentre(client, world.attempt(0))).size).toBe(1)
    page.dispose()
  })

  test('are refused with a signature that is not the page’s, and nothing is taken in', async () => {
    const world = await scene(house, 1)
    const { client, store, page } = await cutOver(world, 0)
    page.dispose()
    const { events } = await store.kept(world.attempt(0))
    const last = events.at(-1)?.event
    const sent = await client.call('POST', `/api/v1/attempts/${world.attempt(0)}/events`, {
      epoch: 1,
      events: [last],
      head: {
        seq: last?.seq,
        hash: last?.hash,
        mono: last?.mono,
        wall: last?.wall,
        offset: 1,
        signature: Buffer.alloc(64, 7).toString('base64'),
      },
    })
    expect(sent.body.code).toBe('exam.signature-refused')
    const { body } = await client.call('GET', `/api/v1/attempts/${world.attempt(0)}/journal`)
    expect(body.items.map(({ seq }: { seq: number }) => seq)).not.toContain(last?.seq)
    const start = await client.call('POST', `/api/v1/attempts/${world.attempt(0)}/start`, {
      machine: 'machine-1',
      writer: 'writer-12',
      key: Buffer.alloc(91, 1).toString('base64'),
    })
    expect(start.body.code).toBe('exam.time-over')
  })

  test('a key that is none is refused at the door', async () => {
    const world = await scene(house, 1)
    const start = await (await world.candidate(0)).call(
      'POST',
      `/api/v1/attempts/${world.attempt(0)}/start`,
      {
        machine: 'machine-1',
        writer: 'writer-12',
        key: Buffer.alloc(91, 1).toString('base64'),
      },
    )
    expect(start.body.code).toBe('exam.key-malformed')
  })
})

describe('time taken back between two batches of a page this server knows', () => {
  /** A page writing, known to the server; then half of its time is taken back at another one. */
  const shortened = async () => {
    const world = await scene(house, 1)
    const [client, store, network] = [
      await world.candidate(0),
      memoryStore('machine-1'),
      { mode: 'up' } as Network,
    ]
    const page = openPage(client, world.attempt(0), network, store, clocksOf({ off: 0 }))
    await writing(page)
    pick(page, '一学时是多少分钟？')
    await until(page, () => page.state().saving.atCentre)
    const act = async (at: number, stem: string): Promise<void> => {
      house.now = new Date(sceneStart.getTime() + minutes(at))
      pick(page, stem)
      await page.settled()
    }
    return { world, client, network, page, act }
  }
  const lateHeads = async (world: Scene): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from exam_late_head where attempt_id = ${world.attempt(0)}`.execute(
      house.services.db,
    )
    return rows[0]?.n ?? 0
  }

  test('an answer made after the shortened deadline is late: what its page signed is kept, and it does not count', async () => {
    const { world, client, page, act } = await shortened()
    await takeBack(world, 30)
    await act(45, '每年学习不少于 72 学时。')
    await handedIn(page)
    expect(page.state().submission?.answered).toBe(1)
    expect((await atCentre(client, world.attempt(0))).size).toBe(1)
    expect(await lateHeads(world)).toBe(1)
    expect((await world.office.call('GET', `${path(world)}/verification`)).body.faults).toEqual([])
    page.dispose()
  })

  test('a batch whose signature is not the page’s is refused before anything of it is in the log', async () => {
    const { world, client, page } = await shortened()
    await takeBack(world, 30)
    page.dispose()
    house.now = new Date(sceneStart.getTime() + minutes(45))
    const rows = async () =>
      (
        await sql<{
          seq: number
        }>`select seq from response_event where attempt_id = ${world.attempt(0)}`.execute(house.services.db)
      ).rows.map(({ seq }) => seq)
    const before = await rows()
    const { rows: pages } = await sql<{
      epoch: number
      machine: string
      writer: string
      paperHash: string
      head: string
    }>`
      select e.epoch, e.machine, e.writer, p.hash as paper_hash, encode(e.head, 'hex') as head from attempt_epoch e join attempt a on a.id = e.attempt_id
      join exam_paper p on p.id = a.paper_id where a.id = ${world.attempt(0)}`.execute(house.services.db)
    const [known] = pages
    if (!known) throw new Error('no page')
    const event = {
      seq: before.length + 1,
      slot: null,
      type: 'focus',
      body: { on: false },
      mono: 1,
      wall: 1,
      origin: null,
      prev: known.head,
    } as const
    const hash = eventHash({ ...known, attempt: world.attempt(0) }, event, digest)
    const sent = await client.call('POST', `/api/v1/attempts/${world.attempt(0)}/events`, {
      epoch: 1,
      events: [{ ...event, hash }],
      head: {
        seq: event.seq,
        hash,
        mono: 1,
        wall: 1,
        offset: 1,
        signature: Buffer.alloc(64, 7).toString('base64'),
      },
    })
    expect(sent.body.code).toBe('exam.signature-refused')
    expect(await rows()).toEqual(before)
  })

  test('an answer made before it behind a cut is weighed by what its page signed', async () => {
    const { world, client, network, page, act } = await shortened()
    house.now = new Date(sceneStart.getTime() + minutes(28))
    network.mode = 'down'
    page.wake()
    await until(page, () => page.state().saving.link === 'down')
    await act(29, '每年学习不少于 72 学时。')
    await takeBack(world, 30)
    house.now = new Date(sceneStart.getTime() + minutes(45))
    network.mode = 'up'
    page.wake()
    await handedIn(page)
    expect(await lateHeads(world)).toBe(1)
    expect(page.state().submission?.late).toEqual({ counted: 1, undecided: 0, refused: 0 })
    expect((await atCentre(client, world.attempt(0))).size).toBe(2)
    page.dispose()
  })
})

describe('handing in what time ran out for', () => {
  const due = (attemptId: string) =>
    house.services.perform(submitDue, { attemptId }, { actor: systemActor, requestId: 'due' })
  const pass = (ms: number): void => {
    house.now = new Date(house.now.getTime() + ms)
  }

  test('waits for a seat that was cut off, tells the office, and ends with the hour', async () => {
    const world = await scene(house, 1)
    const { page, client } = await cutOver(world, 0)
    page.dispose()
    await due(world.attempt(0))
    expect((await call(client, world.attempt(0))).body.submission).toBeNull()
    const console = await world.office.call('GET', `${path(world)}/console`)
    expect(console.body.items[0]).toMatchObject({ awaited: true })
    expect((await world.office.call('POST', `${path(world)}/scoring-runs`)).body).toMatchObject({
      code: 'exam.seats-awaited',
      params: { count: 1 },
    })
    pass(minutes(41))
    await due(world.attempt(0))
    expect((await call(client, world.attempt(0))).body.submission).toMatchObject({ by: 'time', answered: 1 })
  })

  test('does not wait for a seat that was heard of since and has nothing left, nor where an invigilator hands in', async () => {
    const world = await scene(house, 2)
    const [client, other] = [await world.candidate(0), await world.candidate(1)]
    for (const [at, one] of [client, other].entries()) await takeSeat(one, world.attempt(at))
    pass(minutes(60) + 5000)
    await client.call('POST', `/api/v1/attempts/${world.attempt(0)}/events`, {
      epoch: 1,
      events: [],
      unsent: 0,
    })
    pass(6000)
    // Signs of life are written down every few seconds.
    await expect
      .poll(
        async () => {
          await due(world.attempt(0))
          return (await call(client, world.attempt(0))).body.submission?.by
        },
        { timeout: 8000 },
      )
      .toBe('time')
    await due(world.attempt(1))
    const collected = await world.office.call(
      'POST',
      `${path(world)}/attempts/${world.attempt(1)}/collection`,
      {
        reason: '考生已离场',
      },
    )
    expect(collected.status).toBe(201)
    expect((await world.office.call('POST', `${path(world)}/scoring-runs`)).status).toBe(201)
  })
})
