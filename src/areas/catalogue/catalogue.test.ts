import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf, fresh, settingOf, type Setting } from '../../../test/setting.ts'
import { courseVersionForFiling } from './index.ts'

const house = testHouse({ worker: false, now: new Date('2026-03-02T02:00:00Z') })

/** A class of one day, filed at the house's present. */
const taught = (day: string) => ({ at: house.now, taughtOn: [day] })

const content = (title: string) => ({
  title,
  titleEn: 'Software architecture',
  courseType: 'knowledge-integration',
  category: 'professional',
  audience: '软件工程师',
  objectives: '掌握体系结构方法',
  syllabus: [
    { title: '概论', minutes: 90, mode: 'face-to-face' },
    { title: '实践', minutes: 135, mode: 'distance' },
  ],
  examSpec: { durationMinutes: 60, questions: 20, passMark: { numerator: 3, denominator: 5 } },
  materials: '讲义',
  feeFen: 120_000,
})

interface Declared extends Setting {
  readonly courseId: string
  readonly versionId: string
  readonly url: string
  readonly title: string
}

const declared = async (given?: Setting, title = `软件体系结构 ${fresh()}`): Promise<Declared> => {
  const setting = given ?? (await settingOf(house))
  const { programmeId, institutionId, keyAreaId } = setting
  const reply = await setting.institution.call('POST', '/api/v1/courses', {
    programmeId,
    institutionId,
    keyAreaId,
    ...content(title),
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return { ...setting, ...reply.body, url: `/api/v1/courses/${reply.body.courseId}`, title }
}

const submitted = async (given?: Setting, title?: string): Promise<Declared> => {
  const course = await declared(given, title)
  expect((await course.institution.call('POST', `${course.url}/submit`, { revision: 1 })).status).toBe(204)
  return course
}

const approved = async (
  given?: Setting,
  title?: string,
  validFrom = '2026-01-01',
  validTo = '2028-12-31',
): Promise<Declared> => {
  const course = await submitted(given, title)
  const decided = await course.office.call('POST', `${course.url}/decision`, {
    versionId: course.versionId,
    decision: 'approve',
    validFrom,
    validTo,
  })
  expect(decided.status, JSON.stringify(decided.body)).toBe(204)
  return course
}

describe('declaring a course', () => {
  test('begins a draft with a code of its own, summed minutes, and the programme’s pass mark', async () => {
    const setting = await settingOf(house)
    const { programmeId, institutionId, keyAreaId } = setting
    const first = await setting.institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '只有标题',
    })
    const second = await declared(setting)
    expect(first.body).toMatchObject({ code: 'C0001', revision: 1 })
    const read = await setting.institution.call('GET', `/api/v1/courses/${first.body.courseId}`)
    expect(read.body.versions).toMatchObject([
      {
        number: 1,
        status: 'draft',
        title: '只有标题',
        totalMinutes: 0,
        examSpec: { passMark: { numerator: 3, denominator: 5 } },
      },
    ])
    const full = await setting.institution.call('GET', second.url)
    expect(full.body).toMatchObject({ code: 'C0002', keyArea: { code: 'software' } })
    expect(full.body.versions[0]).toMatchObject({
      totalMinutes: 225,
      minutesByMode: { 'face-to-face': 90, distance: 135, 'advanced-seminar': 0 },
    })
  })

  test('is refused for another institution, another programme’s key area, and a programme not running', async () => {
    const [mine, theirs] = [await settingOf(house), await settingOf(house)]
    const { programmeId, institutionId, keyAreaId } = mine
    const forOthers = await theirs.institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '冒名',
    })
    expect([forOthers.status, forOthers.body.code]).toEqual([403, 'access.denied'])
    const byOffice = await mine.office.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '代办',
    })
    expect(byOffice.status).toBe(403)
    const area = await mine.institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId: theirs.keyAreaId,
      title: '错领域',
    })
    expect(area.body.code).toBe('key-area.unknown')
    await mine.office.call('PUT', `/api/v1/programmes/${programmeId}/status`, { status: 'closed' })
    const closed = await mine.institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '晚了',
    })
    expect(closed.body.code).toBe('programme.not-active')
  })

  test('twice under one key makes one course', async () => {
    const { institution, programmeId, institutionId, keyAreaId } = await settingOf(house)
    const body = { programmeId, institutionId, keyAreaId, title: '只要一门' }
    const headers = { 'idempotency-key': fresh() }
    const [first, second] = [
      await institution.call('POST', '/api/v1/courses', body, headers),
      await institution.call('POST', '/api/v1/courses', body, headers),
    ]
    expect(second.body).toEqual(first.body)
    expect((await institution.call('GET', '/api/v1/courses')).body.items).toHaveLength(1)
  })
})

describe('a draft', () => {
  test('is saved as it is written, however incomplete, and refuses to overwrite a newer save', async () => {
    const course = await declared()
    const half = {
      ...content(''),
      objectives: '',
      syllabus: [{ title: '', minutes: 0, mode: 'distance' }],
      examSpec: null,
    }
    const saved = await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...half })
    expect(saved.body).toMatchObject({ revision: 2, totalMinutes: 0, savedAt: '2026-03-02T02:00:00.000Z' })
    const late = await course.institution.call('PUT', `${course.url}/draft`, {
      revision: 1,
      ...content('旧窗口'),
    })
    expect([late.status, late.body.code]).toEqual([409, 'state.conflict'])
    const read = await course.institution.call('GET', course.url)
    expect(read.body.versions[0]).toMatchObject({ title: '', examSpec: null, revision: 2 })
  })

  test('leaves one event per change, and none where nothing changed', async () => {
    const course = await declared()
    await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content(course.title) })
    await course.institution.call('PUT', `${course.url}/draft`, {
      revision: 2,
      ...content(course.title),
      feeFen: 0,
    })
    expect(await eventsOf(house, course.courseId)).toEqual([
      'catalogue.courseDeclared',
      'catalogue.draftSaved',
    ])
  })

  test('is nobody else’s to see or touch until it is submitted', async () => {
    const course = await declared()
    const other = await settingOf(house)
    for (const stranger of [course.office, course.district, other.institution, other.office]) {
      expect((await stranger.call('GET', course.url)).status).toBe(404)
    }
    expect(
      (await other.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('窃改') }))
        .status,
    ).toBe(404)
    expect((await course.office.call('GET', '/api/v1/courses')).body.items).toEqual([])
    expect((await course.institution.call('GET', '/api/v1/courses')).body.items).toMatchObject([
      { courseId: course.courseId, status: 'draft' },
    ])
  })

  test('given up goes, with its course when there was nothing else', async () => {
    const course = await declared()
    expect((await course.institution.call('DELETE', `${course.url}/draft`)).status).toBe(204)
    expect((await course.institution.call('GET', course.url)).status).toBe(404)
    expect(await eventsOf(house, course.courseId)).toEqual([
      'catalogue.courseDeclared',
      'catalogue.draftDiscarded',
    ])
  })
})

describe('submitting', () => {
  test('is refused with every missing field named', async () => {
    const course = await declared()
    const saved = await course.institution.call('PUT', `${course.url}/draft`, {
      revision: 1,
      ...content(''),
      audience: '',
      syllabus: [],
    })
    const refused = await course.institution.call('POST', `${course.url}/submit`, {
      revision: saved.body.revision,
    })
    expect([refused.status, refused.body.code, refused.body.params.count]).toEqual([
      422,
      'course.incomplete',
      3,
    ])
    expect(refused.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/title',
      '/audience',
      '/syllabus',
    ])
  })

  test('hands in what was read: an older revision is refused', async () => {
    const course = await declared()
    await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('改过的标题') })
    expect((await course.institution.call('POST', `${course.url}/submit`, { revision: 1 })).body.code).toBe(
      'state.conflict',
    )
  })

  test('shows the course to its office and district, freezes it, and may be taken back', async () => {
    const course = await submitted()
    expect((await course.office.call('GET', course.url)).body).toMatchObject({
      may: { 'course.decide': true, 'course.edit': false },
    })
    expect((await course.district.call('GET', course.url)).body).toMatchObject({
      may: { 'course.decide': false },
    })
    expect((await course.office.call('GET', '/api/v1/courses?status=submitted')).body.items).toMatchObject([
      { courseId: course.courseId },
    ])
    const frozen = await course.institution.call('PUT', `${course.url}/draft`, {
      revision: 1,
      ...content('偷改'),
    })
    expect([frozen.status, frozen.body.code]).toEqual([409, 'course.submitted'])
    const rewritten =
      sql`update course_version set title = '绕过程序' where id = ${course.versionId}`.execute(
        house.services.db,
      )
    await expect(rewritten).rejects.toThrow(/cannot be rewritten/)
    expect((await course.institution.call('POST', `${course.url}/take-back`, {})).status).toBe(204)
    expect((await course.office.call('GET', course.url)).status).toBe(404)
    expect(
      (await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('可以改了') }))
        .status,
    ).toBe(200)
  })
})

describe('the office decides', () => {
  test('to return with reasons; the institution corrects and submits again', async () => {
    const course = await submitted()
    const decide = (body: object) =>
      course.office.call('POST', `${course.url}/decision`, { versionId: course.versionId, ...body })
    expect((await decide({ decision: 'return' })).body.code).toBe('course.reason-required')
    expect((await decide({ decision: 'return', reason: '请细化实践环节' })).status).toBe(204)
    expect((await course.institution.call('GET', course.url)).body.versions[0]).toMatchObject({
      status: 'returned',
      decisionReason: '请细化实践环节',
    })
    await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('细化后的课程') })
    expect((await course.institution.call('POST', `${course.url}/submit`, { revision: 2 })).status).toBe(204)
    expect((await decide({ decision: 'refuse', reason: '与目录内课程重复' })).status).toBe(204)
    expect(
      (await decide({ decision: 'approve', validFrom: '2026-01-01', validTo: '2026-12-31' })).body.code,
    ).toBe('course.refused')
  })

  test('to approve only with dates, and only the version that was read', async () => {
    const course = await submitted()
    const undated = await course.office.call('POST', `${course.url}/decision`, {
      versionId: course.versionId,
      decision: 'approve',
      validFrom: '2026-05-01',
      validTo: '2026-04-01',
    })
    expect([undated.status, undated.body.code, undated.body.errors[0].pointer]).toEqual([
      422,
      'course.dates',
      '/validTo',
    ])
    const other = await course.office.call('POST', `${course.url}/decision`, {
      versionId: course.courseId,
      decision: 'approve',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    })
    expect(other.body.code).toBe('course.other-version')
  })

  test('nobody in its place', async () => {
    const course = await submitted()
    const decision = {
      versionId: course.versionId,
      decision: 'approve',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    }
    expect((await course.institution.call('POST', `${course.url}/decision`, decision)).status).toBe(403)
    expect((await course.district.call('POST', `${course.url}/decision`, decision)).status).toBe(403)
    const { office: other } = await settingOf(house)
    expect((await other.call('POST', `${course.url}/decision`, decision)).status).toBe(404)
    expect((await house.anonymous().call('POST', `${course.url}/decision`, decision)).status).toBe(401)
  })
})

describe('versions', () => {
  test('follow each other day by day, and each keeps its own text', async () => {
    const course = await approved()
    expect(
      (await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('改') })).body
        .code,
    ).toBe('course.approved')
    const begun = await course.institution.call('POST', `${course.url}/versions`, {})
    expect(begun.body).toMatchObject({ number: 2, revision: 1 })
    expect((await course.institution.call('POST', `${course.url}/versions`, {})).body.code).toBe(
      'course.draft-open',
    )
    await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...content('第二版标题') })
    await course.institution.call('POST', `${course.url}/submit`, { revision: 2 })
    const decision = {
      versionId: begun.body.versionId,
      decision: 'approve',
      validFrom: '2026-07-01',
      validTo: '2029-12-31',
    }
    expect((await course.office.call('POST', `${course.url}/decision`, decision)).status).toBe(204)
    const shown = await house.anonymous().call('GET', `/api/v1/catalogue/courses/${course.courseId}`)
    expect(shown.body).toMatchObject({
      version: 1,
      title: course.title,
      current: true,
      validTo: '2026-06-30',
    })
    const later = await house
      .anonymous()
      .call('GET', `/api/v1/catalogue/courses/${course.courseId}?version=2`)
    expect(later.body).toMatchObject({ version: 2, title: '第二版标题', current: false })
    expect(
      await courseVersionForFiling(house.services.db, course.versionId, taught('2026-07-01')),
    ).toMatchObject({
      code: 'course.expired',
    })
    expect(
      await courseVersionForFiling(house.services.db, begun.body.versionId, taught('2026-07-01')),
    ).toMatchObject({ ok: true })
    expect(await eventsOf(house, course.courseId)).toContain('catalogue.versionSucceeded')
  })

  test('one that would replace another on its first day retires it', async () => {
    const course = await approved()
    const begun = await course.institution.call('POST', `${course.url}/versions`, {})
    await course.institution.call('POST', `${course.url}/submit`, { revision: 1 })
    await course.office.call('POST', `${course.url}/decision`, {
      versionId: begun.body.versionId,
      decision: 'approve',
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
    })
    const read = await course.office.call('GET', course.url)
    expect(read.body.versions.map((one: { status: string }) => one.status)).toEqual(['approved', 'retired'])
  })

  test('a catalogued course cannot move to another key area', async () => {
    const course = await approved()
    await course.institution.call('POST', `${course.url}/versions`, {})
    const areas = (await course.office.call('GET', `/api/v1/programmes/${course.programmeId}`)).body.keyAreas
    const moved = await course.institution.call('PUT', `${course.url}/draft`, {
      revision: 1,
      keyAreaId: areas[1].id,
      ...content('换领域'),
    })
    expect(moved.body.code).toBe('course.area-fixed')
  })
})

describe('retiring', () => {
  test('takes a course out of the catalogue and keeps its page readable', async () => {
    const course = await approved()
    expect((await course.district.call('POST', `${course.url}/retire`, { reason: '停开' })).status).toBe(403)
    expect((await course.institution.call('POST', `${course.url}/retire`, { reason: '停开' })).status).toBe(
      204,
    )
    expect(
      (await course.institution.call('POST', `${course.url}/retire`, { reason: '停开' })).body.code,
    ).toBe('course.retired')
    const page = await house.anonymous().call('GET', `/api/v1/catalogue/courses/${course.courseId}`)
    expect(page.body).toMatchObject({ current: false, title: course.title })
    const found = await house
      .anonymous()
      .call('GET', `/api/v1/catalogue?q=${encodeURIComponent(course.title)}`)
    expect(found.body.items).toEqual([])
  })
})

describe('the public catalogue', () => {
  const titles = async (query: string): Promise<string[]> =>
    (await house.anonymous().call('GET', `/api/v1/catalogue?${query}`)).body.items.map(
      (one: { title: string }) => one.title,
    )

  test('finds a course by two characters of its title, its institution, its English title or its code', async () => {
    const setting = await settingOf(house)
    const course = await approved(setting, `量子密钥分发导论 ${fresh()}`)
    const institution = (await setting.office.call('GET', `/api/v1/organisations/${setting.institutionId}`))
      .body.name
    for (const q of ['密钥', '量子密钥分发', institution, 'architecture', 'ＡＲＣＨＩ']) {
      expect(await titles(`q=${encodeURIComponent(q)}`), q).toContain(course.title)
    }
    const programme = (await setting.office.call('GET', `/api/v1/programmes/${setting.programmeId}`)).body
      .code
    expect(await titles(`q=c0001&field=${programme}`)).toEqual([course.title])
    expect(await titles(`q=${encodeURIComponent('钥密')}`)).toEqual([])
  })

  test('refuses a search no text can hold, instead of failing on it', async () => {
    const refused = await house.anonymous().call('GET', '/api/v1/catalogue?q=%00')
    expect([refused.status, refused.body.code]).toEqual([400, 'request.invalid'])
    const { institution, programmeId, institutionId, keyAreaId } = await settingOf(house)
    const declaring = await institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: '带\u0000的标题',
    })
    expect([declaring.status, declaring.body.code]).toEqual([400, 'request.invalid'])
    expect(
      (await house.anonymous().call('GET', `/api/v1/catalogue?q=${encodeURIComponent('%_\\')}`)).body.items,
    ).toEqual([])
  })

  test('filters by key area, programme, field and mode', async () => {
    const setting = await settingOf(house)
    const course = await approved(setting)
    const code = (await setting.office.call('GET', `/api/v1/programmes/${setting.programmeId}`)).body.code
    for (const query of [
      `field=${code}`,
      `q=${encodeURIComponent(course.title)}&field=software`,
      `q=${encodeURIComponent(course.title)}&field=${encodeURIComponent('信息技术')}`,
      `field=${code}&mode=distance`,
    ]) {
      expect(await titles(query), query).toEqual([course.title])
    }
    for (const query of [
      `field=${code}&mode=advanced-seminar`,
      `q=${encodeURIComponent(course.title)}&field=security`,
      'field=no-such-area',
    ]) {
      expect(await titles(query), query).toEqual([])
    }
    expect((await house.anonymous().call('GET', '/api/v1/catalogue?mode=by-post')).status).toBe(400)
  })

  test('pages through everything once, and says where the next page is', async () => {
    const setting = await settingOf(house)
    const code = (await setting.office.call('GET', `/api/v1/programmes/${setting.programmeId}`)).body.code
    const made: string[] = []
    for (let n = 0; n < 23; n += 1) made.push((await approved(setting)).title)
    const first = await house.anonymous().call('GET', `/api/v1/catalogue?field=${code}`)
    const second = await house.anonymous().call('GET', `/api/v1/catalogue?field=${code}&page=2`)
    expect([first.body.page, first.body.next, second.body.page, second.body.next]).toEqual([1, 2, 2, null])
    const seen = [...first.body.items, ...second.body.items].map((one: { title: string }) => one.title)
    expect(seen.sort()).toEqual(made.sort())
  })

  test('leaves out what is not valid today, and everything of an institution no longer approved', async () => {
    const setting = await settingOf(house)
    const code = (await setting.office.call('GET', `/api/v1/programmes/${setting.programmeId}`)).body.code
    await approved(setting, '明年才有', '2027-01-01', '2027-12-31')
    await approved(setting, '去年就完', '2025-01-01', '2025-12-31')
    const now = await approved(setting)
    expect(await titles(`field=${code}`)).toEqual([now.title])
    const [approval] = (
      await setting.office.call('GET', `/api/v1/institution-approvals?institutionId=${setting.institutionId}`)
    ).body.items
    await setting.office.call('POST', `/api/v1/institution-approvals/${approval.id}/decision`, {
      decision: 'suspend',
      reason: '抽查',
    })
    expect(await titles(`field=${code}`)).toEqual([])
  })

  test('counts its courses by key area and lists the next classes', async () => {
    const setting = await settingOf(house)
    const course = await approved(setting)
    const code = (await setting.office.call('GET', `/api/v1/programmes/${setting.programmeId}`)).body.code
    const fields = (await house.anonymous().call('GET', '/api/v1/catalogue/fields')).body.items.filter(
      (one: { programmeCode: string }) => one.programmeCode === code,
    )
    expect(fields.map((one: { code: string; courses: number }) => [one.code, one.courses])).toEqual([
      ['software', 1],
      ['security', 0],
    ])
    const insert = (name: string, state: string, from: string) =>
      sql`insert into training_class
      (id, programme_id, institution_id, course_version_id, filing_number, name, mode, from_day, to_day, capacity, state, attendance_share, filed_at)
      values (gen_random_uuid(), ${setting.programmeId}, ${setting.institutionId}, ${course.versionId}, ${fresh()}, ${name}, 'distance', ${from}, '2026-12-31', 30, ${state}, '{"numerator": 4, "denominator": 5}', now())`.execute(
        house.services.db,
      )
    await insert('可报名', 'enrolling', '2026-04-01')
    await insert('未开放', 'filed', '2026-03-15')
    await insert('已开班', 'enrolling', '2026-03-01')
    const page = await house.anonymous().call('GET', `/api/v1/catalogue/courses/${course.courseId}`)
    expect(page.body.classes).toMatchObject([
      { name: '可报名', from: '2026-04-01', capacity: 30, enrolled: 0 },
    ])
    const [listed] = (await house.anonymous().call('GET', `/api/v1/catalogue?field=${code}`)).body.items
    expect(listed.nextClassOn).toBe('2026-04-01')
    const next = (await house.anonymous().call('GET', '/api/v1/catalogue/next-classes')).body.items
    expect(next).toMatchObject([{ name: '可报名', courseId: course.courseId, field: { code: 'software' } }])
  })

  test('has no page for a course that never was in it', async () => {
    const course = await submitted()
    expect((await house.anonymous().call('GET', `/api/v1/catalogue/courses/${course.courseId}`)).status).toBe(
      404,
    )
  })
})

describe('filing a class from a version', () => {
  const filing = async (
    course: Declared,
    day: string,
    mode?: 'face-to-face' | 'distance' | 'advanced-seminar',
  ) => {
    const answer = await courseVersionForFiling(house.services.db, course.versionId, taught(day), mode)
    return answer.ok ? 'open' : answer.code
  }

  test('is open while course and institution are approved, and tells what the filing needs', async () => {
    const course = await approved()
    expect(
      await courseVersionForFiling(house.services.db, course.versionId, taught('2026-04-01'), 'distance'),
    ).toMatchObject({
      ok: true,
      value: {
        courseId: course.courseId,
        programmeId: course.programmeId,
        institutionId: course.institutionId,
        number: 1,
        totalMinutes: 225,
        examSpec: { questions: 20 },
      },
    })
  })

  test('is refused by rule for each thing that is missing', async () => {
    expect(await filing(await submitted(), '2026-04-01')).toBe('course.not-approved')
    const course = await approved()
    expect(await filing(course, '2025-12-31')).toBe('course.expired')
    expect(await filing(course, '2029-01-01')).toBe('course.expired')
    expect(await filing(course, '2026-04-01', 'advanced-seminar')).toBe('institution.mode-not-approved')
    await course.institution.call('POST', `${course.url}/retire`, { reason: '停开' })
    expect(await filing(course, '2026-04-01')).toBe('course.not-approved')
    const expiring = await approved(undefined, undefined, '2026-01-01', '2040-12-31')
    expect(await filing(expiring, '2036-01-01')).toBe('institution.expired')
    const unapproved = await approved(await settingOf(house, { approved: false }))
    expect(await filing(unapproved, '2026-04-01')).toBe('institution.not-approved')
    await expiring.office.call('PUT', `/api/v1/programmes/${expiring.programmeId}/status`, {
      status: 'closed',
    })
    expect(await filing(expiring, '2026-04-01')).toBe('programme.not-active')
  })

  test('is refused in a mode the course has no minutes in', async () => {
    const setting = await settingOf(house)
    const course = await declared(setting)
    const onlyFace = {
      ...content('只有面授'),
      syllabus: [{ title: '面授', minutes: 90, mode: 'face-to-face' }],
    }
    await course.institution.call('PUT', `${course.url}/draft`, { revision: 1, ...onlyFace })
    await course.institution.call('POST', `${course.url}/submit`, { revision: 2 })
    await course.office.call('POST', `${course.url}/decision`, {
      versionId: course.versionId,
      decision: 'approve',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    })
    expect(await filing(course, '2026-04-01', 'distance')).toBe('course.mode-not-declared')
    expect(await filing(course, '2026-04-01', 'face-to-face')).toBe('open')
  })
})
