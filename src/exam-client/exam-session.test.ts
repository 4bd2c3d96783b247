import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../test/house.ts'
import {
  arrangeSitting,
  minutes,
  rightAnswers,
  scene,
  sceneStart,
  type Scene,
} from '../areas/exams/exam-fixtures.ts'
import { atCentre, handedIn, openPage, shownBy, until, writing, type Network } from './exam-page-fixtures.ts'
import type { ExamSession } from './exam-session.ts'
import { openPlaces } from './exam-state.ts'
import { memoryStore, type MachineStore } from './machine-store.ts'

const house = testHouse({ worker: false, now: sceneStart })

describe('the exam at a page', () => {
  test('from the entrance to the receipt, with the network gone in the middle', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const network: Network = { mode: 'up' }
    const page = openPage(await candidate(0), attempt(0), network, memoryStore())
    await writing(page)
    expect(page.state().paper).toHaveLength(4)
    network.mode = 'down'
    for (const question of page.state().paper) {
      const texts = rightAnswers[question.stem] ?? []
      page.choose(
        question.slot,
        question.options.filter((option) => texts.includes(option.text)).map((option) => option.id),
      )
    }
    await until(page, () => page.state().saving.link === 'down')
    expect(page.state().saving).toMatchObject({ atCentre: false })
    expect(openPlaces(page.state()).unanswered).toEqual([])
    network.mode = 'up'
    await until(page, () => page.state().saving.atCentre)
    page.submit()
    await handedIn(page)
    expect(page.state().submission).toMatchObject({ answered: 4, questions: 4, by: 'candidate' })
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/scoring-runs`)
    expect(
      (await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/results`)).body.items[0],
    ).toMatchObject({ score: '100', passed: true })
    page.dispose()
  })

  test('scenario 2: answers that could not be saved before a reload reach the centre after it, with no act of the candidate', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const [network, store]: [Network, MachineStore] = [{ mode: 'up' }, memoryStore()]
    const first = openPage(client, attempt(0), network, store)
    await writing(first)
    network.mode = 'deaf'
    const [question] = first.state().paper
    if (!question) throw new Error('no paper')
    for (const option of question.options) first.choose(question.slot, [option.id])
    await first.settled()
    first.dispose()
    network.mode = 'up'
    const second = openPage(client, attempt(0), network, store)
    await writing(second)
    const last = question.options.at(-1)?.id
    expect(shownBy(second).get(question.slot)).toBe(last)
    await until(second, () => second.state().saving.atCentre)
    expect((await atCentre(client, attempt(0))).get(question.slot)).toBe(last)
    second.dispose()
  })

  test('scenario 3: a second page takes the exam over; the first stops and can take it back', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const network: Network = { mode: 'up' }
    const first = openPage(client, attempt(0), network, memoryStore())
    await writing(first)
    const second = openPage(client, attempt(0), network, memoryStore())
    await writing(second)
    first.wake()
    await until(first, () => first.state().phase === 'elsewhere')
    void first.continueHere()
    await writing(first)
    second.wake()
    await until(second, () => second.state().phase === 'elsewhere')
    first.dispose()
    second.dispose()
  })

  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
  const silent = () => new Promise<never>(() => undefined)
  test.each<[string, Partial<MachineStore>]>([
    ['keeps no record', { durable: true, keep: full }],
    ['keeps not even its name', { durable: true, machine: full }],
    ['never answers', { durable: true, keep: silent }],
    ['never answers what was kept before', { durable: true, kept: silent, takeOver: silent }],
    ['keeps nothing from the start', {}],
  ])('scenario 20: goes on when the machine %s, says so, and tells the centre once', async (_, broken) => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const page = openPage(client, attempt(0), { mode: 'up' }, { ...memoryStore(), ...broken })
    await writing(page)
    const [question] = page.state().paper
    page.choose(question?.slot ?? '', [question?.options[0]?.id ?? ''])
    await until(page, () => !page.state().saving.durable)
    await until(page, () => page.state().saving.atCentre)
    expect(page.state().saving.onMachine).toBe(false)
    const journal = await client.call('GET', `/api/v1/attempts/${attempt(0)}/journal`)
    expect(journal.body.items.filter((item: { type: string }) => item.type === 'note')).toMatchObject([
      { body: { code: 'storage-failed' } },
    ])
    page.dispose()
  })

  test('scenario 19: a start that somebody in between refuses is asked for again by itself, and says why it waits', async () => {
    const { candidate, attempt } = await scene(house, 5)
    for (const [at, status] of [400, 401, 403, 409, 413].entries()) {
      const own = await candidate(at)
      let shut = true
      const body = JSON.stringify({ status, code: 'gate.keeper', title: 'no' })
      const gate: Client = {
        ...own,
        call: async (...asked) =>
          shut && asked[1].endsWith('/start')
            ? { status, body, headers: {}, raw: Buffer.from(body) }
            : own.call(...asked),
      }
      const page = openPage(gate, attempt(at), { mode: 'up' }, memoryStore())
      await until(page, () => page.state().phase === 'waiting')
      void page.start()
      await until(page, () =>
        status === 401 ? page.state().phase === 'identify' : page.state().refusal?.title === 'no',
      )
      shut = false
      await until(page, () => page.state().phase === 'writing')
      expect([status, page.state().refusal]).toEqual([status, null])
      page.dispose()
    }
  })

  test('scenario 19: whatever status or page answers for a while, at any address and any moment, the page lives and loses nothing', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const statuses = [400, 401, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503]
    const problem = (status: number): [number, string] => [
      status,
      JSON.stringify({ status, code: 'gate.keeper', title: 'no' }),
    ]
    const answers: [status: number, body: string][] = [
      ...statuses.map(problem),
      ...[200, 201, 204, 400, 403, 404, 500].map((status): [number, string] => [status, '<h1>Welcome</h1>']),
      ...['{}', '[]', 'null', '"ok"', '{"acked":', '', '{"acked":true}'].map((body): [number, string] => [
        200,
        body,
      ]),
    ]
    const between = { says: null as (typeof answers)[number] | null, said: 0 }
    const gate: Client = {
      ...client,
      call: async (...asked) => {
        if (!between.says) return client.call(...asked)
        between.said += 1
        const [status, body] = between.says
        return { status, body, headers: {}, raw: Buffer.from(body) }
      },
    }
    const through = async (says: (typeof answers)[number], act: () => void, heard = 2): Promise<void> => {
      between.says = says
      between.said = 0
      act()
      for (let round = 0; between.said < heard; round += 1) {
        if (round > 2000) throw new Error(`nothing more is asked after ${says}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      between.says = null
    }
    const store = memoryStore()
    const hall = { page: null as ExamSession | null }
    for (const [round, says] of answers.entries()) {
      // At the door: what answers there may ask for a ticket, and whoever has one is let in.
      hall.page?.dispose()
      await through(
        says,
        () => {
          hall.page = openPage(gate, attempt(0), { mode: 'up' }, store)
        },
        1,
      )
      const fresh = hall.page as unknown as ExamSession
      let signedIn = false
      await until(fresh, () => {
        if (fresh.state().phase === 'identify' && !signedIn) {
          signedIn = true
          fresh.identified()
        }
        if (fresh.state().phase === 'waiting') void fresh.start()
        return fresh.state().phase === 'writing'
      })
      const question = fresh.state().paper[round % 4]
      const option = question?.options[round % question.options.length]
      await through(says, () => fresh.choose(question?.slot ?? '', [option?.id ?? '']))
      await until(fresh, () => fresh.state().saving.atCentre && !fresh.state().mustIdentify)
      expect([says, fresh.state().phase, shownBy(fresh).get(question?.slot ?? '')]).toEqual([
        says,
        'writing',
        option?.id,
      ])
      expect([says, (await atCentre(client, attempt(0))).get(question?.slot ?? '')]).toEqual([
        says,
        option?.id,
      ])
    }
    const last = hall.page as unknown as ExamSession
    for (const says of answers.slice(0, 6)) {
      await until(last, () => last.state().phase === 'writing' || last.state().phase === 'finishing')
      await through(says, () => last.submit())
    }
    await handedIn(last)
    last.dispose()
  }, 120_000)

  test('characters that cannot be kept are left out of an answer, and hold up nothing behind them', async () => {
    const { one, office, candidate } = await scene(house, 1)
    const { attempts } = await arrangeSitting(house, office, one, {}, undefined, [
      { kind: 'essay', title: '论述', stem: '谈谈学习。' },
    ])
    const client = await candidate(0)
    const attemptId = attempts[0]?.attemptId ?? ''
    const page = openPage(client, attemptId, { mode: 'up' }, memoryStore())
    await writing(page)
    const essay = page.state().paper.find(({ kind }) => kind === 'essay')?.slot ?? ''
    const choice = page.state().paper.find(({ kind }) => kind === 'single')
    page.answer(essay, { text: '甲\0乙\ud83d丙😀\n丁\u0007' })
    page.choose(choice?.slot ?? '', [choice?.options[0]?.id ?? ''])
    await until(page, () => page.state().saving.atCentre)
    expect(page.state().answers.get(essay)?.response).toEqual({ text: '甲乙丙😀\n丁' })
    const { items } = (await client.call('GET', `/api/v1/attempts/${attemptId}/journal`)).body as {
      items: { slot: string; type: string; body: object; counts: boolean }[]
    }
    expect(items.filter(({ type, counts }) => type === 'answer' && counts).map(({ body }) => body)).toEqual([
      { text: '甲乙丙😀\n丁' },
      { options: [choice?.options[0]?.id] },
    ])
    page.dispose()
  })

  test('hands in by itself when the time is over, and goes on when time was given', async () => {
    const { candidate, attempt, office, sitting } = await scene(house, 1)
    const page = openPage(await candidate(0), attempt(0), { mode: 'up' }, memoryStore())
    await writing(page)
    house.now = new Date(house.now.getTime() + minutes(59))
    await office.call('POST', `/api/v1/sittings/${sitting.sittingId}/time-adjustments`, {
      seconds: 600,
      cause: 'power',
      reason: '停电',
    })
    page.wake()
    await until(page, () => page.timeLeft() > minutes(10))
    expect(page.state().phase).toBe('writing')
    house.now = new Date(house.now.getTime() + minutes(11) + 2000)
    page.wake()
    await handedIn(page)
    expect(page.state().submission?.by).toBe('candidate')
    page.dispose()
  })

  test('when the sign-in ends, keeps writing and sends once somebody has signed in again', async () => {
    const { candidate, attempt } = await scene(house, 1)
    const client = await candidate(0)
    const door = { current: house.anonymous() as Client }
    const page = openPage(
      { ...client, call: (...asked) => door.current.call(...asked) },
      attempt(0),
      { mode: 'up' },
      memoryStore(),
    )
    await until(page, () => page.state().phase === 'identify')
    door.current = client
    page.identified()
    await writing(page)
    door.current = house.anonymous()
    const [question] = page.state().paper
    page.choose(question?.slot ?? '', [question?.options[0]?.id ?? ''])
    await until(page, () => page.state().mustIdentify)
    expect(page.state().phase).toBe('writing')
    door.current = client
    page.identified()
    await until(page, () => page.state().saving.atCentre && !page.state().mustIdentify)
    page.dispose()
  })
})

describe('any history of a page', () => {
  const world: { scene: Scene | null; used: number } = { scene: null, used: 0 }
  const step = fc.tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('choose' as const) },
      { weight: 2, arbitrary: fc.constantFrom('down', 'up', 'deaf', 'double', 'pause') },
      { weight: 1, arbitrary: fc.constantFrom('reload', 'twin', 'move') },
    ),
    fc.nat(20),
  )

  test('ends with the answers last chosen on the screen in hand: real client, real server, broken network', async () => {
    const total = 12
    world.scene = await scene(house, total)
    const { candidate, attempt, office, sitting } = world.scene
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const at = world.used % total
        world.used += 1
        if (world.used > total) return
        const [client, network] = [await candidate(at), { mode: 'up' } as Network]
        const machines = [memoryStore(), memoryStore()] as const
        let machine = 0
        const pages = [openPage(client, attempt(at), network, machines[0])]
        let inHand = pages[0] as ExamSession
        await writing(inHand)
        const truth = new Map<string, string>()
        for (const [kind, pick] of steps) {
          if (kind === 'choose') {
            await until(inHand, () => inHand.state().phase === 'writing')
            const question = inHand.state().paper[pick % 4]
            const chosen = question?.options[pick % question.options.length]?.id
            if (!question || !chosen) continue
            inHand.choose(question.slot, [chosen])
            truth.set(question.slot, chosen)
          } else if (kind === 'pause') await new Promise((resolve) => setTimeout(resolve, pick * 3))
          else if (kind === 'reload' || kind === 'twin' || kind === 'move') {
            // Pages are let in by the centre, so the network is back for that moment.
            await inHand.settled()
            network.mode = 'up'
            if (kind === 'reload') inHand.dispose()
            if (kind === 'move') machine = 1 - machine
            inHand = openPage(client, attempt(at), network, machines[machine] as MachineStore)
            pages.push(inHand)
            await writing(inHand)
            if (kind === 'move') {
              truth.clear()
              for (const [slot, options] of shownBy(inHand)) truth.set(slot, options)
            } else expect(shownBy(inHand)).toEqual(truth)
          } else network.mode = kind
        }
        network.mode = 'up'
        for (const page of pages) if (page !== inHand) page.wake()
        await until(inHand, () => inHand.state().saving.atCentre)
        inHand.submit()
        await handedIn(inHand)
        expect(await atCentre(client, attempt(at))).toEqual(truth)
        for (const page of pages) page.dispose()
      }),
      { numRuns: total, seed: 653, endOnFailure: true },
    )
    const report = await office.call('GET', `/api/v1/sittings/${sitting.sittingId}/verification`)
    expect(report.body.faults).toEqual([])
  }, 120_000)
})
