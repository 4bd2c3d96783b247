import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Answer, type Client } from '../../test/house.ts'
import { minutes, scene, sceneStart, takeSeat, type Scene } from '../areas/exams/exam-fixtures.ts'
import { atCentre, openPage, shownBy, until, writing, type Network } from './exam-page-fixtures.ts'
import type { ExamSession } from './exam-session.ts'
import { memoryStore } from './machine-store.ts'

const house = testHouse({ worker: false, now: sceneStart })
const later = (ms: number): void => {
  house.now = new Date(house.now.getTime() + ms)
}

/** What an invigilator does at the console, over the API. */
const invigilate = (client: Client, sittingId: string) => {
  const post = async (path: string, body: object): Promise<Answer> =>
    client.call('POST', `/api/v1/sittings/${sittingId}/${path}`, body)
  return {
    hold: (more: object = {}) => post('holds', { cause: 'power', reason: '停电', ...more }),
    resume: (more: object = {}) => post('releases', more),
    give: (more: object) => post('time-adjustments', { cause: 'power', reason: '补时', ...more }),
    admit: (more: object = {}) => post('admissions', { identitySeen: true, ...more }),
    fence: (attemptIds: string[]) => post('fences', { attemptIds, reason: '页面异常' }),
    move: (attemptId: string, body: object) =>
      post(`attempts/${attemptId}/moves`, { reason: '机器故障', ...body }),
    say: (text: string, more: object = {}) => post('messages', { text, ...more }),
    collect: (attemptId: string) => post(`attempts/${attemptId}/collection`, { reason: '考生要求离场' }),
    note: (more: object) => post('incidents', { code: 'misconduct', note: '携带手机', ...more }),
    console: async () => (await client.call('GET', `/api/v1/sittings/${sittingId}/console`)).body,
  }
}
const seatOf = async (console: { items: { attemptId: string }[] }, attemptId: string) =>
  console.items.find((one) => one.attemptId === attemptId) as never as Record<string, unknown>

const firstOption = (page: ExamSession): { slot: string; id: string } => {
  const [question] = page.state().paper
  return { slot: question?.slot ?? '', id: question?.options[0]?.id ?? '' }
}
const at = async (one: Scene, candidate: number, network: Network = { mode: 'up' }) => {
  const page = openPage(await one.candidate(candidate), one.attempt(candidate), network, memoryStore())
  await writing(page)
  return page
}

describe('holding', () => {
  test('scenario 12: a room is held for 17 minutes and no seat loses a second', async () => {
    const one = await scene(house, 2)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const network: Network = { mode: 'up' }
    const [page, other] = [await at(one, 0, network), await at(one, 1)]
    later(minutes(10))
    page.wake()
    other.wake()
    await until(page, () => page.timeLeft() < minutes(51))
    // An answer is still unsent when the room is held: it is kept, and arrives in time.
    network.mode = 'down'
    const { slot, id } = firstOption(page)
    page.choose(slot, [id])
    const { roomId } = (await acts.console()).rooms[0]
    expect((await acts.hold({ roomId })).body).toMatchObject({ held: 2, cut: 0 })
    network.mode = 'up'
    for (const held of [page, other]) {
      held.wake()
      await until(held, () => held.state().held !== null)
    }
    await until(page, () => page.state().saving.atCentre)
    // While held nothing can be written at this seat.
    page.choose(slot, [page.state().paper[0]?.options[1]?.id ?? ''])
    expect(shownBy(page).get(slot)).toBe(id)
    for (let passed = 0; passed < 17; passed += 1) {
      later(minutes(1))
      page.wake()
      other.wake()
      await new Promise((resolve) => setTimeout(resolve, 15))
      for (const held of [page, other]) expect(Math.abs(held.timeLeft() - minutes(50))).toBeLessThan(1500)
    }
    const resumed = await acts.resume({ roomId })
    expect(resumed.body).toMatchObject({ resumed: 2, stillHeld: 0 })
    expect(Date.parse(resumed.body.effectiveAt)).toBe(house.now.getTime() + 5000)
    later(5000)
    for (const held of [page, other]) {
      held.wake()
      await until(held, () => held.state().held === null)
      expect(Math.abs(held.timeLeft() - minutes(50))).toBeLessThan(1500)
      expect(held.state().phase).toBe('writing')
    }
    const seat = await seatOf(await acts.console(), one.attempt(0))
    expect(seat).toMatchObject({
      heldSeconds: 17 * 60 + 5,
      deadline: new Date(sceneStart.getTime() + minutes(77) + 5000).toISOString(),
    })
    expect((await atCentre(await one.candidate(0), one.attempt(0))).get(slot)).toBe(id)
    page.dispose()
    other.dispose()
  })

  test('scenario 12: where the hard end would cut it, the console says so before holding and nothing is held until it is settled', async () => {
    const one = await scene(house, 2)
    const acts = invigilate(one.office, one.sitting.sittingId)
    // Begins late: 30 minutes beyond the full time would be cut by the close of the two-hour window.
    later(minutes(50))
    const early = await takeSeat(await one.candidate(0), one.attempt(0))
    later(minutes(20))
    const late = await takeSeat(await one.candidate(1), one.attempt(1))
    expect(late.start.body.deadline).toBe(new Date(sceneStart.getTime() + minutes(120)).toISOString())
    const before = await acts.console()
    expect(await seatOf(before, one.attempt(0))).toMatchObject({ slackSeconds: 600 })
    expect(await seatOf(before, one.attempt(1))).toMatchObject({ slackSeconds: 0 })
    expect((await acts.hold()).body).toMatchObject({ code: 'exam.hold-cut', params: { count: 1 } })
    expect((await early.send([])).body.held).toBeNull()
    expect((await acts.hold({ pastClose: true })).status).toBe(201)
    later(minutes(17))
    await acts.resume()
    later(minutes(1))
    expect((await late.send([])).body).toMatchObject({
      held: null,
      deadline: new Date(sceneStart.getTime() + minutes(137) + 5000).toISOString(),
    })
    expect((await early.send([])).body.deadline).toBe(
      new Date(sceneStart.getTime() + minutes(127) + 5000).toISOString(),
    )
  })

  test('keeps who has not begun at the door, gives the entry time back, and leaves a seat held for itself when the room goes on', async () => {
    const one = await scene(house, 2, {
      entryUntil: new Date(sceneStart.getTime() + minutes(10)).toISOString(),
    })
    const acts = invigilate(one.office, one.sitting.sittingId)
    const seat = await takeSeat(await one.candidate(0), one.attempt(0))
    later(minutes(5))
    await acts.hold({ attemptIds: [one.attempt(0)], cause: 'medical', reason: '身体不适' })
    expect((await acts.hold()).body.held).toBe(2)
    expect((await acts.hold()).body.code).toBe('exam.hold-nobody')
    later(minutes(20))
    expect((await takeSeat(await one.candidate(1), one.attempt(1))).start.body.code).toBe('exam.held')
    expect((await acts.resume()).body).toMatchObject({ resumed: 2, stillHeld: 1 })
    later(minutes(1))
    expect((await seat.send([])).body.held).toMatchObject({ until: null })
    expect((await takeSeat(await one.candidate(1), one.attempt(1))).start.status).toBe(201)
    expect((await seat.submit()).body.code).toBe('exam.held')
    expect((await acts.resume({ attemptIds: [one.attempt(0)] })).body).toMatchObject({ resumed: 1 })
    expect((await acts.resume({ attemptIds: [one.attempt(0)] })).body.code).toBe('exam.resume-nobody')
    later(5000)
    expect((await seat.send([])).body).toMatchObject({
      held: null,
      deadline: new Date(sceneStart.getTime() + minutes(60 + 21) + 5000).toISOString(),
    })
  })
})

describe('time', () => {
  test('scenario 10: is given to a seat, a room and all, seen at the seats with their next sign of life', async () => {
    const one = await scene(house, 2)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const page = await at(one, 0)
    const other = await at(one, 1)
    const { roomId } = (await acts.console()).rooms[0]
    await acts.give({ seconds: 60, attemptIds: [one.attempt(0)] })
    await acts.give({ seconds: 300, roomId })
    await acts.give({ seconds: 600 })
    for (const [seat, given] of [
      [page, 16],
      [other, 15],
    ] as const) {
      seat.wake()
      await until(seat, () => seat.timeLeft() > minutes(60 + given) - 1500)
      expect(Math.abs(seat.timeLeft() - minutes(60 + given))).toBeLessThan(1500)
    }
    // At the end and after it, while nothing was handed in: acceptance follows in the same transaction.
    later(minutes(80))
    await acts.give({ seconds: 1200, attemptIds: [one.attempt(0)] })
    page.wake()
    await until(page, () => page.timeLeft() > minutes(15))
    page.dispose()
    other.dispose()
  })
})

describe('a seat', () => {
  test('scenario 18: is moved: the dead machine is shut out, the new one let in with what had arrived, the rest kept and shown', async () => {
    const one = await scene(house, 1)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const dead: Network = { mode: 'up' }
    const page = await at(one, 0, dead)
    const { slot, id } = firstOption(page)
    page.choose(slot, [id])
    await until(page, () => page.state().saving.atCentre)
    dead.mode = 'down'
    const unsent = page.state().paper[0]?.options[1]?.id ?? ''
    page.choose(slot, [unsent])
    later(minutes(4))
    const { rooms, items } = await acts.console()
    const free = (items[0].seat % 40) + 1
    expect((await acts.move(one.attempt(0), { seat: 41 })).body.code).toBe('exam.seat-unknown')
    expect((await acts.move(one.attempt(0), { seat: items[0].seat })).body.code).toBe('exam.seat-same')
    expect((await acts.move(one.attempt(0), { seat: free })).status).toBe(201)
    const next = await at(one, 0)
    expect(shownBy(next).get(slot)).toBe(id)
    expect(next.state().info).toMatchObject({ seat: free, roomName: rooms[0].name })
    // The old machine comes back: it says where to go and cannot take the exam back.
    dead.mode = 'up'
    page.wake()
    await until(page, () => page.state().phase === 'moved' && page.state().info?.seat === free)
    await page.continueHere()
    await until(page, () => page.state().phase === 'moved')
    next.wake()
    await until(next, () => next.state().saving.link === 'up')
    expect(next.state().phase).toBe('writing')
    expect(await seatOf(await acts.console(), one.attempt(0))).toMatchObject({
      leftBehind: 1,
      moved: true,
      // What the fault cost is measured, and proposed.
      silentSeconds: 240,
    })
    expect((await atCentre(await one.candidate(0), one.attempt(0))).get(slot)).toBe(id)
    page.dispose()
    next.dispose()
  })

  test('scenario 18: what the dead seat left behind counts once two people say so, and only where the new seat has not answered since', async () => {
    const one = await scene(house, 1)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const dead: Network = { mode: 'up' }
    const page = await at(one, 0, dead)
    dead.mode = 'down'
    const [kept, overwritten] = page.state().paper
    if (!kept || !overwritten) throw new Error('no paper')
    // An answer that was changed is one answer to whoever decides about it.
    page.choose(kept.slot, [kept.options[1]?.id ?? ''])
    page.choose(kept.slot, [kept.options[0]?.id ?? ''])
    page.choose(overwritten.slot, [overwritten.options[0]?.id ?? ''])
    const { items } = await acts.console()
    await acts.move(one.attempt(0), { seat: (items[0].seat % 40) + 1 })
    const next = await at(one, 0)
    next.choose(overwritten.slot, [overwritten.options[1]?.id ?? ''])
    await until(next, () => next.state().saving.atCentre)
    expect(shownBy(next).has(kept.slot)).toBe(false)
    dead.mode = 'up'
    page.wake()
    await until(page, () => page.state().phase === 'moved')
    const seat = await seatOf(await acts.console(), one.attempt(0))
    const [tail] = seat['tails'] as { epoch: number; through: number; answers: number }[]
    expect(tail).toMatchObject({ epoch: 1, answers: 2 })
    const agree = (client: Client, through = tail?.through) =>
      client.call(
        'POST',
        `/api/v1/sittings/${one.sitting.sittingId}/attempts/${one.attempt(0)}/tail-consents`,
        { epoch: tail?.epoch, through, reason: '核对原机屏幕，答案属实' },
      )
    expect((await agree(one.office, 1)).body.code).toBe('exam.tail-changed')
    expect((await agree(one.office)).body).toEqual({ consents: 1, counts: false })
    expect((await agree(one.office)).body.code).toBe('exam.tail-consented')
    expect((await atCentre(await one.candidate(0), one.attempt(0))).has(kept.slot)).toBe(false)
    const site = await house.client([{ role: 'invigilator', organisationId: one.one.siteId }])
    expect((await agree(site)).body).toEqual({ consents: 2, counts: true })
    next.wake()
    await until(next, () => shownBy(next).get(kept.slot) === kept.options[0]?.id)
    expect(shownBy(next).get(overwritten.slot)).toBe(overwritten.options[1]?.id)
    expect(await seatOf(await acts.console(), one.attempt(0))).toMatchObject({ leftBehind: 0, tails: [] })
    next.submit()
    await until(next, () => next.state().phase === 'handed-in')
    expect((await agree(one.office)).body.code).toBe('exam.submitted')
    await one.office.call('POST', `/api/v1/sittings/${one.sitting.sittingId}/scoring-runs`)
    const report = await one.office.call('GET', `/api/v1/sittings/${one.sitting.sittingId}/verification`)
    expect(report.body.faults).toEqual([])
    page.dispose()
    next.dispose()
  })

  test('is shut out until somebody admits it, and then goes on by itself with what it kept', async () => {
    const one = await scene(house, 1)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const network: Network = { mode: 'up' }
    const page = await at(one, 0, network)
    network.mode = 'down'
    const { slot, id } = firstOption(page)
    page.choose(slot, [id])
    await acts.fence([one.attempt(0)])
    network.mode = 'up'
    page.wake()
    await until(page, () => page.state().phase === 'shut')
    expect((await takeSeat(await one.candidate(0), one.attempt(0))).start.body.code).toBe('exam.shut')
    expect((await atCentre(await one.candidate(0), one.attempt(0))).size).toBe(0)
    expect((await acts.admit({ attemptIds: [one.attempt(0)] })).body).toMatchObject({ seats: 1 })
    await until(page, () => page.state().phase === 'writing' && page.state().saving.atCentre)
    expect((await atCentre(await one.candidate(0), one.attempt(0))).get(slot)).toBe(id)
    expect(await seatOf(await acts.console(), one.attempt(0))).toMatchObject({
      shut: false,
      identitySeen: true,
      leftBehind: 0,
    })
    page.dispose()
  })

  test('scenario 17: after a power cut a whole room is admitted in one act, and what each seat lost is measured', async () => {
    const one = await scene(house, 3)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const machines = [memoryStore(), memoryStore(), memoryStore()]
    const open = async (seat: number) => {
      const page = openPage(
        await one.candidate(seat),
        one.attempt(seat),
        { mode: 'up' },
        machines[seat] ?? memoryStore(),
      )
      await writing(page)
      return page
    }
    const before = await Promise.all([open(0), open(1), open(2)])
    const { slot, id } = firstOption(before[0] as ExamSession)
    before[0]?.choose(slot, [id])
    await before[0]?.settled()
    await until(before[0] as ExamSession, () => before[0]?.state().saving.atCentre ?? false)
    // The power goes: pages die at once; the room is shut until the chief lets it go on.
    for (const page of before) page.dispose()
    await acts.fence([0, 1, 2].map(one.attempt))
    later(minutes(4))
    const { roomId } = (await acts.console()).rooms[0]
    expect((await acts.admit({ roomId })).body.seats).toBe(3)
    const after = await Promise.all([open(0), open(1), open(2)])
    expect(shownBy(after[0] as ExamSession).get(slot)).toBe(id)
    for (const [seat, page] of after.entries()) {
      expect(await seatOf(await acts.console(), one.attempt(seat))).toMatchObject({ silentSeconds: 240 })
      page.dispose()
    }
  })

  test('is told something until it has been read, is handed in by the invigilator, and what happened is on record', async () => {
    const one = await scene(house, 2)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const page = await at(one, 0)
    expect((await acts.say('请保持安静')).body.seats).toBe(2)
    page.wake()
    await until(page, () => page.state().messages.length === 1)
    expect(page.state().messages[0]?.text).toBe('请保持安静')
    expect(await seatOf(await acts.console(), one.attempt(0))).toMatchObject({ unread: 1 })
    page.haveRead()
    await until(page, () => page.state().messages.length === 0)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await seatOf(await acts.console(), one.attempt(0))).toMatchObject({ unread: 0 })
    await acts.note({ attemptIds: [one.attempt(0)] })
    expect((await acts.collect(one.attempt(0))).body).toMatchObject({ answered: 0 })
    page.wake()
    await until(page, () => page.state().phase === 'handed-in')
    expect(page.state().submission?.by).toBe('invigilator')
    expect((await acts.collect(one.attempt(0))).body.code).toBe('exam.submitted')
    expect((await acts.collect(one.attempt(1))).body.code).toBe('exam.act-nobody')
    const log = await one.office.call('GET', `/api/v1/sittings/${one.sitting.sittingId}/acts`)
    expect(log.body.items.map((act: { kind: string }) => act.kind).toSorted()).toEqual([
      'incident',
      'message',
      'submit',
    ])
    for (const act of log.body.items) expect(act.by).toBeTruthy()
    page.dispose()
  })

  test('is nobody else’s: the institution reads no console, another office finds none, and no act can be changed afterwards', async () => {
    const one = await scene(house, 1)
    const acts = invigilate(one.office, one.sitting.sittingId)
    await acts.note({ attemptIds: [one.attempt(0)] })
    const institution = await house.client([{ role: 'institution', organisationId: one.one.institutionId }])
    const path = `/api/v1/sittings/${one.sitting.sittingId}`
    expect((await institution.call('GET', `${path}/console`)).status).toBe(403)
    expect((await institution.call('POST', `${path}/holds`, { cause: 'power', reason: '停电' })).status).toBe(
      403,
    )
    const site = await house.client([{ role: 'invigilator', organisationId: one.one.siteId }])
    expect((await site.call('GET', `${path}/console`)).status).toBe(200)
    for (const statement of [
      sql`update exam_act set note = 'x'`,
      sql`delete from exam_act_seat`,
      sql`update time_adjustment set seconds = 1`,
    ])
      await expect(statement.execute(house.services.db)).rejects.toMatchObject({ code: 'ZX001' })
  })
})

describe('the room record', () => {
  test('comes from the log, is signed by two different people, and stands frozen whatever is done later', async () => {
    const one = await scene(house, 3)
    const acts = invigilate(one.office, one.sitting.sittingId)
    const path = `/api/v1/sittings/${one.sitting.sittingId}/room-record`
    const { roomId } = (await acts.console()).rooms[0]
    const seat = await takeSeat(await one.candidate(0), one.attempt(0))
    later(minutes(8))
    const late = await takeSeat(await one.candidate(1), one.attempt(1))
    await acts.hold({ roomId })
    later(minutes(2))
    await acts.resume({ roomId })
    later(minutes(1))
    await acts.give({ seconds: 300, attemptIds: [one.attempt(1)] })
    await acts.note({ attemptIds: [one.attempt(1)] })
    const early = await one.office.call('GET', `${path}?roomId=${roomId}`)
    expect(early.body).toMatchObject({ stillOpen: 3, complete: false })
    const sign = (client: Client, hash: string) => client.call('POST', `${path}/signatures`, { roomId, hash })
    expect((await sign(one.office, early.body.hash)).body.code).toBe('exam.record-open')
    await seat.submit()
    await late.submit()
    await one.office.call('POST', `/api/v1/sittings/${one.sitting.sittingId}/end`, { reason: '考试结束' })
    const record = (await one.office.call('GET', `${path}?roomId=${roomId}`)).body
    expect(record.stillOpen).toBe(0)
    expect(
      record.content.candidates.map(
        (line: { state: string; late: boolean; heldSeconds: number; addedSeconds: number }) => [
          line.state,
          line.late,
          line.heldSeconds,
          line.addedSeconds,
        ],
      ),
    ).toEqual([
      ['submitted', false, 125, 0],
      ['submitted', true, 125, 300],
      ['absent', false, 0, 0],
    ])
    expect(record.content.acts.map((act: { kind: string }) => act.kind)).toEqual([
      'hold',
      'release',
      'time',
      'incident',
    ])
    expect((await sign(one.office, early.body.hash)).body.code).toBe('exam.record-changed')
    expect((await sign(one.office, record.hash)).body).toMatchObject({ signatures: 1, complete: false })
    expect((await sign(one.office, record.hash)).body.code).toBe('exam.record-signed')
    later(minutes(60))
    const site = await house.client([{ role: 'invigilator', organisationId: one.one.siteId }])
    expect((await sign(site, record.hash)).body).toMatchObject({ signatures: 2, complete: true })
    await acts.note({ attemptIds: [one.attempt(0)], code: 'environment', note: '补记' })
    const after = (await one.office.call('GET', `${path}?roomId=${roomId}`)).body
    expect(after).toMatchObject({ hash: record.hash, complete: true, changedSince: true })
    expect(after.content).toEqual(record.content)
    expect(after.signed.signatures).toHaveLength(2)
  })
})

describe('seating', () => {
  test('is written out with the attempts, over the rooms asked for, one candidate to a seat', async () => {
    house.now = sceneStart
    const one = await scene(house, 30)
    const rooms = await Promise.all(
      [20, 20].map(async (seats, index) => {
        const { rows } = await sql<{ id: string }>`insert into room (id, organisation_id, name, seats)
          values (gen_random_uuid(), ${one.one.siteId}, ${`机房 ${index + 2}`}, ${seats}) returning id`.execute(
          house.services.db,
        )
        return rows[0]?.id ?? ''
      }),
    )
    const arrange = (paperId: string) =>
      one.office.call('POST', `/api/v1/classes/${one.one.classId}/sittings`, {
        paperId,
        roomIds: rooms,
        opensAt: house.now.toISOString(),
        closesAt: new Date(house.now.getTime() + minutes(120)).toISOString(),
        durationMinutes: 60,
      })
    const created = await arrange(one.sitting.paperId)
    expect(created.status).toBe(201)
    const { items } = await invigilate(one.office, created.body.sittingId).console()
    const places = items.map((item: { roomId: string; seat: number }) => `${item.roomId}/${item.seat}`)
    expect(new Set(places).size).toBe(30)
    for (const room of rooms)
      expect(items.filter((item: { roomId: string }) => item.roomId === room)).toHaveLength(15)
    // A paper of two judgements has two orders: no draw by chance keeps 28 pairs of neighbours apart.
    const bank = await one.office.call('GET', `/api/v1/programmes/${one.one.programmeId}/questions`)
    const judged = bank.body.items.filter((item: { kind: string }) => item.kind === 'judgement')
    const short = await one.office.call('POST', `/api/v1/programmes/${one.one.programmeId}/papers`, {
      title: '两题',
      items: judged.map(({ versionId }: { versionId: string }) => ({ versionId, points: '50' })),
    })
    const again = await arrange(short.body.paperId)
    expect([judged.length, again.status]).toEqual([2, 201])
    const { rows: alike } =
      await sql`select from attempt a join attempt b on b.sitting_id = a.sitting_id and b.room_id = a.room_id
      and b.seat = a.seat + 1 and b.permutation_hash = a.permutation_hash where a.sitting_id = ${again.body.sittingId}`.execute(
        house.services.db,
      )
    expect(alike).toEqual([])
  })
})
