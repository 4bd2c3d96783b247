import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf, settingOf } from '../../../test/setting.ts'
import { approvedCourse, filedClass, filing, mornings, schoolOf, type School } from './training-fixtures.ts'

// Ten in the morning of 2 March in Shanghai.
const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

const file = (
  school: School,
  days: readonly string[],
  more: object = {},
  headers: Record<string, string> = {},
) => school.institution.call('POST', '/api/v1/classes', filing(school, days, more), headers)

describe('filing a class', () => {
  test('gives consecutive numbers of the programme’s year and names the class after its course', async () => {
    const school = await schoolOf(house)
    const [first, second] = [await file(school, ['2026-03-10']), await file(school, ['2026-03-11'])]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.filingNumber).toMatch(/^P-.+-2026-0001$/)
    expect(second.body.filingNumber).toBe(first.body.filingNumber.replace('0001', '0002'))
    expect([first.body.name, second.body.name].map((name) => name.slice(-5))).toEqual([
      '（第1期）',
      '（第2期）',
    ])
    const read = await school.institution.call('GET', `/api/v1/classes/${first.body.classId}`)
    expect(read.body).toMatchObject({
      nameEn: 'Mobile development (class 1)',
      state: 'enrolling',
      from: '2026-03-10',
      to: '2026-03-10',
      totalMinutes: 180,
      requiredMinutes: 120,
      feeFen: 120_000,
    })
    expect(await eventsOf(house, first.body.classId)).toEqual([
      'training.classFiled',
      'training.enrolmentOpened',
    ])
  })

  test('twenty filings at once take twenty different numbers without a gap', async () => {
    const school = await schoolOf(house)
    const days = Array.from({ length: 20 }, (_, at) => `2026-04-${String(at + 1).padStart(2, '0')}`)
    const replies = await Promise.all(days.map((day) => file(school, [day])))
    expect(replies.map((reply) => reply.status)).toEqual(days.map(() => 201))
    const numbers = replies.map((reply) => Number(reply.body.filingNumber.slice(-4))).sort((a, b) => a - b)
    expect(numbers).toEqual(days.map((_, at) => at + 1))
  })

  test('once, however often the same request is sent', async () => {
    const school = await schoolOf(house)
    const key = { 'idempotency-key': 'filing-once' }
    const replies = [await file(school, ['2026-03-10'], {}, key), await file(school, ['2026-03-10'], {}, key)]
    expect(replies.map((reply) => reply.status)).toEqual([201, 201])
    expect(replies[1]?.body).toEqual(replies[0]?.body)
    expect((await school.institution.call('GET', '/api/v1/classes')).body.items).toHaveLength(1)
  })

  test('tells nobody when a stranger’s room or teacher is taken, and by whom', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    await filedClass(school, ['2026-03-11'])
    const checked = await other.institution.call('POST', '/api/v1/schedule-checks', {
      institutionId: other.institutionId,
      sessions: mornings(school, ['2026-03-11']),
    })
    expect([checked.status, checked.body.clashes, checked.body.busy]).toEqual([200, [], []])
  })

  test('is refused for a course that is not approved, has run out on the first day, or is another institution’s', async () => {
    const school = await schoolOf(house, { validFrom: '2026-01-01', validTo: '2026-03-31' })
    const late = await file(school, ['2026-04-01'])
    expect([late.status, late.body.code]).toEqual([409, 'course.expired'])
    const { programmeId, institutionId, keyAreaId } = school
    const draft = await school.institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '未报课程',
    })
    const unapproved = await file(school, ['2026-03-10'], { courseVersionId: draft.body.versionId })
    expect([unapproved.status, unapproved.body.code]).toEqual([409, 'course.not-approved'])
    const other = await schoolOf(house)
    const foreign = await file(school, ['2026-03-10'], { courseVersionId: other.versionId })
    expect([foreign.status, foreign.body.code]).toEqual([409, 'course.not-approved'])
  })

  test('is refused for an institution whose approval ends before the first day', async () => {
    const setting = await settingOf(house, { approved: false })
    const { programmeId, institutionId } = setting
    const recorded = {
      programmeId,
      institutionId,
      modes: ['face-to-face'],
      from: '2026-01-01',
      to: '2026-03-31',
      reason: '公示',
    }
    await setting.office.call('POST', '/api/v1/institution-approvals/recorded', recorded)
    const school = {
      ...setting,
      ...(await approvedCourse(setting)),
      rooms: [],
      teachers: [],
    } as unknown as School
    const [within, after] = [await file(school, ['2026-03-31']), await file(school, ['2026-04-01'])]
    expect(within.status, JSON.stringify(within.body)).toBe(201)
    expect([after.status, after.body.code]).toEqual([409, 'institution.expired'])
  })

  test('is refused, session by session, where it runs on after the course or the approval has ended', async () => {
    const school = await schoolOf(house, { validTo: '2026-03-31' })
    const reply = await file(school, ['2026-03-30', '2026-03-31', '2026-04-01'])
    expect([reply.status, reply.body.code, reply.body.errors]).toEqual([
      409,
      'course.expired',
      [expect.objectContaining({ pointer: '/sessions/2/day', code: 'course.expired' })],
    ])
    const whole = await schoolOf(house)
    await sql`update institution_approval set to_day = '2026-03-31' where institution_id = ${whole.institutionId}`.execute(
      house.services.db,
    )
    const beyond = await file(whole, ['2026-03-31', '2026-04-01'])
    expect([beyond.status, beyond.body.code, beyond.body.errors[0].pointer]).toEqual([
      409,
      'institution.expired',
      '/sessions/1/day',
    ])
  })

  test('is refused after the course or the approval has run out, though every session lay within', async () => {
    const lateReason = '雪灾停电'
    const school = await schoolOf(house, { validTo: '2026-02-28' })
    const late = await file(school, ['2026-02-27'], { lateReason })
    expect([late.status, late.body.code, late.body.params]).toEqual([
      409,
      'course.expired-at-filing',
      { from: '2025-01-01', to: '2026-02-28', day: '2026-03-02' },
    ])
    const other = await schoolOf(house)
    await sql`update institution_approval set to_day = '2026-02-28' where institution_id = ${other.institutionId}`.execute(
      house.services.db,
    )
    const unapproved = await file(other, ['2026-02-27'], { lateReason })
    expect([unapproved.status, unapproved.body.code, unapproved.body.params]).toEqual([
      409,
      'institution.expired-at-filing',
      { to: '2026-02-28', day: '2026-03-02' },
    ])
  })

  test('after it began needs a reason, which stays on the record', async () => {
    const school = await schoolOf(house)
    const bare = await file(school, ['2026-02-27'])
    expect([bare.status, bare.body.code, bare.body.params]).toEqual([
      422,
      'class.late-filing-reason',
      { day: '2026-02-27' },
    ])
    const told = await file(school, ['2026-02-27'], { lateReason: '雪灾停电' })
    expect(told.status).toBe(201)
    expect(
      (await school.institution.call('GET', `/api/v1/classes/${told.body.classId}`)).body.lateReason,
    ).toBe('雪灾停电')
  })

  test('cannot teach more minutes than the course was approved for', async () => {
    const school = await schoolOf(house, { minutes: 350 })
    const reply = await file(school, ['2026-03-10', '2026-03-11'])
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      422,
      'class.minutes-exceed',
      { planned: 360, allowed: 350 },
    ])
  })

  test('names every faulty session at once', async () => {
    const school = await schoolOf(house)
    const [good] = mornings(school, ['2026-03-10'])
    const sessions = [
      good,
      { ...good, day: '2026-03-11', end: '08:00' },
      { ...good, day: '2026-03-12', minutes: 181 },
    ]
    const reply = await file(school, [], { sessions })
    expect(reply.body.code).toBe('class.schedule-faulty')
    expect(
      reply.body.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
    ).toEqual([
      ['/sessions/1/end', 'session.ends-before-start'],
      ['/sessions/2/minutes', 'session.minutes-beyond-clock'],
    ])
  })

  test('refuses two sessions of the class at the same time, and rooms and teachers that are not its own', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const [one] = mornings(school, ['2026-03-10'])
    const twice = await file(school, [], {
      sessions: [
        one,
        { ...one, start: '11:00', end: '14:00', roomId: school.rooms[1], teacherId: school.teachers[1] },
      ],
    })
    expect([twice.body.code, twice.body.params]).toEqual(['class.sessions-overlap', { session: 2, other: 1 }])
    const foreignRoom = await file(school, [], { sessions: [{ ...one, roomId: other.rooms[0] }] })
    expect(foreignRoom.body.code).toBe('class.room-unknown')
    const foreignTeacher = await file(school, [], { sessions: [{ ...one, teacherId: other.teachers[0] }] })
    expect(foreignTeacher.body.code).toBe('class.teacher-unknown')
  })

  test('refuses a room with fewer seats than the class has places', async () => {
    const school = await schoolOf(house)
    const reply = await file(school, ['2026-03-10'], { capacity: 61 })
    expect([reply.status, reply.body.code]).toEqual([422, 'class.room-too-small'])
    expect(reply.body.params).toEqual({ session: 1, room: '甲教室', seats: 60, capacity: 61 })
  })
})

describe('a room or a teacher booked twice', () => {
  test('is refused, naming the session, the room and the class that holds it', async () => {
    const school = await schoolOf(house)
    await filedClass(school, ['2026-03-11'], { name: '先到的班', nameEn: 'First come' })
    const reply = await file(school, ['2026-03-10', '2026-03-11'], {
      sessions: mornings(school, ['2026-03-10', '2026-03-11'], { teacherId: school.teachers[1] }),
    })
    expect([reply.status, reply.body.code]).toEqual([409, 'class.room-taken'])
    expect(reply.body.params).toEqual({
      session: 2,
      day: '2026-03-11',
      start: '09:00',
      end: '12:00',
      room: '甲教室',
      by: '先到的班',
      byEn: 'First come',
    })
    expect(reply.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/sessions/1/roomId',
    ])
    const teacher = await file(school, [], {
      sessions: mornings(school, ['2026-03-11'], { roomId: school.rooms[1] }),
    })
    expect([teacher.body.code, teacher.body.params.teacher]).toEqual(['class.teacher-taken', '甲老师'])
    expect((await school.institution.call('GET', '/api/v1/classes')).body.items).toHaveLength(1)
  })

  test('back to back is not twice, and a cancelled class frees them', async () => {
    const school = await schoolOf(house)
    const first = await filedClass(school, ['2026-03-11'])
    const noon = await file(school, [], {
      sessions: mornings(school, ['2026-03-11'], { start: '12:00', end: '15:00' }),
    })
    expect(noon.status).toBe(201)
    const cancelled = await school.institution.call('POST', `${first.url}/cancel`, {
      filingNumber: first.filingNumber,
      reason: '教师病假',
    })
    expect(cancelled.status).toBe(204)
    expect((await file(school, ['2026-03-11'])).status).toBe(201)
  })

  test('by twelve requests in the same instant leaves exactly one class, and the others say who was first', async () => {
    const school = await schoolOf(house)
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        file(school, ['2026-03-12', '2026-03-13'], { name: `第${at}家` }),
      ),
    )
    const won = replies.filter((reply) => reply.status === 201)
    expect(won).toHaveLength(1)
    for (const lost of replies.filter((reply) => reply.status !== 201)) {
      expect([lost.status, lost.body.code, lost.body.params.by]).toEqual([
        409,
        'class.room-taken',
        won[0]?.body.name,
      ])
    }
    const kept = await sql<{
      n: number
    }>`select count(*)::int as n from class_session s join training_class k on k.id = s.class_id
      where k.institution_id = ${school.institutionId}`.execute(house.services.db)
    expect(kept.rows[0]?.n).toBe(2)
  })

  test('is drawn before filing without changing anything', async () => {
    const school = await schoolOf(house)
    await filedClass(school, ['2026-03-11'], { name: '先到的班', nameEn: 'First come' })
    const checked = await school.institution.call('POST', '/api/v1/schedule-checks', {
      institutionId: school.institutionId,
      capacity: 100,
      sessions: mornings(school, ['2026-03-10', '2026-03-11']),
    })
    expect(checked.status, JSON.stringify(checked.body)).toBe(200)
    expect(
      checked.body.clashes.map((clash: { kind: string; session: number; className: string | null }) => [
        clash.kind,
        clash.session,
        clash.className,
      ]),
    ).toEqual([
      ['seats', 0, null],
      ['seats', 1, null],
      ['room', 1, '先到的班'],
      ['teacher', 1, '先到的班'],
    ])
    expect(checked.body.busy).toMatchObject([
      { day: '2026-03-11', start: '09:00', end: '12:00', roomName: '甲教室', className: '先到的班' },
    ])
    expect(checked.body.totalMinutes).toBe(360)
    expect((await school.institution.call('GET', '/api/v1/classes')).body.items).toHaveLength(1)
  })
})

describe('who may', () => {
  test('file for an institution: only those who act for it; others know of it, and are told they may not', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const body = filing(school, ['2026-03-10'])
    const asOther = await other.institution.call('POST', '/api/v1/classes', body)
    const asOffice = await school.office.call('POST', '/api/v1/classes', body)
    const asNobody = await house.anonymous().call('POST', '/api/v1/classes', body)
    expect([asOther.status, asOffice.status, asNobody.status]).toEqual([403, 403, 401])
    const nowhere = { ...filing(school, ['2026-03-10']), institutionId: school.courseId }
    expect((await school.office.call('POST', '/api/v1/classes', nowhere)).status).toBe(404)
  })

  test('see and touch a class: to another institution it does not exist, the district sees it and may not change it', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const one = await filedClass(school, ['2026-03-10'])
    const cancel = { filingNumber: one.filingNumber, reason: '试探' }
    expect((await other.institution.call('GET', one.url)).status).toBe(404)
    expect((await other.institution.call('POST', `${one.url}/cancel`, cancel)).status).toBe(404)
    expect((await other.office.call('GET', one.url)).status).toBe(404)
    expect((await school.district.call('GET', one.url)).status).toBe(200)
    const byDistrict = await school.district.call('POST', `${one.url}/cancel`, cancel)
    expect([byDistrict.status, byDistrict.body.code]).toEqual([403, 'access.denied'])
    expect((await other.institution.call('GET', '/api/v1/classes')).body.items).toEqual([])
    expect((await school.district.call('GET', '/api/v1/classes')).body.items).toHaveLength(1)
  })
})
