import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import {
  enrolAll,
  filedClass,
  people,
  schoolOf,
  seats,
  sessionIds,
  type School,
} from './training-fixtures.ts'

const morning = new Date('2026-03-02T02:00:00Z')
const house = testHouse({ worker: false, now: morning })

/** A class of two mornings whose first has been held; three people in it. */
const runningClass = async () => {
  house.now = morning
  const school = await schoolOf(house)
  const one = await filedClass(school, ['2026-03-10', '2026-03-11'])
  await enrolAll(school, one.url, await people(house, 3))
  const [[first, second], ids] = [await sessionIds(school, one.url), await seats(school, one.url)]
  house.now = new Date('2026-03-10T05:00:00Z')
  return { school, ...one, first: sheet(first as string), second: sheet(second as string), ids }
}

const sheet = (sessionId: string) => `/api/v1/class-sessions/${sessionId}/attendance`
const save = (school: School, url: string, exceptions: object[], more: object = {}) =>
  school.institution.call('PUT', url, { exceptions, ...more })
const confirm = (school: School, url: string, body: object = {}) =>
  school.institution.call('POST', `${url}/confirm`, body)
const marks = async (school: School, url: string) =>
  (await school.institution.call('GET', url)).body.items.map(
    (item: { status: string | null; minutes: number | null }) => [item.status, item.minutes],
  )

describe('taking attendance', () => {
  test('everybody is present from beginning to end but the exceptions', async () => {
    const { school, first, ids, url } = await runningClass()
    expect(await marks(school, first)).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
    const saved = await save(school, first, [
      { enrolmentId: ids[1], status: 'late', minutes: 150 },
      { enrolmentId: ids[2], status: 'absent' },
    ])
    expect(saved.body).toEqual({ recorded: 3, changed: 3, revision: 1 })
    expect(await marks(school, first)).toEqual([
      ['present', 180],
      ['late', 150],
      ['absent', 0],
    ])
    expect((await school.institution.call('GET', url)).body.state).toBe('running')
  })

  test('a later save replaces the sheet and appends only what changed; nothing recorded is ever rewritten', async () => {
    const { school, first, ids } = await runningClass()
    await save(school, first, [{ enrolmentId: ids[2], status: 'absent' }])
    const again = await save(school, first, [{ enrolmentId: ids[1], status: 'early', minutes: 90 }])
    expect(again.body).toEqual({ recorded: 3, changed: 2, revision: 2 })
    expect(await marks(school, first)).toEqual([
      ['present', 180],
      ['early', 90],
      ['present', 180],
    ])
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from attendance_mark where enrolment_id = any(${ids}::uuid[])`.execute(
      house.services.db,
    )
    expect(rows[0]?.n).toBe(5)
    await expect(
      sql`update attendance_mark set minutes = 180 where enrolment_id = ${ids[1]}`.execute(house.services.db),
    ).rejects.toMatchObject({ code: 'ZX001' })
    await expect(
      sql`delete from attendance_mark where enrolment_id = ${ids[1]}`.execute(house.services.db),
    ).rejects.toMatchObject({ code: 'ZX001' })
  })

  test('a save from a page opened before somebody else’s is refused', async () => {
    const { school, first, ids } = await runningClass()
    await save(school, first, [], { revision: 0 })
    const stale = await save(school, first, [{ enrolmentId: ids[0], status: 'absent' }], { revision: 0 })
    expect([stale.status, stale.body.code]).toEqual([409, 'state.conflict'])
  })

  test('minutes must fit the status and people must be in the class; each fault is named', async () => {
    const { school, first, ids } = await runningClass()
    const other = await runningClass()
    const reply = await save(school, first, [
      { enrolmentId: ids[0], status: 'late' },
      { enrolmentId: ids[1], status: 'early', minutes: 180 },
      { enrolmentId: other.ids[0], status: 'absent' },
    ])
    expect([reply.status, reply.body.code]).toEqual([422, 'attendance.faulty'])
    expect(
      reply.body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ).toEqual([
      ['/exceptions/2/enrolmentId', 'attendance.unknown-person'],
      ['/exceptions/0/minutes', 'attendance.minutes'],
      ['/exceptions/1/minutes', 'attendance.minutes'],
    ])
    expect(await marks(school, first)).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })

  test('is refused before the session begins and cannot be confirmed before it ends', async () => {
    const { school, second, first } = await runningClass()
    const early = await save(school, second, [])
    expect([early.status, early.body.code, early.body.params]).toEqual([
      409,
      'attendance.not-begun',
      { day: '2026-03-11', start: '09:00' },
    ])
    house.now = new Date('2026-03-10T03:00:00Z')
    expect((await save(school, first, [])).status).toBe(200)
    const halfway = await confirm(school, first)
    expect([halfway.status, halfway.body.code]).toEqual([409, 'attendance.not-ended'])
  })
})

describe('confirmed attendance', () => {
  test('is locked; only then minutes are proven; the last confirmation finishes the class', async () => {
    const { school, url, classId, first, second, ids } = await runningClass()
    await save(school, first, [{ enrolmentId: ids[2], status: 'absent' }])
    const proven = async () =>
      (await school.institution.call('GET', `${url}/enrolments`)).body.items.map(
        (row: { attendedMinutes: number }) => row.attendedMinutes,
      )
    expect(await proven()).toEqual([0, 0, 0])
    const confirmed = await confirm(school, first)
    expect(confirmed.body).toEqual({ recorded: 3, attendedMinutes: 360, classState: 'running' })
    expect(await proven()).toEqual([180, 180, 0])
    for (const again of [await save(school, first, []), await confirm(school, first)]) {
      expect([again.status, again.body.code]).toEqual([409, 'attendance.confirmed'])
    }
    house.now = new Date('2026-03-11T05:00:00Z')
    expect((await confirm(school, second, { exceptions: [] })).body.classState).toBe('finished')
    expect(await proven()).toEqual([360, 360, 180])
    expect(await eventsOf(house, classId)).toEqual([
      'training.classFiled',
      'training.enrolmentOpened',
      'training.peopleEnrolled',
      'training.attendanceSaved',
      'training.classStarted',
      'training.attendanceConfirmed',
      'training.attendanceSaved',
      'training.attendanceConfirmed',
      'training.classFinished',
    ])
  })

  test('needs a mark for everybody: somebody who came after the last save is not passed over', async () => {
    const { school, url, first } = await runningClass()
    await save(school, first, [])
    await enrolAll(school, url, await people(house, 1))
    const reply = await confirm(school, first)
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      409,
      'attendance.incomplete',
      { count: 1 },
    ])
    expect((await confirm(school, first, { exceptions: [] })).status).toBe(200)
  })

  test('by two people in the same instant is confirmed once', async () => {
    const { school, first } = await runningClass()
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => confirm(school, first, { exceptions: [] })),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    const sessionId = first.split('/')[4]
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from attendance_mark where session_id = ${sessionId}`.execute(
      house.services.db,
    )
    expect(rows[0]?.n).toBe(3)
  })

  test('keeps its session where it is: time and place in the calendar cannot be changed under it', async () => {
    const { school, url, first } = await runningClass()
    await confirm(school, first, { exceptions: [] })
    const read = (await school.institution.call('GET', url)).body
    const sessions = read.sessions.map(
      ({ id, day, start, end, minutes, roomId, teacherId, topic }: Record<string, unknown>) => ({
        id,
        day,
        start,
        end,
        minutes,
        roomId,
        teacherId,
        topic,
      }),
    )
    const change = (changed: object[]) =>
      school.institution.call('PUT', url, {
        revision: read.revision,
        name: read.name,
        capacity: 30,
        feeFen: 0,
        contact: '',
        notes: '',
        sessions: changed,
      })
    for (const changed of [[{ ...sessions[0], minutes: 90 }, sessions[1]], [sessions[1]]]) {
      const reply = await change(changed)
      expect([reply.status, reply.body.code]).toEqual([409, 'session.has-attendance'])
    }
    expect(
      (
        await change([
          { ...sessions[0], topic: '补记的主题' },
          { ...sessions[1], day: '2026-03-12' },
        ])
      ).status,
    ).toBe(200)
    expect((await school.institution.call('GET', url)).body.sessions[0]).toMatchObject({
      topic: '补记的主题',
      attendance: 'confirmed',
    })
    const dropped = await school.institution.call('POST', first.replace('/attendance', '/cancel'), {
      reason: '试探',
    })
    expect([dropped.status, dropped.body.code]).toEqual([409, 'session.has-attendance'])
  })
})

describe('a correction', () => {
  test('has an author and a reason, stands beside what was there before, and changes what is proven', async () => {
    const { school, url, first, ids } = await runningClass()
    const correction = { enrolmentId: ids[2], status: 'late', minutes: 120, reason: '签到表漏记，附当日照片' }
    const early = await school.institution.call('POST', `${first}/corrections`, correction)
    expect([early.status, early.body.code]).toEqual([409, 'attendance.not-confirmed'])
    await confirm(school, first, { exceptions: [{ enrolmentId: ids[2], status: 'absent' }] })
    const bare = await school.institution.call('POST', `${first}/corrections`, {
      ...correction,
      reason: '  ',
    })
    expect(bare.status).toBe(400)
    const made = await school.institution.call('POST', `${first}/corrections`, correction)
    expect([made.status, made.body]).toEqual([201, { minutesBefore: 0, minutesAfter: 120 }])
    const same = await school.institution.call('POST', `${first}/corrections`, correction)
    expect([same.status, same.body.code]).toEqual([409, 'attendance.unchanged'])
    const list = (await school.institution.call('GET', `${url}/attendance-corrections`)).body.items
    expect(list).toMatchObject([
      {
        statusBefore: 'absent',
        minutesBefore: 0,
        status: 'late',
        minutes: 120,
        reason: '签到表漏记，附当日照片',
        author: '测试',
      },
    ])
    const matrix = (await school.institution.call('GET', `${url}/attendance`)).body
    expect(matrix.items[2]).toMatchObject({
      attendedMinutes: 120,
      marks: [{ status: 'late', minutes: 120, corrected: true }, null],
    })
  })

  test('is told to the person it is about', async () => {
    const { school, first, ids } = await runningClass()
    await confirm(school, first, { exceptions: [] })
    await school.institution.call('POST', `${first}/corrections`, {
      enrolmentId: ids[0],
      status: 'absent',
      reason: '经核实未到',
    })
    const enrolment = (await school.institution.call('GET', `/api/v1/enrolments/${ids[0]}/attendance`)).body
    const own = await (await house.client([], enrolment.personId)).call(
      'GET',
      `/api/v1/enrolments/${ids[0]}/attendance`,
    )
    expect(own.body).toMatchObject({ attendedMinutes: 0, totalMinutes: 360, requiredMinutes: 240 })
    expect(own.body.sessions[0]).toMatchObject({
      status: 'absent',
      attendedMinutes: 0,
      reason: '经核实未到',
      correctedAt: house.now.toISOString(),
    })
    expect(own.body.sessions[1]).toMatchObject({ status: null, confirmed: false })
  })
})

describe('who may', () => {
  test('take attendance: the institution; office and district look on, others find nothing', async () => {
    const { school, first, ids } = await runningClass()
    const other = await schoolOf(house)
    expect((await other.institution.call('GET', first)).status).toBe(404)
    expect((await other.institution.call('PUT', first, { exceptions: [] })).status).toBe(404)
    expect((await school.district.call('GET', first)).status).toBe(200)
    for (const client of [school.district, school.office]) {
      const reply = await client.call('PUT', first, { exceptions: [] })
      expect([reply.status, reply.body.code]).toEqual([403, 'access.denied'])
    }
    await confirm(school, first, { exceptions: [] })
    const correction = { enrolmentId: ids[0], status: 'absent', reason: '核查' }
    expect((await school.district.call('POST', `${first}/corrections`, correction)).status).toBe(403)
    expect((await school.office.call('POST', `${first}/corrections`, correction)).status).toBe(201)
  })

  test('a person sees no mark before it is confirmed', async () => {
    const { school, first, ids } = await runningClass()
    await save(school, first, [{ enrolmentId: ids[0], status: 'absent' }])
    const reply = await school.institution.call('GET', `/api/v1/enrolments/${ids[0]}/attendance`)
    expect(reply.body.sessions[0]).toMatchObject({ confirmed: false, status: null, attendedMinutes: null })
  })
})

describe('the calendar', () => {
  const working = testHouse({ now: morning })
  test('starts a class by itself when its first session begins, and not before', async () => {
    const school = await schoolOf(working)
    const past = await filedClass(school, ['2026-03-02'], {
      sessions: [{ day: '2026-03-02', start: '08:00', end: '12:00', minutes: 180 }],
    })
    const future = await filedClass(school, ['2026-03-02'], {
      sessions: [{ day: '2026-03-02', start: '14:00', end: '16:00', minutes: 120 }],
    })
    await working.drain()
    const state = async (url: string) => (await school.institution.call('GET', url)).body.state
    expect([await state(past.url), await state(future.url)]).toEqual(['running', 'enrolling'])
  })
})
