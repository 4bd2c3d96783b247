import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { settleClass } from './app/close-class.ts'
import { closedClass } from './index.ts'
import {
  enrolAll,
  examSitting,
  expectStatus,
  filedClass,
  people,
  schoolOf,
  seats,
  sessionIds,
  type School,
} from './training-fixtures.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

interface Held {
  readonly school: School
  readonly url: string
  readonly classId: string
  readonly filingNumber: string
  readonly personIds: readonly string[]
}

/** A class of two mornings with everything confirmed; `attended` holds the minutes of each person in each session. */
const heldClass = async (
  attended: readonly (readonly [number, number])[],
  options: { exam?: boolean; capacity?: number } = {},
): Promise<Held> => {
  house.now = new Date('2026-03-02T02:00:00Z')
  const school = await schoolOf(house, { exam: options.exam ?? false })
  const one = await filedClass(school, ['2026-03-10', '2026-03-11'], { capacity: options.capacity ?? 30 })
  const personIds = await people(house, attended.length)
  await enrolAll(school, one.url, personIds)
  const [ids, sessions] = [await seats(school, one.url), await sessionIds(school, one.url)]
  house.now = new Date('2026-03-12T02:00:00Z')
  for (const [at, sessionId] of sessions.entries()) {
    const exceptions = attended.flatMap((minutes, person) => {
      const proven = minutes[at] as number
      if (proven === 180 || person >= (options.capacity ?? 30)) return []
      return [
        {
          enrolmentId: ids[person],
          ...(proven === 0 ? { status: 'absent' } : { status: 'late', minutes: proven }),
        },
      ]
    })
    expectStatus(
      await school.institution.call('POST', `/api/v1/class-sessions/${sessionId}/attendance/confirm`, {
        exceptions,
      }),
      200,
    )
  }
  return { school, ...one, personIds }
}

const close = ({ school, url, filingNumber }: Held, headers: Record<string, string> = {}) =>
  school.institution.call('POST', `${url}/close`, { filingNumber }, headers)

const outcomes = async ({ school, url }: Held) => {
  const reply = await school.institution.call('GET', `${url}/enrolments`)
  return reply.body.items.map((row: { state: string; outcome: { reasons: { code: string }[] } | null }) => [
    row.state,
    row.outcome?.reasons.map((reason) => reason.code),
  ])
}

describe('who completes a class', () => {
  test('who attends it fully does; who attends half of it does not; two thirds to the minute is enough', async () => {
    const held = await heldClass([
      [180, 180],
      [180, 0],
      [180, 60],
      [180, 59],
    ])
    const closed = await close(held)
    expect([closed.status, closed.body]).toEqual([200, { completed: 2, notCompleted: 2, state: 'closing' }])
    expect(await outcomes(held)).toEqual([
      ['completed', []],
      ['not-completed', ['attendance.short']],
      ['completed', []],
      ['not-completed', ['attendance.short']],
    ])
    const rows = (await held.school.institution.call('GET', `${held.url}/enrolments`)).body.items
    expect(rows[1].outcome).toMatchObject({
      attendedMinutes: 180,
      totalMinutes: 360,
      requiredMinutes: 240,
      reasons: [{ code: 'attendance.short', params: { attended: 180, required: 240, total: 360 } }],
    })
  })

  test('with an exam, who passes it does; who fails, stays away or is short of attendance is told every reason', async () => {
    const held = await heldClass(
      [
        [180, 180],
        [180, 180],
        [180, 180],
        [180, 180],
        [0, 0],
      ],
      { exam: true },
    )
    const [passed, failed, absent, , short] = held.personIds as [string, string, string, string, string]
    await examSitting(house, held, [
      { personId: passed, score: '88', passed: true },
      { personId: failed, score: '59', passed: false },
      { personId: absent, score: null, passed: false },
      { personId: short, score: '20', passed: false },
    ])
    expect((await close(held)).body).toMatchObject({ completed: 1, notCompleted: 4 })
    expect(await outcomes(held)).toEqual([
      ['completed', []],
      ['not-completed', ['exam.failed']],
      ['not-completed', ['exam.not-taken']],
      ['not-completed', ['exam.not-taken']],
      ['not-completed', ['attendance.short', 'exam.failed']],
    ])
  })

  test('a re-sit passed counts before an earlier failure, and before a later one', async () => {
    const held = await heldClass(
      [
        [180, 180],
        [180, 180],
      ],
      { exam: true },
    )
    const [first, second] = held.personIds as [string, string]
    await examSitting(
      house,
      held,
      [
        { personId: first, score: '40', passed: false },
        { personId: second, score: '75', passed: true },
      ],
      { day: '2026-03-11' },
    )
    await examSitting(
      house,
      held,
      [
        { personId: first, score: '70', passed: true },
        { personId: second, score: '30', passed: false },
      ],
      { day: '2026-03-12' },
    )
    await close(held)
    const closed = await closedClass(house.services.db, held.classId)
    expect(closed?.enrolments.map((one) => [one.passed, one.score, one.examDate])).toEqual([
      [true, '70', '2026-03-12'],
      [true, '75', '2026-03-11'],
    ])
  })

  test('a correction before closing changes the outcome, one after closing is refused', async () => {
    const held = await heldClass([[180, 0]])
    const [[enrolmentId], [, second]] = [
      await seats(held.school, held.url),
      await sessionIds(held.school, held.url),
    ]
    const path = `/api/v1/class-sessions/${second}/attendance/corrections`
    const preview = async () => (await held.school.institution.call('GET', `${held.url}/closing`)).body
    expect(await preview()).toMatchObject({ completed: 0, notCompleted: 1, ready: true })
    expectStatus(
      await held.school.institution.call('POST', path, {
        enrolmentId,
        status: 'present',
        reason: '补交签到表',
      }),
      201,
    )
    expect(await preview()).toMatchObject({ completed: 1, notCompleted: 0 })
    expect((await close(held)).body).toMatchObject({ completed: 1 })
    const late = await held.school.institution.call('POST', path, {
      enrolmentId,
      status: 'absent',
      reason: '反悔',
    })
    expect([late.status, late.body.code]).toEqual([409, 'class.closed'])
  })
})

describe('closing', () => {
  test('is refused until every session is confirmed and the results are released, and the checklist says so', async () => {
    house.now = new Date('2026-03-02T02:00:00Z')
    const school = await schoolOf(house, { exam: true })
    const one = await filedClass(school, ['2026-03-10', '2026-03-11'])
    const held = { school, ...one, personIds: await people(house, 1) }
    const checklist = async () => {
      const { body } = await school.institution.call('GET', `${one.url}/closing`)
      return [
        body.ready,
        ...body.checklist.map((item: { item: string; ready: number; total: number; done: boolean }) => [
          item.item,
          item.ready,
          item.total,
          item.done,
        ]),
      ]
    }
    expect((await close(held)).body.code).toBe('class.no-people')
    await enrolAll(school, one.url, held.personIds)
    const [first, second] = await sessionIds(school, one.url)
    house.now = new Date('2026-03-12T02:00:00Z')
    await school.institution.call('POST', `/api/v1/class-sessions/${first}/attendance/confirm`, {
      exceptions: [],
    })
    expect(await checklist()).toEqual([
      false,
      ['people', 1, 1, true],
      ['held', 2, 2, true],
      ['attendance', 1, 2, false],
      ['results', 0, 1, false],
    ])
    const early = await close(held)
    expect([early.status, early.body.code, early.body.params]).toEqual([
      409,
      'class.not-finished',
      { unconfirmed: 1 },
    ])
    await school.institution.call('POST', `/api/v1/class-sessions/${second}/attendance/confirm`, {
      exceptions: [],
    })
    expect((await close(held)).body).toMatchObject({
      code: 'class.results-missing',
      params: { released: 0, total: 1 },
    })
    const [personId] = held.personIds as [string]
    await examSitting(house, held, [{ personId, score: '80', passed: true }], { released: false })
    expect((await close(held)).body.code).toBe('class.results-missing')
    await examSitting(house, held, [{ personId, score: '80', passed: true }])
    expect((await close(held)).body).toMatchObject({
      code: 'class.results-missing',
      params: { released: 1, total: 2 },
    })
    await sql`update exam_sitting set cancelled_at = now() where id in (select id from pub_exam_sitting where not released) and class_id = ${one.classId}`.execute(
      house.services.db,
    )
    expect((await checklist())[0]).toBe(true)
    expect((await close(held)).status).toBe(200)
  })

  test('asks for the class’s own number, and answers a repeated request as it did the first', async () => {
    const held = await heldClass([[180, 180]])
    const wrong = await held.school.institution.call('POST', `${held.url}/close`, { filingNumber: '沪信 1' })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'class.number-mismatch'])
    const key = { 'idempotency-key': newId() }
    const [first, again, other] = [await close(held, key), await close(held, key), await close(held)]
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
    expect([other.status, other.body.code]).toEqual([409, 'class.closed'])
  })

  test('by eight requests in the same instant happens once: one event, one decision each', async () => {
    const held = await heldClass([
      [180, 180],
      [0, 0],
    ])
    const replies = await Promise.all(Array.from({ length: 8 }, () => close(held)))
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    expect(
      (await eventsOf(house, held.classId)).filter((name) => name === 'training.classClosed'),
    ).toHaveLength(1)
  })

  test('is for its institution and its office alone', async () => {
    const held = await heldClass([[180, 180]])
    const other = await schoolOf(house)
    const body = { filingNumber: held.filingNumber }
    expect((await other.institution.call('POST', `${held.url}/close`, body)).status).toBe(404)
    expect((await other.office.call('POST', `${held.url}/close`, body)).status).toBe(404)
    expect((await held.school.district.call('POST', `${held.url}/close`, body)).status).toBe(403)
    const own = await house.client([], held.personIds[0])
    expect((await own.call('POST', `${held.url}/close`, body)).status).toBe(403)
    expect((await own.call('GET', `${held.url}/closing`)).status).toBe(403)
    expect((await held.school.office.call('POST', `${held.url}/close`, body)).status).toBe(200)
  })

  test('lets those still waiting go, freezes the lists, and is settled when the certificates are made', async () => {
    const held = await heldClass(
      [
        [180, 180],
        [180, 180],
      ],
      { capacity: 1 },
    )
    expect((await close(held)).body).toEqual({ completed: 1, notCompleted: 0, state: 'closing' })
    expect(await outcomes(held)).toEqual([
      ['completed', []],
      ['withdrawn', undefined],
    ])
    const join = await held.school.institution.call('POST', `${held.url}/enrolments`, {
      personIds: await people(house, 1),
    })
    expect([join.status, join.body.code]).toEqual([409, 'class.closed'])
    const by = { actor: systemActor, requestId: newId() }
    expect(await house.services.perform(settleClass, { classId: held.classId }, by)).toEqual({
      ok: true,
      value: { settled: true },
    })
    expect(await house.services.perform(settleClass, { classId: held.classId }, by)).toEqual({
      ok: true,
      value: { settled: false },
    })
    expect((await held.school.institution.call('GET', held.url)).body.state).toBe('closed')
  })

  test('with nobody to certify is closed at once', async () => {
    const held = await heldClass([[0, 0]])
    expect((await close(held)).body).toEqual({ completed: 0, notCompleted: 1, state: 'closed' })
  })
})

describe('the door for certificates and the ledger', () => {
  test('gives nothing before the class is closed, and afterwards each person with the sessions they attended', async () => {
    const held = await heldClass([
      [180, 180],
      [180, 90],
      [0, 0],
    ])
    expect(await closedClass(house.services.db, held.classId)).toBeUndefined()
    await close(held)
    const closed = await closedClass(house.services.db, held.classId)
    expect(closed).toMatchObject({
      filingNumber: held.filingNumber,
      mode: 'face-to-face',
      category: 'professional',
      filedOn: '2026-03-02',
      closedOn: '2026-03-12',
      keyArea: { code: 'software' },
      institutionId: held.school.institutionId,
      next: null,
    })
    expect(closed?.enrolments.map((one) => [one.personId, one.passed, one.attendedMinutes])).toEqual([
      [held.personIds[0], true, 360],
      [held.personIds[1], true, 270],
      [held.personIds[2], false, 0],
    ])
    expect(closed?.enrolments[1]?.sessions).toEqual([
      { date: '2026-03-10', start: '09:00', end: '12:00', minutes: 180 },
      { date: '2026-03-11', start: '09:00', end: '12:00', minutes: 90 },
    ])
    expect(closed?.enrolments[2]?.sessions).toEqual([])
  })

  test('goes page by page through everybody once', async () => {
    const held = await heldClass([
      [180, 180],
      [180, 180],
      [180, 180],
    ])
    await close(held)
    const seen: string[] = []
    let afterSeat: number | null = 0
    while (afterSeat !== null) {
      const page: Awaited<ReturnType<typeof closedClass>> = await closedClass(
        house.services.db,
        held.classId,
        { afterSeat, limit: 2 },
      )
      seen.push(...(page?.enrolments.map((one) => one.personId) ?? []))
      afterSeat = page?.next ?? null
    }
    expect(seen).toEqual(held.personIds)
  })
})
