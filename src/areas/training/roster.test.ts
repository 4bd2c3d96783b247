import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import {
  eventsOf,
  fresh,
  registered,
  settingOf,
  type Setting,
  newIdentityNumber,
} from '../../../test/setting.ts'
import type { Services } from '../../platform/services.ts'
import { applyRosterParts } from './app/apply-roster-parts.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

/** A class enrolling at an approved institution, filed through the endpoints. */
const classOf = async (capacity = 50): Promise<Setting & { classId: string; roster: string }> => {
  const setting = await settingOf(house)
  const { institution, office, programmeId, institutionId, keyAreaId } = setting
  const course = await institution.call('POST', '/api/v1/courses', {
    programmeId,
    institutionId,
    keyAreaId,
    title: `软件体系结构 ${fresh()}`,
    courseType: 'knowledge-integration',
    category: 'professional',
    audience: '软件技术人员',
    objectives: '掌握体系结构',
    syllabus: [{ title: '第一章', minutes: 90, mode: 'face-to-face' }],
    examSpec: null,
    materials: '讲义',
    feeFen: 0,
  })
  const { courseId, versionId } = course.body
  await institution.call('POST', `/api/v1/courses/${courseId}/submit`, { revision: 1 })
  await office.call('POST', `/api/v1/courses/${courseId}/decision`, {
    versionId,
    decision: 'approve',
    validFrom: '2026-01-01',
    validTo: '2028-12-31',
  })
  const filed = await institution.call('POST', '/api/v1/classes', {
    institutionId,
    courseVersionId: versionId,
    mode: 'face-to-face',
    capacity,
    sessions: [{ day: '2026-04-01', start: '09:00', end: '10:30', minutes: 90, place: '一号楼' }],
    openEnrolment: true,
  })
  expect(filed.status, JSON.stringify(filed.body)).toBe(201)
  return { ...setting, classId: filed.body.classId, roster: `/api/v1/classes/${filed.body.classId}/roster` }
}

const csv = (...lines: (readonly string[])[]): Buffer =>
  Buffer.from(lines.map((line) => line.join(',')).join('\r\n'), 'utf8')
const header = ['姓名', '身份证号', '工作单位', '职称', '学历', '备注']

/** Names of the tables in which any of these texts stands, as text or as bytes. */
const tablesHolding = async (...texts: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  const { rows: tables } = await sql<{
    schema: string
    name: string
  }>`select table_schema as schema, table_name as name
    from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`.execute(
    house.services.db,
  )
  for (const { schema, name } of tables) {
    const { rows } = await sql<{
      content: string
    }>`select coalesce(string_agg(t::text, ' '), '') as content from ${sql.table(`${schema}.${name}`)} t`.execute(
      house.services.db,
    )
    const content = rows[0]?.content ?? ''
    if (texts.some((text) => content.includes(text) || content.includes(Buffer.from(text).toString('hex'))))
      found.push(name)
  }
  return found
}

describe('a preview', () => {
  test('warns of people who are in another class at the same time, without telling which', async () => {
    const [one, other] = [await classOf(), await classOf()]
    const [busy, free] = [newIdentityNumber(), newIdentityNumber()]
    const first = await one.institution.upload(
      `${one.roster}/preview`,
      '名单.csv',
      csv(header, ['张三', busy]),
    )
    expect(first.body.notes).toEqual([])
    await one.institution.call('POST', `${one.roster}/apply`, { token: first.body.token })
    const file = csv(header, ['李四', free], ['张三', busy])
    const { body } = await other.institution.upload(`${other.roster}/preview`, '名单.csv', file)
    expect([body.accepted, body.notes]).toMatchObject([
      2,
      [
        {
          row: 3,
          column: '姓名',
          code: 'roster.hours-overlap',
          message: expect.stringContaining('2026-04-01 09:00–10:30'),
        },
      ],
    ])
    expect(JSON.stringify(body)).not.toContain(one.classId)
    const again = await one.institution.upload(
      `${one.roster}/preview`,
      '名单.csv',
      csv(header, ['张三', busy]),
    )
    expect(again.body.notes).toEqual([])
  })

  test('names every wrong row, tells what it ignores, and changes nothing', async () => {
    const { institution, classId, roster } = await classOf()
    const good = newIdentityNumber()
    const wrong = good.slice(0, 17) + (good[17] === '0' ? '1' : '0')
    const file = csv(
      header,
      ['张三', good, '示范单位', '工程师', '本科', 'x'],
      ['', newIdentityNumber()],
      ['李四', wrong],
      ['王五', good],
      ['赵六', '3.1E+17'],
    )
    const { status, body } = await institution.upload(`${roster}/preview`, '名单.csv', file)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      accepted: 1,
      known: 0,
      alreadyEnrolled: 0,
      placesLeft: 50,
      notes: [],
      ignoredColumns: ['备注'],
    })
    expect(
      body.refused.map((row: { row: number; column: string; code: string }) => [
        row.row,
        row.column,
        row.code,
      ]),
    ).toEqual([
      [3, '姓名', 'roster.name-missing'],
      [4, '身份证号', 'roster.id-checksum'],
      [5, '身份证号', 'roster.duplicate'],
      [6, '身份证号', 'roster.id-lost-digits'],
    ])
    expect(body.refused.map((row: { name?: string }) => row.name)).toEqual([
      undefined,
      '李四',
      '王五',
      '赵六',
    ])
    expect(body.refused[2].message).toContain('与第 2 行（张三）的证件号码相同')
    expect((await institution.call('GET', `/api/v1/classes/${classId}/enrolments`)).body.items).toEqual([])
    expect(
      (await sql`select 1 from organisation where name = '示范单位'`.execute(house.services.db)).rows,
    ).toEqual([])
  })

  test('leaves no identity number readable in the database', async () => {
    const { institution, roster } = await classOf()
    const [right, number] = [newIdentityNumber(), newIdentityNumber()]
    const wrong = number.slice(0, 17) + (number[17] === '0' ? '1' : '0')
    const { token } = (
      await institution.upload(`${roster}/preview`, 'a.csv', csv(header, ['张三', right], ['李四', wrong]))
    ).body
    expect(await tablesHolding(right, wrong)).toEqual([])
    await institution.call('POST', `${roster}/apply`, { token }, { 'idempotency-key': fresh() })
    expect(await tablesHolding(right, wrong)).toEqual([])
    expect(await tablesHolding('张三')).toContain('person')
  })

  test('refuses a file that is no list, one without a needed column, and one without people', async () => {
    const { institution, roster } = await classOf()
    const code = async (content: string | Buffer) =>
      (await institution.upload(`${roster}/preview`, 'a.csv', Buffer.from(content as string))).body.code
    expect(await code('姓名,工作单位\n张三,示范')).toBe('roster.columns-missing')
    expect(await code('姓名,身份证号\n')).toBe('roster.no-rows')
    expect(await code('只是文字')).toBe('sheet.no-header')
    expect(await code(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toBe('sheet.unreadable')
    expect(
      (await sql`select 1 from roster_preview where state = 'reading'`.execute(house.services.db)).rows,
    ).toEqual([])
  })

  test('is refused with the limit told where the file is too large to take in', async () => {
    const { institution, roster } = await classOf()
    const { status, body } = await institution.upload(
      `${roster}/preview`,
      'a.csv',
      Buffer.alloc(33_554_433, 'x'),
    )
    expect([status, body.code, body.params]).toEqual([413, 'request.too-large', { limit: '32 MB' }])
  })

  test('is not for another institution, nor for the public', async () => {
    const { roster } = await classOf()
    const other = await settingOf(house)
    const file = csv(header, ['张三', newIdentityNumber()])
    expect((await other.institution.upload(`${roster}/preview`, 'a.csv', file)).body.code).toBe('not-found')
    expect((await house.anonymous().upload(`${roster}/preview`, 'a.csv', file)).status).toBe(401)
  })
})

describe('applying', () => {
  test('enrols people and makes unknown employers once, even when it is sent twice at the same moment', async () => {
    const { institution, classId, roster } = await classOf()
    const employer = `新单位 ${fresh()}`
    const file = csv(
      header,
      ['张三', newIdentityNumber(), employer, '工程师', '硕士'],
      ['李四', newIdentityNumber(), employer],
      [' 王五', newIdentityNumber()],
    )
    const { token } = (await institution.upload(`${roster}/preview`, 'a.csv', file)).body
    const replies = await Promise.all(
      [0, 1].map(() => institution.call('POST', `${roster}/apply`, { token })),
    )
    for (const reply of replies) {
      expect(reply.body).toEqual({
        state: 'applied',
        accepted: 3,
        enrolled: 3,
        waiting: 0,
        alreadyEnrolled: 0,
        newPeople: 3,
      })
    }
    const { items } = (await institution.call('GET', `/api/v1/classes/${classId}/enrolments`)).body
    expect(items.map((one: { name: string; rosterRow: number }) => [one.name, one.rosterRow])).toEqual([
      ['张三', 2],
      ['李四', 3],
      ['王五', 4],
    ])
    const { rows } = await sql<{
      status: string
    }>`select status from organisation where name = ${employer}`.execute(house.services.db)
    expect(rows).toEqual([{ status: 'unverified' }])
    expect((await eventsOf(house, classId)).filter((name) => name === 'training.rosterApplied')).toHaveLength(
      1,
    )
    expect(
      (
        await sql`select 1 from roster_preview_part p join roster_preview r on r.id = p.preview_id where r.class_id = ${classId}`.execute(
          house.services.db,
        )
      ).rows,
    ).toEqual([])
  })

  test('recognises people by their number: in a second class as the same person, in the same class as enrolled already', async () => {
    const [first, second] = [await classOf(), await classOf()]
    const file = csv(header, ['张三', newIdentityNumber(), '', '工程师'], ['李四', newIdentityNumber()])
    for (const [setting, expected] of [
      [first, { known: 0, alreadyEnrolled: 0, applied: { enrolled: 2, alreadyEnrolled: 0, newPeople: 2 } }],
      [second, { known: 2, alreadyEnrolled: 0, applied: { enrolled: 2, alreadyEnrolled: 0, newPeople: 0 } }],
      [second, { known: 2, alreadyEnrolled: 2, applied: { enrolled: 0, alreadyEnrolled: 2, newPeople: 0 } }],
    ] as const) {
      const preview = (await setting.institution.upload(`${setting.roster}/preview`, 'a.csv', file)).body
      expect(preview).toMatchObject({
        accepted: 2,
        known: expected.known,
        alreadyEnrolled: expected.alreadyEnrolled,
      })
      expect(
        (await setting.institution.call('POST', `${setting.roster}/apply`, { token: preview.token })).body,
      ).toMatchObject(expected.applied)
    }
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from person_evidence e join pub_enrolment n on n.person_id = e.person_id where n.class_id = ${second.classId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('enrols nobody by a number that is on record under another name, and says so without telling it', async () => {
    const { institution, classId, roster } = await classOf()
    const number = newIdentityNumber()
    const first = (await institution.upload(`${roster}/preview`, 'a.csv', csv(header, ['欧阳思远', number])))
      .body
    await institution.call('POST', `${roster}/apply`, { token: first.token })
    const other = await classOf()
    const file = csv(
      header,
      ['王五', newIdentityNumber()],
      ['张三', number],
      ['李四', newIdentityNumber()],
      ['赵六', ''],
    )
    const second = (await other.institution.upload(`${other.roster}/preview`, 'a.csv', file)).body
    expect(second).toMatchObject({
      accepted: 2,
      known: 0,
      refused: [
        { row: 3, name: '张三', column: '姓名', code: 'roster.name-differs', found: '张三' },
        { row: 5, name: '赵六', code: 'roster.id-missing' },
      ],
      notes: [],
    })
    expect(second.refused[0].message).toContain('欧***')
    const applied = await other.institution.call('POST', `${other.roster}/apply`, { token: second.token })
    expect(applied.body).toMatchObject({ accepted: 2, enrolled: 2, newPeople: 2 })
    const names = async (id: string) =>
      (await institution.call('GET', `/api/v1/classes/${id}/enrolments`)).body.items.map(
        (one: { name: string }) => one.name,
      )
    expect(await names(classId)).toEqual(['欧阳思远'])
    const enrolled = await other.institution.call('GET', `/api/v1/classes/${other.classId}/enrolments`)
    expect(enrolled.body.items.map((one: { name: string }) => one.name)).toEqual(['王五', '李四'])
  })

  test('puts those beyond the capacity on the waiting list in the order of the file', async () => {
    const { institution, classId, roster } = await classOf(2)
    const { token, placesLeft } = (
      await institution.upload(
        `${roster}/preview`,
        'a.csv',
        csv(header, ...['甲', '乙', '丙'].map((name) => [name, newIdentityNumber()])),
      )
    ).body
    expect(placesLeft).toBe(2)
    expect((await institution.call('POST', `${roster}/apply`, { token })).body).toMatchObject({
      enrolled: 2,
      waiting: 1,
    })
    const waiting = await institution.call('GET', `/api/v1/classes/${classId}/enrolments?state=waiting`)
    expect(waiting.body.items.map((one: { name: string }) => one.name)).toEqual(['丙'])
  })

  test('wants the token of this very class, and knows no other', async () => {
    const [one, other] = [await classOf(), await classOf()]
    const { token } = (
      await one.institution.upload(`${one.roster}/preview`, 'a.csv', csv(header, ['甲', newIdentityNumber()]))
    ).body
    expect((await other.institution.call('POST', `${other.roster}/apply`, { token })).body.code).toBe(
      'roster.token-unknown',
    )
    expect((await one.institution.call('POST', `${one.roster}/apply`, { token: 'made-up' })).body.code).toBe(
      'roster.token-unknown',
    )
  })

  test('is applied by whoever made it: the token is of no use in other hands', async () => {
    const { institution, institutionId, roster } = await classOf()
    const { token } = (
      await institution.upload(`${roster}/preview`, 'a.csv', csv(header, ['甲', newIdentityNumber()]))
    ).body
    const employerId = await registered((await classOf()).office, 'employer', `外单位 ${fresh()}`)
    for (const finder of [
      await house.client([{ role: 'employer', organisationId: employerId }]),
      await house.client([{ role: 'institution', organisationId: institutionId }]),
    ]) {
      expect((await finder.call('POST', `${roster}/apply`, { token })).body.code).toBe('roster.token-unknown')
    }
    expect((await institution.call('POST', `${roster}/apply`, { token })).body.enrolled).toBe(1)
  })

  test('is refused whole when the class was cancelled meanwhile', async () => {
    const { institution, classId, roster } = await classOf()
    const number = newIdentityNumber()
    const { token } = (await institution.upload(`${roster}/preview`, 'a.csv', csv(header, ['甲', number])))
      .body
    const { filingNumber } = (await institution.call('GET', `/api/v1/classes/${classId}`)).body
    const cancelled = await institution.call('POST', `/api/v1/classes/${classId}/cancel`, {
      filingNumber,
      reason: '人数不足',
    })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(204)
    expect((await institution.call('POST', `${roster}/apply`, { token })).body.code).toBe('class.cancelled')
  })
})

describe('an employer', () => {
  test('enrols its own staff only; a blank employer is itself', async () => {
    const { office, classId, roster } = await classOf()
    const name = `用人单位 ${fresh()}`
    const employerId = await registered(office, 'employer', name)
    const employer = await house.client([{ role: 'employer', organisationId: employerId }])
    const file = csv(
      header,
      ['张三', newIdentityNumber(), name.replace(' ', '')],
      ['李四', newIdentityNumber(), ''],
      ['王五', newIdentityNumber(), '别家单位'],
    )
    const preview = (await employer.upload(`${roster}/preview`, 'a.csv', file)).body
    expect(preview.accepted).toBe(2)
    expect(preview.refused).toMatchObject([
      { row: 4, column: '工作单位', code: 'roster.employer-other', suggestion: name },
    ])
    expect((await employer.call('POST', `${roster}/apply`, { token: preview.token })).body).toMatchObject({
      enrolled: 2,
    })
    const { rows } = await sql<{
      employerId: string
      source: string
    }>`select distinct n.employer_id, e.source from pub_enrolment n join employment e on e.person_id = n.person_id where n.class_id = ${classId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ employerId, source: 'employer' }])
  })
})

/** The services of a process whose power is cut after so many commands. */
const breaking = (services: Services, after: number): Services => {
  let done = 0
  return {
    ...services,
    perform: (asked, input, by) => {
      done += 1
      return done > after ? Promise.reject(new Error('power cut')) : services.perform(asked, input, by)
    },
  }
}

describe('a big roster', () => {
  test('is applied part by part by a job, goes on after a break, and counts nobody twice', async () => {
    const { institution, classId, roster } = await classOf(10_000)
    const people = Array.from({ length: 4_600 }, (_person, index) => [
      `学员${index}`,
      newIdentityNumber(),
      `单位 ${index % 40}`,
    ])
    const { token } = (await institution.upload(`${roster}/preview`, 'a.csv', csv(header, ...people))).body
    expect((await institution.call('POST', `${roster}/apply`, { token })).body).toMatchObject({
      state: 'applying',
      accepted: 4_600,
    })
    const { rows: jobs } = await sql<{
      data: { job: string; data: { previewId: string } }
    }>`select data from pgboss.job where name = 'slow' and data ->> 'job' like 'training.%'`.execute(
      house.services.db,
    )
    expect(jobs.map(({ data }) => data.job)).toEqual(['training.applyRosterParts'])
    const previewId = jobs[0]?.data.data.previewId as string
    await expect(applyRosterParts(breaking(house.services, 4), previewId)).rejects.toThrow('power cut')
    const halfway = (await institution.call('POST', `${roster}/apply`, { token })).body
    expect(halfway.state).toBe('applying')
    expect(halfway.enrolled).toBeGreaterThan(0)
    expect(halfway.enrolled).toBeLessThan(4_600)
    await applyRosterParts(house.services, previewId)
    await applyRosterParts(house.services, previewId)
    const done = (await institution.call('POST', `${roster}/apply`, { token })).body
    expect(done).toEqual({
      state: 'applied',
      accepted: 4_600,
      enrolled: 4_600,
      waiting: 0,
      alreadyEnrolled: 0,
      newPeople: 4_600,
    })
    const { rows } = await sql<{
      n: number
      last: number
    }>`select count(*)::int as n, max(roster_row) as last from pub_enrolment where class_id = ${classId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([{ n: 4_600, last: 4_601 }])
  })
})
