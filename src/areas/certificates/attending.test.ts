import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { examSitting, expectStatus, schoolOf, type School } from '../training/training-fixtures.ts'
import {
  certificatesOf,
  close,
  closedClassOf,
  eventually,
  finishedClass,
  served,
} from './certificate-fixtures.ts'
import { attendedOnly, earnedType, fallbackRule } from './domain/certificate-rule.ts'

const house = testHouse()

const contentOf = async (number: string | undefined) => {
  const { rows } = await sql<{
    content: string
  }>`select content from certificate_content where number = ${number ?? ''}`.execute(house.services.db)
  return JSON.parse(rows[0]?.content ?? '{}')
}

const rule = {
  from: '2026-03-01',
  withoutExam: 'pass',
  notPassed: true,
  paper: 'portrait',
  basis: '办发〔2026〕5号',
}
const rulesOf = (school: School) => `/api/v1/programmes/${school.programmeId}/certificate-rules`

/** A class with an exam: one passes, one fails, one stays away. */
const examined = async (school: School) => {
  const made = await finishedClass(house, ['及格员', '落第员', '缺考员'], school)
  const [passed, failed] = made.people.map((one) => one.personId)
  await examSitting(house, made, [
    { personId: passed ?? '', score: '80', passed: true },
    { personId: failed ?? '', score: '40', passed: false },
  ])
  await close(made)
  await served(house, made)
  return made
}

describe('what a class earns', () => {
  test('follows the office’s dated rule, and without one no exam is said to have been passed where there was none', () => {
    const completed = { state: 'completed', outcome: { reasons: [] } }
    const without = (...codes: string[]) => ({
      state: 'not-completed',
      outcome: { reasons: codes.map((code) => ({ code })) },
    })
    expect(earnedType(completed, false, fallbackRule)).toBe('attendance')
    expect(earnedType(completed, true, fallbackRule)).toBe('pass')
    expect(earnedType(without('exam.failed'), true, fallbackRule)).toBeUndefined()
    const kind = { ...fallbackRule, notPassed: true, withoutExam: 'pass' } as const
    expect(earnedType(completed, false, kind)).toBe('pass')
    expect(earnedType(without('exam.failed'), true, kind)).toBe('attendance')
    expect(earnedType(without('exam.not-taken'), true, kind)).toBe('attendance')
    expect(earnedType(without('attendance.short', 'exam.failed'), true, kind)).toBeUndefined()
    expect(earnedType(without('exam.pending'), true, kind)).toBeUndefined()
    expect(attendedOnly(without())).toBe(false)
  })

  test('is set by the office alone, stands in the trail, and holds for classes that begin from its day', async () => {
    const school = await schoolOf(house)
    const before = await closedClassOf(house, ['先到员'], school)
    expect((await school.institution.call('POST', rulesOf(school), rule)).status).toBe(403)
    expect((await school.office.call('POST', rulesOf(school), { ...rule, paper: 'square' })).status).toBe(400)
    expectStatus(await school.office.call('POST', rulesOf(school), rule), 204)
    expect(await eventsOf(house, school.programmeId)).toContain('certificates.ruleSet')
    const read = await school.institution.call('GET', rulesOf(school))
    expect(read.body).toMatchObject({
      items: [rule],
      fallback: fallbackRule,
      may: { 'certificate-rule.set': false },
    })
    const after = await closedClassOf(house, ['后到员'], school)
    const [first, second] = [
      await contentOf((await certificatesOf(before))[0]?.number),
      await contentOf((await certificatesOf(after))[0]?.number),
    ]
    expect([first.type, first.template.id]).toEqual(['attendance', 'attendance-landscape'])
    expect([second.type, second.template.id]).toEqual(['pass', 'pass-portrait'])
    // A class tried again under another rule gives nobody a second certificate.
    expectStatus(await school.office.call('POST', `${before.url}/certificates`), 202)
    await house.drain()
    expect(await certificatesOf(before)).toHaveLength(1)
  })

  test('with an exam, attendance for who attended and did not pass: ungraded, and one series of numbers', async () => {
    const school = await schoolOf(house, { exam: true })
    expectStatus(await school.office.call('POST', rulesOf(school), { ...rule, paper: 'landscape' }), 204)
    const made = await examined(school)
    const issued = await certificatesOf(made)
    const contents = await Promise.all(issued.map((one) => contentOf(one.number)))
    expect(
      contents.map(({ holder, type, grade, gradeWord, examDate, template }) => [
        holder.name,
        type,
        grade,
        gradeWord?.zh ?? null,
        examDate,
        template.id,
      ]),
    ).toEqual([
      ['及格员', 'pass', '80/100', '合格', '2026-03-11', 'pass-landscape'],
      ['落第员', 'attendance', null, null, null, 'attendance-landscape'],
      ['缺考员', 'attendance', null, null, null, 'attendance-landscape'],
    ])
    expect(JSON.stringify(contents[1])).not.toContain('40/100')
    const progress = await school.office.call('GET', `${made.url}/certificates`)
    expect(progress.body).toMatchObject({ expected: 3, issued: 3, held: [] })
    // What is lost is replaced by its like, whatever the rule is by then.
    expectStatus(await school.office.call('POST', rulesOf(school), { ...rule, notPassed: false }), 204)
    const number = issued[1]?.number
    const body = { cause: 'lost', confirm: number, reason: '遗失' }
    const replaced = await school.office.call('POST', `/api/v1/certificates/${number}/replace`, body)
    expectStatus(replaced, 201)
    expect((await contentOf(replaced.body.number)).type).toBe('attendance')
  })

  test('prints as a file of its own that checks as a certificate of attendance', async () => {
    const made = await closedClassOf(house, ['欧阳慕容思远'])
    const [one] = await certificatesOf(made)
    await eventually(async () => {
      const pdf = await made.school.office.call('GET', `/api/v1/certificates/${one?.number}.pdf`)
      expect([pdf.status, pdf.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    })
    const checked = await house
      .anonymous()
      .call('GET', `/verify/${one?.number}`, undefined, { accept: 'application/json' })
    expect(checked.body).toMatchObject({ status: 'valid', type: 'attendance', grade: null })
  })
})
