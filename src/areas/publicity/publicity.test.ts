import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf, fresh, officeOf, registered, settingOf, type Setting } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

const notice = (title: string, publishedOn = '2026-03-01') => ({
  programmeId: null,
  title,
  titleEn: 'A notice',
  body: '正文第一段。\n\n正文第二段。',
  bodyEn: '',
  publishedOn,
})
const publicTitles = async (): Promise<string[]> =>
  (await house.anonymous().call('GET', '/api/v1/notices?limit=200')).body.items.map(
    (one: { title: string }) => one.title,
  )

describe('a notice', () => {
  test('shows to everybody from its day on, in the programme’s calendar', async () => {
    const { office } = await officeOf(house)
    const title = `定时公告 ${fresh()}`
    const written = await office.call('POST', '/api/v1/notices', notice(title, '2026-03-03'))
    expect(written.status).toBe(201)
    expect(await publicTitles()).not.toContain(title)
    expect((await house.anonymous().call('GET', `/api/v1/notices/${written.body.noticeId}`)).status).toBe(404)
    expect((await office.call('GET', '/api/v1/office/notices')).body.items).toMatchObject([
      { title, state: 'scheduled' },
    ])
    const before = house.now
    // 16:30 UTC is half past midnight of the 3rd in Shanghai.
    house.now = new Date('2026-03-02T16:30:00Z')
    expect(await publicTitles()).toContain(title)
    expect(
      (await house.anonymous().call('GET', `/api/v1/notices/${written.body.noticeId}`)).body,
    ).toMatchObject({ title, body: '正文第一段。\n\n正文第二段。' })
    house.now = before
  })

  test('is edited with its history kept, withdrawn with a reason, and restored', async () => {
    const { office } = await officeOf(house)
    const title = `更正公告 ${fresh()}`
    const { noticeId } = (await office.call('POST', '/api/v1/notices', notice(title))).body
    expect(
      (
        await office.call('PUT', `/api/v1/notices/${noticeId}`, {
          revision: 1,
          ...notice(`${title}（更正）`),
        })
      ).body,
    ).toEqual({ revision: 2 })
    expect(
      (await office.call('PUT', `/api/v1/notices/${noticeId}`, { revision: 1, ...notice(title) })).body.code,
    ).toBe('state.conflict')
    const [last] = (await office.call('GET', `/api/v1/records/${noticeId}/history`)).body.items
    expect(last).toMatchObject({
      name: 'publicity.noticeEdited',
      actorName: '测试',
      data: { before: { title }, after: { title: `${title}（更正）` } },
    })
    expect(
      (await office.call('POST', `/api/v1/notices/${noticeId}/withdraw`, { reason: '内容有误' })).status,
    ).toBe(204)
    expect(await publicTitles()).not.toContain(`${title}（更正）`)
    expect((await office.call('GET', `/api/v1/office/notices/${noticeId}`)).body).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: '内容有误',
      revision: 2,
    })
    expect(
      (await office.call('POST', `/api/v1/notices/${noticeId}/withdraw`, { reason: '再撤' })).body.code,
    ).toBe('notice.withdrawn')
    expect((await office.call('POST', `/api/v1/notices/${noticeId}/restore`, {})).status).toBe(204)
    expect(await publicTitles()).toContain(`${title}（更正）`)
    expect(await eventsOf(house, noticeId)).toEqual([
      'publicity.noticeWritten',
      'publicity.noticeEdited',
      'publicity.noticeWithdrawn',
      'publicity.noticeRestored',
    ])
  })

  test('is the office’s to write, once per key', async () => {
    const { office, institution, programmeId } = await settingOf(house)
    const body = { ...notice(`一次公告 ${fresh()}`), programmeId }
    expect((await institution.call('POST', '/api/v1/notices', body)).status).toBe(403)
    expect((await institution.call('GET', '/api/v1/office/notices')).status).toBe(403)
    expect((await institution.call('GET', `/api/v1/office/notices/${programmeId}`)).status).toBe(404)
    const headers = { 'idempotency-key': fresh() }
    for (let round = 0; round < 2; round += 1)
      expect((await office.call('POST', '/api/v1/notices', body, headers)).status).toBe(201)
    expect((await publicTitles()).filter((title) => title === body.title)).toHaveLength(1)
    expect(
      (
        await office.call('POST', '/api/v1/notices', {
          ...body,
          programmeId: '00000000-0000-7000-8000-000000000000',
        })
      ).body.code,
    ).toBe('notice.programme-unknown')
  })

  test('pages newest first, none lost, none twice', async () => {
    const { office } = await officeOf(house)
    const made: string[] = []
    for (let n = 0; n < 5; n += 1) {
      const title = `分页公告 ${fresh()}`
      made.push(title)
      await office.call('POST', '/api/v1/notices', notice(title, '2001-01-01'))
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await house.anonymous().call('GET', `/api/v1/notices?limit=2${cursor}`)
      seen.push(...page.body.items.map((one: { title: string }) => one.title))
      cursor = page.body.next ? `&cursor=${encodeURIComponent(page.body.next)}` : ''
    } while (cursor !== '')
    expect(seen.filter((title) => made.includes(title))).toEqual(made.toReversed())
    expect(new Set(seen).size).toBe(seen.length)
  })
})

test('a made-up cursor is refused, whatever it holds; the pages begin at the first', async () => {
  const keys = [['x', 'y'], ['2026-01-01', 'no-id'], [1, 2], 'text']
  const tries = [
    ...keys.map((key) => ['notices', key] as const),
    ...keys.map((key) => ['public/institutions', key] as const),
    ['notices', ['2026-13-40', newId()]] as const,
  ]
  for (const [list, key] of tries) {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
    const { status, body } = await house.anonymous().call('GET', `/api/v1/${list}?cursor=${cursor}`)
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'request.cursor', '/cursor'])
    const page = list === 'notices' ? '/notices' : '/institutions'
    const shown = await house.anonymous().call('GET', `${page}?cursor=${cursor}`)
    expect([shown.status, shown.headers['location']]).toEqual([303, page])
  }
})

describe('the public directories', () => {
  test('list an institution while it is approved today, with scope and catalogue courses', async () => {
    const setting = await settingOf(house)
    const waiting = await settingOf(house, { approved: false })
    const list = async (query = '') =>
      (await house.anonymous().call('GET', `/api/v1/public/institutions?limit=200${query}`)).body.items
    const mine = (await list()).find((one: { id: string }) => one.id === setting.institutionId)
    expect(mine).toMatchObject({
      courses: 0,
      approvals: [{ modes: ['face-to-face', 'distance'], to: '2035-12-31' }],
    })
    expect((await list()).map((one: { id: string }) => one.id)).not.toContain(waiting.institutionId)
    expect((await list('&mode=advanced-seminar')).map((one: { id: string }) => one.id)).not.toContain(
      setting.institutionId,
    )
    expect(
      (await list(`&q=${encodeURIComponent(mine.name.slice(0, 4))}`)).map((one: { id: string }) => one.id),
    ).toContain(setting.institutionId)
  })

  test('list test sites with the rooms and seats in use', async () => {
    const { office } = await officeOf(house)
    const site = await registered(office, 'site', `考点 ${fresh()}`, { address: '科苑路 1 号' })
    await office.call('POST', `/api/v1/organisations/${site}/rooms`, { name: '一号机房', seats: 60 })
    const second = await office.call('POST', `/api/v1/organisations/${site}/rooms`, {
      name: '二号机房',
      seats: 40,
    })
    await office.call('PUT', `/api/v1/rooms/${second.body.roomId}`, {
      name: '二号机房',
      seats: 40,
      active: false,
    })
    const listed = (await house.anonymous().call('GET', '/api/v1/public/sites')).body.items
    expect(listed.find((one: { id: string }) => one.id === site)).toMatchObject({
      address: '科苑路 1 号',
      rooms: 1,
      seats: 60,
    })
  })
})

describe('the figures of the programme', () => {
  test('are counted from the register, tell when, and are at most a minute old', async () => {
    const read = async () => (await house.anonymous().call('GET', '/api/v1/public/figures')).body
    const first = await read()
    expect(first).toEqual({
      countedAt: '2026-03-02T02:00:00.000Z',
      professionals: 0,
      classes: 0,
      certificates: 0,
      demo: false,
    })
    const setting = await settingOf(house)
    const [once, twice] = [newId(), newId()]
    await closedClassWith(setting, [once, twice])
    await closedClassWith(setting, [twice])
    expect(await read()).toEqual(first)
    house.now = new Date(house.now.getTime() + 60_000)
    expect(await read()).toMatchObject({
      countedAt: '2026-03-02T02:01:00.000Z',
      professionals: 2,
      classes: 2,
    })
  })
})

/** A closed class that these people completed. */
const closedClassWith = async (setting: Setting, people: readonly string[]): Promise<void> => {
  const { programmeId, institutionId, keyAreaId, institution } = setting
  const course = await institution.call('POST', '/api/v1/courses', {
    programmeId,
    institutionId,
    keyAreaId,
    title: '已完成的课程',
  })
  const classId = newId()
  const { db } = house.services
  await sql`insert into training_class (id, programme_id, institution_id, course_version_id, filing_number, name, mode, from_day, to_day, capacity, state, attendance_share, filed_at)
    values (${classId}, ${programmeId}, ${institutionId}, ${course.body.versionId}, ${fresh()}, '已结业班', 'distance', '2026-01-05', '2026-01-09', 30, 'closed', '{"numerator": 4, "denominator": 5}', now())`.execute(
    db,
  )
  await sql`insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
    select gen_random_uuid(), ${classId}, person, 'self', 'completed', row_number() over (), now() from unnest(${[...people]}::uuid[]) as person`.execute(
    db,
  )
}
