import { sql } from 'kysely'
import type { Client, TestHouse } from '../../../test/house.ts'
import { fresh, settingOf, type Setting } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'

/** An institution with an approved course, rooms and teachers: everything a class is filed from. */
export interface School extends Setting {
  readonly courseId: string
  readonly versionId: string
  readonly rooms: readonly string[]
  readonly teachers: readonly string[]
}

export const expectStatus = (reply: { status: number; body: unknown }, status: number): void => {
  if (reply.status !== status)
    throw new Error(`wanted ${status}, got ${reply.status}: ${JSON.stringify(reply.body)}`)
}

interface CourseWanted {
  readonly exam?: boolean
  readonly validFrom?: string
  readonly validTo?: string
  readonly minutes?: number
  readonly category?: 'professional' | 'public'
}

/** Declares, submits and approves a course through the endpoints. */
export const approvedCourse = async (
  setting: Setting,
  wanted: CourseWanted = {},
): Promise<{ courseId: string; versionId: string }> => {
  const { programmeId, institutionId, keyAreaId } = setting
  const declared = await setting.institution.call('POST', '/api/v1/courses', {
    programmeId,
    institutionId,
    keyAreaId,
    title: `移动终端开发 ${fresh()}`,
    titleEn: 'Mobile development',
    courseType: wanted.category === 'public' ? 'public-subject' : 'application-tool',
    category: wanted.category ?? 'professional',
    audience: '软件工程师',
    objectives: '掌握移动终端开发',
    syllabus: [{ title: '全部内容', minutes: wanted.minutes ?? 3240, mode: 'face-to-face' }],
    examSpec: wanted.exam
      ? { durationMinutes: 60, questions: 20, passMark: { numerator: 3, denominator: 5 } }
      : null,
    materials: '讲义',
    feeFen: 120_000,
  })
  expectStatus(declared, 201)
  const { courseId, versionId } = declared.body
  expectStatus(
    await setting.institution.call('POST', `/api/v1/courses/${courseId}/submit`, { revision: 1 }),
    204,
  )
  const decided = await setting.office.call('POST', `/api/v1/courses/${courseId}/decision`, {
    versionId,
    decision: 'approve',
    validFrom: wanted.validFrom ?? '2025-01-01',
    validTo: wanted.validTo ?? '2028-12-31',
  })
  expectStatus(decided, 204)
  return { courseId, versionId }
}

export const schoolOf = async (house: TestHouse, course: CourseWanted = {}): Promise<School> => {
  const setting = await settingOf(house)
  const made = await approvedCourse(setting, course)
  const [rooms, teachers]: [string[], string[]] = [[], []]
  for (const name of ['甲', '乙']) {
    const path = `/api/v1/organisations/${setting.institutionId}`
    rooms.push(
      (await setting.institution.call('POST', `${path}/rooms`, { name: `${name}教室`, seats: 60 })).body
        .roomId,
    )
    teachers.push(
      (await setting.institution.call('POST', `${path}/teachers`, { name: `${name}老师`, title: '讲师' }))
        .body.teacherId,
    )
  }
  return { ...setting, ...made, rooms, teachers }
}

/** Sessions of 180 minutes on these days, mornings; room and teacher of the school's first. */
export const mornings = (school: School, days: readonly string[], more: object = {}) =>
  days.map((day) => ({
    day,
    start: '09:00',
    end: '12:00',
    minutes: 180,
    roomId: school.rooms[0],
    teacherId: school.teachers[0],
    ...more,
  }))

export const filing = (school: School, days: readonly string[], more: object = {}) => ({
  institutionId: school.institutionId,
  courseVersionId: school.versionId,
  mode: 'face-to-face',
  capacity: 30,
  sessions: mornings(school, days),
  ...more,
})

export interface Filed {
  readonly classId: string
  readonly filingNumber: string
  readonly url: string
}

export const filedClass = async (
  school: School,
  days: readonly string[],
  more: object = {},
): Promise<Filed> => {
  const reply = await school.institution.call('POST', '/api/v1/classes', filing(school, days, more))
  expectStatus(reply, 201)
  return { ...reply.body, url: `/api/v1/classes/${reply.body.classId}` }
}

let born = 0
/** Puts persons on record; invented names only. */
export const people = async (house: TestHouse, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => newId())
  for (const id of ids) {
    born += 1
    const name = `学员${String(born).padStart(4, '0')}`
    await sql`insert into person (id, name, name_grams, created_at) values (${id}, ${name}, array[]::text[], now())`.execute(
      house.services.db,
    )
  }
  return ids
}

/** An employer with somebody who acts for it and staff on record. */
export const employerWith = async (
  house: TestHouse,
  staff: readonly string[],
): Promise<{ employerId: string; employer: Client }> => {
  const employerId = newId()
  await sql`insert into organisation (id, kind, name, created_at) values (${employerId}, 'employer', ${`信息公司 ${fresh()}`}, now())`.execute(
    house.services.db,
  )
  for (const personId of staff) {
    await sql`insert into employment (id, person_id, employer_id, from_day, source, recorded_at)
      values (${newId()}, ${personId}, ${employerId}, '2020-01-01', 'employer', now())`.execute(
      house.services.db,
    )
  }
  return { employerId, employer: await house.client([{ role: 'employer', organisationId: employerId }]) }
}

export const enrolAll = async (school: School, url: string, personIds: readonly string[]): Promise<void> => {
  expectStatus(await school.institution.call('POST', `${url}/enrolments`, { personIds }), 201)
}

/** Enrolment ids of a class in seating order. */
export const seats = async (school: School, url: string): Promise<string[]> => {
  const reply = await school.institution.call('GET', `${url}/enrolments?limit=200`)
  expectStatus(reply, 200)
  return reply.body.items.map((row: { id: string }) => row.id)
}

export const sessionIds = async (school: School, url: string): Promise<string[]> => {
  const reply = await school.institution.call('GET', url)
  expectStatus(reply, 200)
  return reply.body.sessions.map((session: { id: string }) => session.id)
}

export interface ExamResultGiven {
  readonly personId: string
  readonly score: string | null
  readonly passed: boolean
}

/** A sitting of the class with its results; `released: false` keeps them back. */
export const examSitting = async (
  house: TestHouse,
  held: { readonly school: School; readonly classId: string },
  results: readonly ExamResultGiven[],
  options: { released?: boolean; day?: string } = {},
): Promise<void> => {
  const { db } = house.services
  const [paperId, sittingId, setId] = [newId(), newId(), newId()]
  const day = options.day ?? '2026-03-11'
  await sql`insert into exam_paper (id, programme_id, title, profile, maximum, item_count, hash, sealed_at) values (${paperId}, ${held.school.programmeId}, '卷', '{}', '100', 1, 'h', now())`.execute(
    db,
  )
  await sql`insert into exam_sitting (id, programme_id, class_id, paper_id, title, opens_at, entry_until, closes_at, duration_minutes, pass_rule, created_at)
    values (${sittingId}, ${held.school.programmeId}, ${held.classId}, ${paperId}, '考试', ${`${day}T06:00:00Z`}, ${`${day}T06:30:00Z`}, ${`${day}T08:00:00Z`}, 60, '{}', now())`.execute(
    db,
  )
  await sql`insert into result_set (id, sitting_id, run, paper_hash, pass_rule, computed_at, hash) values (${setId}, ${sittingId}, 1, 'h', '{}', now(), 'h')`.execute(
    db,
  )
  for (const { personId, score, passed } of results) {
    const [candidateId, attemptId] = [newId(), newId()]
    await sql`insert into exam_candidate (id, sitting_id, person_id, ticket_number, registered_at) values (${candidateId}, ${sittingId}, ${personId}, ${candidateId}, now())`.execute(
      db,
    )
    await sql`insert into attempt (id, sitting_id, candidate_id, person_id, paper_id, permutation, permutation_hash, created_at)
      values (${attemptId}, ${sittingId}, ${candidateId}, ${personId}, ${paperId}, '[]', 'h', now())`.execute(
      db,
    )
    await sql`insert into result (result_set_id, attempt_id, person_id, status, score, maximum, passed, grade_zh, grade_en, exam_date, items, row_hash)
      values (${setId}, ${attemptId}, ${personId}, ${score === null ? 'absent' : 'scored'}, ${score}, '100', ${passed}, ${passed ? '合格' : '不合格'}, ${passed ? 'pass' : 'fail'},
        ${score === null ? null : day}, '[]', 'h')`.execute(db)
  }
  if (options.released !== false)
    await sql`insert into result_release (result_set_id, released_at) values (${setId}, now())`.execute(db)
}
