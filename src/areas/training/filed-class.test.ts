import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import {
  enrolAll,
  filedClass,
  filing,
  mornings,
  people,
  schoolOf,
  sessionIds,
  type School,
} from './training-fixtures.ts'

// Ten in the morning of 2 March in Shanghai.
const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

const file = (school: School, days: readonly string[]) =>
  school.institution.call('POST', '/api/v1/classes', filing(school, days))

describe('a filed class', () => {
  test('keeps the course version it was filed from when a newer one is catalogued', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const course = `/api/v1/courses/${school.courseId}`
    const next = await school.institution.call('POST', `${course}/versions`, {})
    const before = await school.institution.call('GET', course)
    const { title: _title, ...draft } = before.body.versions[0]
    const saved = await school.institution.call('PUT', `${course}/draft`, {
      revision: next.body.revision,
      title: '改了名字的第二版',
      titleEn: draft.titleEn,
      courseType: draft.courseType,
      category: draft.category,
      audience: draft.audience,
      objectives: draft.objectives,
      syllabus: draft.syllabus,
      examSpec: draft.examSpec,
      materials: draft.materials,
      feeFen: draft.feeFen,
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    await school.institution.call('POST', `${course}/submit`, { revision: saved.body.revision })
    const decision = {
      versionId: next.body.versionId,
      decision: 'approve',
      validFrom: '2026-03-03',
      validTo: '2028-12-31',
    }
    expect((await school.office.call('POST', `${course}/decision`, decision)).status).toBe(204)
    const read = await school.institution.call('GET', one.url)
    expect([read.body.courseVersion, read.body.courseVersionId]).toEqual([1, school.versionId])
    expect(read.body.courseTitle).not.toBe('改了名字的第二版')
  })

  test('has a name that certificates can print, or is not filed', async () => {
    const school = await schoolOf(house)
    const bad = { name: '第一期🎓' }
    const refused = await school.institution.call(
      'POST',
      '/api/v1/classes',
      filing(school, ['2026-03-10'], bad),
    )
    expect(refused.body.errors).toMatchObject([{ pointer: '/name', code: 'text.undrawable' }])
    expect((await school.institution.call('GET', '/api/v1/classes')).body.items).toEqual([])
  })

  test('is changed under the rules of filing; a stale change is refused instead of overwriting', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10', '2026-03-11'])
    await filedClass(school, ['2026-03-20'])
    const read = (await school.institution.call('GET', one.url)).body
    const change = (more: object) => ({
      revision: read.revision,
      name: '新名字',
      capacity: 40,
      feeFen: 0,
      contact: '',
      notes: '',
      sessions: read.sessions.map(sent),
      ...more,
    })
    const taken = await school.institution.call(
      'PUT',
      one.url,
      change({ sessions: mornings(school, ['2026-03-10', '2026-03-20']) }),
    )
    expect([taken.status, taken.body.code]).toEqual([409, 'class.room-taken'])
    const swapped = [
      { ...sent(read.sessions[0]), day: '2026-03-11' },
      { ...sent(read.sessions[1]), day: '2026-03-12' },
    ]
    expect(read.nameEn).toBe('Mobile development (class 1)')
    const moved = await school.institution.call('PUT', one.url, change({ sessions: swapped }))
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    const after = (await school.institution.call('GET', one.url)).body
    expect(after).toMatchObject({
      name: '新名字',
      // The English name said what the class is called no longer.
      nameEn: '',
      capacity: 40,
      from: '2026-03-11',
      to: '2026-03-12',
      revision: 2,
    })
    expect(after.sessions.map((session: { id: string }) => session.id)).toEqual(
      read.sessions.map((session: { id: string }) => session.id),
    )
    const stale = await school.institution.call('PUT', one.url, change({ name: '旧页面' }))
    expect([stale.status, stale.body.code]).toEqual([409, 'state.conflict'])
  })

  test('takes no new day after its course has ended; what else is changed does not depend on it', async () => {
    const school = await schoolOf(house, { validTo: '2026-03-31' })
    const { url } = await filedClass(school, ['2026-03-10'])
    const { body: read } = await school.institution.call('GET', url)
    const change = (more: object) =>
      school.institution.call('PUT', url, {
        revision: read.revision,
        name: read.name,
        capacity: 30,
        feeFen: 0,
        contact: '',
        notes: '',
        sessions: read.sessions,
        ...more,
      })
    const longer = await change({ sessions: [...read.sessions, ...mornings(school, ['2026-04-01'])] })
    expect([longer.status, longer.body.code, longer.body.errors[0].pointer]).toEqual([
      409,
      'course.expired',
      '/sessions/1/day',
    ])
    const renamed = await change({ contact: '021-5555' })
    expect(renamed.status, JSON.stringify(renamed.body)).toBe(200)
  })

  test('does not give away places people hold', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    await enrolAll(school, one.url, await people(house, 3))
    const read = (await school.institution.call('GET', one.url)).body
    const reply = await school.institution.call('PUT', one.url, {
      revision: read.revision,
      name: read.name,
      capacity: 2,
      feeFen: 0,
      contact: '',
      notes: '',
      sessions: read.sessions.map(sent),
    })
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      422,
      'class.capacity-below-enrolled',
      { enrolled: 3 },
    ])
  })

  test('is cancelled only by its own number, once, and is gone from the public list', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const publicly = async () =>
      (await house.anonymous().call('GET', `/api/v1/public/classes?courseId=${school.courseId}`)).body.items
    expect(await publicly()).toMatchObject([{ classId: one.classId, placesLeft: 30, totalMinutes: 180 }])
    const wrong = await school.institution.call('POST', `${one.url}/cancel`, {
      filingNumber: 'X',
      reason: '教师病假',
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'class.number-mismatch'])
    const cancel = { filingNumber: one.filingNumber, reason: '教师病假' }
    const both = [
      await school.institution.call('POST', `${one.url}/cancel`, cancel),
      await school.office.call('POST', `${one.url}/cancel`, cancel),
    ]
    expect(both.map((reply) => reply.status)).toEqual([204, 409])
    expect(both[1]?.body.code).toBe('class.cancelled')
    expect(await publicly()).toEqual([])
  })

  test('for a closed group is nobody’s to see or join but its institution’s, until enrolment is opened', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { openEnrolment: false })
    const [personId] = await people(house, 1)
    const professional = await house.client([], personId)
    const [look, join] = [`/api/v1/public/classes/${one.classId}`, `${one.url}/enrol`]
    expect((await house.anonymous().call('GET', look)).status).toBe(404)
    expect((await professional.call('POST', join, {})).status).toBe(404)
    await enrolAll(school, one.url, await people(house, 1))
    expect((await school.institution.call('POST', `${one.url}/open-enrolment`, {})).status).toBe(204)
    expect((await house.anonymous().call('GET', look)).body).toMatchObject({
      state: 'enrolling',
      placesLeft: 29,
    })
    expect((await professional.call('POST', join, {})).status).toBe(201)
  })

  test('drops one session before it is held; the rest keep their order, the last one cannot be dropped', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10', '2026-03-11'])
    const [first, second] = await sessionIds(school, one.url)
    const cancel = (id: string | undefined) =>
      school.institution.call('POST', `/api/v1/class-sessions/${id}/cancel`, { reason: '台风停课' })
    expect((await cancel(first)).status).toBe(204)
    expect([(await cancel(first)).body.code, (await cancel(second)).body.code]).toEqual([
      'session.cancelled',
      'session.last',
    ])
    const read = (await school.institution.call('GET', one.url)).body
    expect(read.sessions[0]).toMatchObject({ cancelled: true, cancelledReason: '台风停课' })
    expect(read.totalMinutes).toBe(180)
  })
})

describe('the list of classes', () => {
  test('goes page by page through everything once, newest first, and counts each state', async () => {
    const school = await schoolOf(house)
    const days = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13', '2026-03-14']
    for (const day of days) await filedClass(school, [day])
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const reply = await school.institution.call(
        'GET',
        `/api/v1/classes?limit=2${next ? `&cursor=${next}` : ''}`,
      )
      seen.push(...reply.body.items.map((row: { from: string }) => row.from))
      expect(reply.body.counts).toEqual({ enrolling: 5 })
      next = reply.body.next
    }
    expect(seen).toEqual(days.toReversed())
    const forged = await school.institution.call('GET', '/api/v1/classes?cursor=WyJ4IiwieSJd')
    expect([forged.status, forged.body.code]).toEqual([400, 'request.cursor'])
  })

  test('finds by a part of the name; signs of the pattern language mean themselves', async () => {
    const school = await schoolOf(house)
    await filedClass(school, ['2026-03-10'], { name: '百分之50%班' })
    await filedClass(school, ['2026-03-11'], { name: '另一个班' })
    const found = async (q: string) =>
      (await school.institution.call('GET', `/api/v1/classes?q=${encodeURIComponent(q)}`)).body.items.map(
        (row: { name: string }) => row.name,
      )
    expect(await found('50%')).toEqual(['百分之50%班'])
    expect(await found('%')).toEqual(['百分之50%班'])
    expect(await found('_')).toEqual([])
  })
})

describe('the share of attendance a class asks for', () => {
  test('is the office’s dated decision, and stays with the classes filed under it', async () => {
    const school = await schoolOf(house)
    const rules = `/api/v1/programmes/${school.programmeId}/attendance-rules`
    const before = await filedClass(school, ['2026-03-10'])
    const set = { from: '2026-03-01', share: { numerator: 4, denominator: 5 }, basis: '办公室〔2026〕3号' }
    expect((await school.institution.call('POST', rules, set)).status).toBe(403)
    expect(
      (await school.office.call('POST', rules, { ...set, share: { numerator: 6, denominator: 5 } })).body
        .code,
    ).toBe('attendance-rule.share')
    expect((await school.office.call('POST', rules, set)).status).toBe(204)
    const after = await filedClass(school, ['2026-03-11'])
    const share = async (url: string) => (await school.institution.call('GET', url)).body.attendanceShare
    expect([await share(before.url), await share(after.url)]).toEqual([
      { numerator: 2, denominator: 3 },
      { numerator: 4, denominator: 5 },
    ])
    expect((await school.institution.call('GET', rules)).body.items).toMatchObject([
      { from: '2026-03-01', basis: '办公室〔2026〕3号' },
    ])
  })
})

describe('teachers', () => {
  test('of an institution are kept once by name and title; one no longer active is offered to no new class', async () => {
    const school = await schoolOf(house)
    const path = `/api/v1/organisations/${school.institutionId}/teachers`
    const again = await school.institution.call('POST', path, { name: '甲老师', title: '讲师' })
    expect([again.status, again.body.code]).toEqual([409, 'teacher.exists'])
    const [teacher] = school.teachers
    const ended = await school.institution.call('PUT', `/api/v1/teachers/${teacher}`, {
      name: '甲老师',
      title: '讲师',
      active: false,
    })
    expect(ended.status).toBe(204)
    expect((await file(school, ['2026-03-10'])).body.code).toBe('class.teacher-unknown')
    const other = await schoolOf(house)
    expect((await other.institution.call('GET', path)).status).toBe(404)
    expect(
      (
        await other.institution.call('PUT', `/api/v1/teachers/${teacher}`, {
          name: '冒名',
          title: '',
          active: true,
        })
      ).status,
    ).toBe(404)
  })
})

interface Read {
  readonly id: string
  readonly day: string
  readonly start: string
  readonly end: string
  readonly minutes: number
  readonly roomId: string | null
  readonly teacherId: string | null
  readonly topic: string
}

const sent = ({ id, day, start, end, minutes, roomId, teacherId, topic }: Read) => ({
  id,
  day,
  start,
  end,
  minutes,
  roomId,
  teacherId,
  topic,
})
