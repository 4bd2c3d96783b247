import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { systemActor } from '../../access/index.ts'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { command } from '../../platform/perform.ts'
import { enrol } from './index.ts'
import {
  employerWith,
  enrolAll,
  expectStatus,
  filedClass,
  people,
  schoolOf,
  seats,
  type School,
} from './training-fixtures.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

interface Row {
  readonly id: string
  readonly personId: string
  readonly state: string
  readonly seat: number
  readonly waitingPosition: number | null
}

const rows = async (school: School, url: string): Promise<Row[]> => {
  const reply = await school.institution.call('GET', `${url}/enrolments?limit=200`)
  expectStatus(reply, 200)
  return reply.body.items
}

const withdraw = (school: School, enrolmentId: string | undefined, reason = '本人申请') =>
  school.institution.call('POST', `/api/v1/enrolments/${enrolmentId}/withdraw`, { reason })

describe('a person who enrols alone', () => {
  test('gets a place once, and a second asking answers with the same place', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const [personId] = await people(house, 1)
    const professional = await house.client([], personId)
    const first = await professional.call('POST', `${one.url}/enrol`, {})
    const second = await professional.call('POST', `${one.url}/enrol`, {})
    expect([first.status, first.body.state, first.body.already]).toEqual([201, 'confirmed', false])
    expect(second.body).toEqual({ ...first.body, already: true })
    expect(
      (await eventsOf(house, one.classId)).filter((name) => name === 'training.peopleEnrolled'),
    ).toHaveLength(1)
    const mine = await professional.call('GET', '/api/v1/my/classes')
    expect(mine.body.items).toMatchObject([
      {
        classId: one.classId,
        state: 'confirmed',
        totalMinutes: 180,
        requiredMinutes: 120,
        nextSession: { day: '2026-03-10', start: '09:00', roomName: '甲教室' },
      },
    ])
    expect((await professional.call('GET', `/api/v1/public/classes/${one.classId}`)).body.mine).toMatchObject(
      { state: 'confirmed' },
    )
  })

  test('is told, before and after, which of their other classes meets at the same time', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const [one, apart] = [await filedClass(school, ['2026-03-10']), await filedClass(school, ['2026-03-12'])]
    const two = await filedClass(other, ['2026-03-09', '2026-03-10'])
    const [personId] = await people(house, 1)
    const professional = await house.client([], personId)
    const overlapOf = async (classId: string) =>
      (await professional.call('GET', `/api/v1/public/classes/${classId}`)).body.overlap
    expect((await professional.call('POST', `${one.url}/enrol`, {})).body.overlap).toBeNull()
    expect(await overlapOf(apart.classId)).toBeNull()
    const expected = { classId: one.classId, day: '2026-03-10', start: '09:00', end: '12:00' }
    expect(await overlapOf(two.classId)).toMatchObject(expected)
    const enrolled = await professional.call('POST', `${two.url}/enrol`, {})
    expect([enrolled.status, enrolled.body]).toMatchObject([201, { state: 'confirmed', overlap: expected }])
    await withdraw(school, (await rows(school, one.url))[0]?.id)
    expect(await overlapOf(two.classId)).toBeNull()
    expect(
      (await house.anonymous().call('GET', `/api/v1/public/classes/${two.classId}`)).body.overlap,
    ).toBeNull()
  })

  test('of those sent by hand, whoever has another class at that time is named, and not which class', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const one = await filedClass(school, ['2026-03-10'])
    const two = await filedClass(other, ['2026-03-09', '2026-03-10'])
    const [busy, free] = await people(house, 2)
    const send = (at: typeof school, url: string, personIds: unknown[]) =>
      at.institution.call('POST', `${url}/enrolments`, { personIds })
    expect((await send(school, one.url, [busy])).body.overlaps).toEqual([])
    const sent = await send(other, two.url, [free, busy])
    expect(sent.body).toEqual({
      confirmed: 2,
      waiting: 0,
      already: 0,
      overlaps: [{ personId: busy, day: '2026-03-10', start: '09:00', end: '12:00' }],
    })
    expect(sent.raw.toString()).not.toContain(one.classId)
  })

  test('must be a professional with a record, and may not once the class has begun', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const [personId] = await people(house, 1)
    expect((await house.anonymous().call('POST', `${one.url}/enrol`, {})).status).toBe(401)
    expect((await school.institution.call('POST', `${one.url}/enrol`, {})).status).toBe(403)
    await school.institution.call('POST', `${one.url}/start`, {})
    const late = await (await house.client([], personId)).call('POST', `${one.url}/enrol`, {})
    expect([late.status, late.body.code]).toEqual([409, 'class.running'])
  })
})

describe('the waiting list', () => {
  test('shows everybody’s place in it and moves up by itself when a place falls free', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { capacity: 2 })
    const five = await people(house, 5)
    await enrolAll(school, one.url, five)
    const before = await rows(school, one.url)
    expect(before.map((row) => [row.state, row.waitingPosition])).toEqual([
      ['confirmed', null],
      ['confirmed', null],
      ['waiting', 1],
      ['waiting', 2],
      ['waiting', 3],
    ])
    const third = await house.client([], five[2])
    expect((await third.call('GET', '/api/v1/my/classes')).body.items[0]).toMatchObject({
      state: 'waiting',
      waitingPosition: 1,
    })
    expect((await withdraw(school, before[0]?.id)).body).toEqual({ promoted: 1 })
    const after = await rows(school, one.url)
    expect(after.map((row) => [row.personId, row.state, row.waitingPosition])).toEqual([
      [five[0], 'withdrawn', null],
      [five[1], 'confirmed', null],
      [five[2], 'confirmed', null],
      [five[3], 'waiting', 1],
      [five[4], 'waiting', 2],
    ])
    const { rows: events } = await sql<{
      data: { people: string[] }
    }>`select data from event where name = 'training.peoplePromoted' and subject_id = ${one.classId}`.execute(
      house.services.db,
    )
    expect(events.map((event) => event.data.people)).toEqual([[five[2]]])
  })

  test('somebody who waits and leaves frees no place; who comes back stands at the end', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { capacity: 1 })
    const four = await people(house, 4)
    await enrolAll(school, one.url, four.slice(0, 3))
    const second = (await rows(school, one.url))[1]
    expect((await withdraw(school, second?.id)).body).toEqual({ promoted: 0 })
    await enrolAll(school, one.url, [four[3] as string, four[1] as string])
    const waiting = (await rows(school, one.url))
      .filter((row) => row.state === 'waiting')
      .map((row) => row.personId)
    expect(waiting).toEqual([four[2], four[3], four[1]])
  })

  test('a larger capacity takes in the first ones', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { capacity: 1 })
    await enrolAll(school, one.url, await people(house, 4))
    const read = (await school.institution.call('GET', one.url)).body
    const [session] = read.sessions
    const { day, start, end, minutes, id } = session
    const edited = await school.institution.call('PUT', one.url, {
      revision: 1,
      name: read.name,
      capacity: 3,
      feeFen: 0,
      contact: '',
      notes: '',
      sessions: [{ id, day, start, end, minutes }],
    })
    expect(edited.body).toEqual({ revision: 2, promoted: 2 })
    expect((await rows(school, one.url)).map((row) => row.state)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'waiting',
    ])
  })

  test('thirty people asking in the same instant for ten places: ten have one, twenty wait, in one unbroken order', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { capacity: 10 })
    const clients = await Promise.all((await people(house, 30)).map((personId) => house.client([], personId)))
    const replies = await Promise.all(clients.map((client) => client.call('POST', `${one.url}/enrol`, {})))
    expect(replies.map((reply) => reply.status)).toEqual(clients.map(() => 201))
    const all = await rows(school, one.url)
    expect(all.map((row) => row.seat)).toEqual(clients.map((_, at) => at + 1))
    expect(all.map((row) => row.waitingPosition)).toEqual(clients.map((_, at) => (at < 10 ? null : at - 9)))
    expect((await school.institution.call('GET', one.url)).body).toMatchObject({ enrolled: 10, waiting: 20 })
  })

  test('two people leaving in the same instant let exactly two in', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'], { capacity: 2 })
    await enrolAll(school, one.url, await people(house, 6))
    const [first, second] = await seats(school, one.url)
    const replies = await Promise.all([
      withdraw(school, first),
      withdraw(school, second),
      withdraw(school, first),
    ])
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 409])
    const states = (await rows(school, one.url)).map((row) => row.state)
    expect(states).toEqual(['withdrawn', 'withdrawn', 'confirmed', 'confirmed', 'waiting', 'waiting'])
  })
})

describe('who may enrol and withdraw whom', () => {
  test('an employer sends its own staff, and nobody else’s', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const [mine, theirs] = [await people(house, 2), await people(house, 1)]
    const { employerId, employer } = await employerWith(house, mine)
    const mixed = await employer.call('POST', `${one.url}/enrolments`, { personIds: [...mine, ...theirs] })
    expect([mixed.status, mixed.body.code, mixed.body.params]).toEqual([
      422,
      'enrolment.not-own-staff',
      { count: 1 },
    ])
    // Whether a stranger is on record at all is not told.
    const madeUp = await employer.call('POST', `${one.url}/enrolments`, { personIds: [...mine, newId()] })
    expect([madeUp.body.code, madeUp.body.params]).toEqual([mixed.body.code, mixed.body.params])
    const face = `/api/v1/public/classes/${one.classId}`
    expect((await employer.call('GET', face)).body.ownStaff).toBe(false)
    const sentIn = await employer.call('POST', `${one.url}/enrolments`, { personIds: mine })
    expect((await employer.call('GET', face)).body.ownStaff).toBe(true)
    expect(sentIn.body).toEqual({ confirmed: 2, waiting: 0, already: 0, overlaps: [] })
    await enrolAll(school, one.url, theirs)
    const seen = await employer.call('GET', `${one.url}/enrolments`)
    expect(
      seen.body.items.map((row: { personId: string; employerId: string }) => [row.personId, row.employerId]),
    ).toEqual(mine.map((id) => [id, employerId]))
    expect(seen.body.counts).toEqual({ confirmed: 2 })
    const [, , foreign] = await seats(school, one.url)
    expect(
      (await employer.call('POST', `/api/v1/enrolments/${foreign}/withdraw`, { reason: '试探' })).status,
    ).toBe(404)
  })

  test('an employer without people in the class sees neither the class nor its list', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const { employer } = await employerWith(house, [])
    expect([
      (await employer.call('GET', one.url)).status,
      (await employer.call('GET', `${one.url}/enrolments`)).status,
    ]).toEqual([404, 404])
  })

  test('a professional sees only themselves in the class, and nothing of others', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const three = await people(house, 3)
    await enrolAll(school, one.url, three)
    const second = await house.client([], three[1])
    const seen = await second.call('GET', `${one.url}/enrolments`)
    expect(seen.body.items.map((row: { personId: string }) => row.personId)).toEqual([three[1]])
    const [first, own] = await seats(school, one.url)
    expect((await second.call('GET', `/api/v1/enrolments/${first}/attendance`)).status).toBe(404)
    expect((await second.call('GET', `/api/v1/enrolments/${own}/attendance`)).status).toBe(200)
    expect((await second.call('POST', `/api/v1/enrolments/${first}/withdraw`, {})).status).toBe(404)
    expect((await second.call('GET', `${one.url}/attendance`)).status).toBe(403)
  })

  test('a professional withdraws until the class begins; afterwards the institution does, with a reason', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const [mine, other] = await people(house, 2)
    await enrolAll(school, one.url, [mine as string, other as string])
    const [first, second] = await seats(school, one.url)
    expect(
      (await (await house.client([], mine)).call('POST', `/api/v1/enrolments/${first}/withdraw`, {})).status,
    ).toBe(200)
    await school.institution.call('POST', `${one.url}/start`, {})
    const late = await (await house.client([], other)).call(
      'POST',
      `/api/v1/enrolments/${second}/withdraw`,
      {},
    )
    expect([late.status, late.body.code]).toEqual([409, 'class.running'])
    expect((await withdraw(school, second, '')).body.code).toBe('enrolment.reason-missing')
    expect((await withdraw(school, second)).status).toBe(200)
    expect((await withdraw(school, second)).body.code).toBe('enrolment.not-active')
  })

  test('people who are not on record are refused, and nobody is enrolled', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, ['2026-03-10'])
    const [known] = await people(house, 1)
    const reply = await school.institution.call('POST', `${one.url}/enrolments`, {
      personIds: [known, newId(), newId()],
    })
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      422,
      'enrolment.person-unknown',
      { count: 2 },
    ])
    expect(await rows(school, one.url)).toEqual([])
  })
})

describe('the door for rosters', () => {
  const roster = command({
    name: 'test.roster',
    action: 'class.settle',
    load: async () => ({ owners: {} }),
    run: (unit, input: { classId: string; people: { personId: string; rosterRow: number }[] }) =>
      enrol(unit, input.classId, input.people, 'roster'),
  })

  test('takes thousands at once, in the order of their rows, and a second time changes nothing', async () => {
    const school = await schoolOf(house)
    const one = await filedClass(school, [], {
      capacity: 2990,
      sessions: [{ day: '2026-03-10', start: '09:00', end: '12:00', minutes: 180, place: '大礼堂' }],
    })
    const { rows: made } = await sql<{ id: string }>`insert into person (id, name, name_grams, created_at)
      select gen_random_uuid(), '名册' || n, array[]::text[], now() from generate_series(1, 3000) n returning id`.execute(
      house.services.db,
    )
    const listed = made.map((person, at) => ({ personId: person.id, rosterRow: at + 2 }))
    const by = { actor: systemActor, requestId: newId() }
    const first = await house.services.perform(
      roster,
      { classId: one.classId, people: [...listed, listed[0] as (typeof listed)[0]] },
      by,
    )
    expect(first).toMatchObject({ ok: true, value: { confirmed: 2990, waiting: 10, already: 1 } })
    const again = await house.services.perform(roster, { classId: one.classId, people: listed }, by)
    expect(again).toMatchObject({ ok: true, value: { confirmed: 0, waiting: 0, already: 3000 } })
    const { rows: kept } = await sql<{
      n: number
      ordered: boolean
    }>`select count(*)::int as n, bool_and(roster_row = position + 1) as ordered
      from enrolment where class_id = ${one.classId}`.execute(house.services.db)
    expect(kept).toEqual([{ n: 3000, ordered: true }])
  })
})

describe('the export', () => {
  test('is a workbook for whoever may see the list, holding what they may see, and a missing thing for others', async () => {
    const [school, other] = [await schoolOf(house), await schoolOf(house)]
    const one = await filedClass(school, ['2026-03-10'])
    await enrolAll(school, one.url, await people(house, 3))
    const reply = await school.institution.call('GET', `${one.url}/enrolments.xlsx`)
    expect([reply.status, reply.raw.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect(String(reply.headers['content-disposition'])).toContain(one.filingNumber)
    expect((await other.institution.call('GET', `${one.url}/enrolments.xlsx`)).status).toBe(404)
  })
})
