import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { fresh, officeOf, registered, settingOf } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import type { Mail } from '../../platform/ports/ports.ts'
import { certificatesOf, close, finishedClass, served } from '../certificates/certificate-fixtures.ts'
import { arrangeSitting, examinedClass } from '../exams/exam-fixtures.ts'
import {
  approvedCourse,
  expectStatus,
  filedClass,
  mornings,
  people,
  schoolOf,
} from '../training/training-fixtures.ts'

const house = testHouse({ now: new Date('2026-03-01T01:00:00Z') })

const giveAddress = async (personId: string, email: string, name?: string): Promise<void> => {
  await sql`update person set email = ${email}, name = coalesce(${name ?? null}, name) where id = ${personId}`.execute(
    house.services.db,
  )
}
const addressOfAccount = async (
  accountId: string,
  email: string,
  language: 'zh' | 'en' = 'zh',
): Promise<void> => {
  await sql`insert into sign_in_name (name, kind, account_id) values (${email}, 'email', ${accountId})`.execute(
    house.services.db,
  )
  await sql`update account set language = ${language} where id = ${accountId}`.execute(house.services.db)
}
const sentTo = (address: string): Mail[] =>
  house.posted.filter((one): one is Mail => one.to === address && 'subject' in one)
const subjectsTo = (address: string): string[] => sentTo(address).map((one) => one.subject)

describe('an institution', () => {
  test('is told that its course was approved, each of its people in their language', async () => {
    const setting = await settingOf(house)
    await addressOfAccount(setting.institution.accountId, 'school@example.test', 'en')
    await approvedCourse(setting)
    await house.drain()
    expect(subjectsTo('school@example.test')).toEqual(['Course approved: Mobile development'])
    expect(sentTo('school@example.test')[0]?.text).toContain('from 1 January 2025 to 31 December 2028')
  })
})

describe('an employer', () => {
  /** Somebody on the staff of one employer, each with a clerk who reads mail, and another employer. */
  const setting = async () => {
    const { office } = await officeOf(house)
    const employer = async (name: string, language: 'zh' | 'en') => {
      const id = await registered(office, 'employer', `${name} ${fresh()}`, {
        nameEn: `Works ${name === '原单位' ? 'A' : 'B'}`,
      })
      const clerk = await house.client([{ role: 'employer', organisationId: id }])
      const address = `clerk-${id.slice(-12)}@example.test`
      await addressOfAccount(clerk.accountId, address, language)
      return { id, clerk, address }
    }
    const [old, next] = [await employer('原单位', 'en'), await employer('新单位', 'zh')]
    const [personId = ''] = await people(house, 1)
    await giveAddress(personId, '', '欧阳明')
    const added = await office.call('POST', `/api/v1/people/${personId}/employments`, {
      employerId: old.id,
      from: '2020-01-01',
    })
    expectStatus(added, 201)
    const employmentId: string = added.body.employmentId
    return { office, old, next, personId, employmentId, url: `/api/v1/people/${personId}` }
  }

  test('is told that somebody left for another, once the other has let them in, and not where they went', async () => {
    const { office, old, next, personId, employmentId, url } = await setting()
    const person = await house.client([], personId)
    const asked = await person.call('POST', `${url}/employment-requests`, {
      employerId: next.id,
      from: '2026-03-16',
      leavingId: employmentId,
    })
    expectStatus(asked, 201)
    await house.drain()
    expect(subjectsTo(old.address)).toEqual([])
    expectStatus(
      await next.clerk.call('POST', `/api/v1/employment-requests/${asked.body.requestId}/accept`),
      200,
    )
    await house.drain()
    expect([subjectsTo(old.address), subjectsTo(next.address)]).toEqual([
      ['A member of staff has left: 欧阳明'],
      [],
    ])
    const text = sentTo(old.address)[0]?.text ?? ''
    expect(text).toMatch(/^The employment of 欧阳明 at Works A is on record as ending on 15 March 2026\./)
    expect(text).not.toMatch(/Works B|新单位/)
    const { items } = (await office.call('GET', '/api/v1/office/deliveries?limit=1')).body
    expect(items).toMatchObject([
      { template: 'staff-left', state: 'sent', recipientId: old.clerk.accountId, aboutId: personId },
    ])
  })

  test('is told of an end the person or the office put on record, and not of its own', async () => {
    const [alone, itself] = [await setting(), await setting()]
    const end = { on: '2026-03-01', reason: '退休' }
    expectStatus(
      await alone.office.call('POST', `${alone.url}/employments/${alone.employmentId}/end`, end),
      200,
    )
    expectStatus(
      await itself.old.clerk.call('POST', `${itself.url}/employments/${itself.employmentId}/end`, end),
      200,
    )
    await house.drain()
    expect(sentTo(alone.old.address).map(({ text }) => text)).toEqual([
      expect.stringContaining('Reason: 退休'),
    ])
    expect(sentTo(itself.old.address)).toEqual([])
  })
})

describe('a person', () => {
  test('with an address is told by whom they were taken on; whom an employer puts on record first is not', async () => {
    const { office } = await officeOf(house)
    const id = await registered(office, 'employer', `接收单位 ${fresh()}`)
    const clerk = await house.client([{ role: 'employer', organisationId: id }])
    const add = async (number: string, more: object = {}) => {
      const typed = { name: '欧阳明', identity: { kind: 'passport', number }, ...more }
      const added = await clerk.call('POST', `/api/v1/employers/${id}/staff`, typed)
      expectStatus(added, 201)
      return added.body
    }
    const number = `E${String(Date.now()).slice(-8)}`
    const { personId } = await add(number, { email: 'taken-on@example.test' })
    await house.drain()
    expect(subjectsTo('taken-on@example.test')).toEqual([])
    await sql`update employment set from_day = '2020-01-01', to_day = '2026-02-01' where person_id = ${personId}`.execute(
      house.services.db,
    )
    expect(await add(number)).toEqual({ personId, known: true })
    await add(number)
    await house.drain()
    expect(sentTo('taken-on@example.test').map(({ subject, text }) => [subject, text])).toEqual([
      [expect.stringMatching(/^任职登记：接收单位/), expect.stringContaining('自2026年3月1日起')],
    ])
  })

  test('with an address is told of a place, and whoever moves up of theirs; others are not', async () => {
    const school = await schoolOf(house)
    const filed = await filedClass(school, ['2026-03-10'], {
      ...mornings(school, ['2026-03-10']),
      capacity: 1,
    })
    const [first, second] = await people(house, 2)
    await giveAddress(first ?? '', 'first@example.test', '王一')
    await giveAddress(second ?? '', 'second@example.test', '李二')
    const url = `${filed.url}/enrolments`
    expectStatus(await school.institution.call('POST', url, { personIds: [first, second] }), 201)
    await house.drain()
    const [confirmed, ...more] = subjectsTo('first@example.test')
    expect(confirmed).toMatch(/^报名成功：/)
    expect(more).toEqual([])
    expect(sentTo('first@example.test')[0]?.text).toContain('2026年3月10日')
    expect(subjectsTo('second@example.test')).toEqual([])
    const { rows } = await sql<{ id: string }>`select id from enrolment where person_id = ${first}`.execute(
      house.services.db,
    )
    expectStatus(
      await school.institution.call('POST', `/api/v1/enrolments/${rows[0]?.id}/withdraw`, { reason: '出差' }),
      200,
    )
    await house.drain()
    expect(subjectsTo('second@example.test')).toEqual([expect.stringMatching(/^候补已录取：/)])
  })

  test('is told of an exam in the time of the programme, once, and of another time', async () => {
    const one = await examinedClass(house, 2)
    await giveAddress(one.people[0] ?? '', 'candidate@example.test')
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const { sittingId } = await arrangeSitting(house, office, one, {
      opensAt: '2026-03-01T02:00:00.000Z',
      closesAt: '2026-03-01T04:00:00.000Z',
    })
    await house.drain()
    const [told, ...more] = sentTo('candidate@example.test')
    expect(more).toEqual([])
    expect(told?.text).toContain('2026年3月1日 10:00，60 分钟')
    expect(told?.text).toContain('第一机房')
    const moved = await office.call('PUT', `/api/v1/sittings/${sittingId}/times`, {
      opensAt: '2026-03-01T03:00:00.000Z',
      entryUntil: '2026-03-01T03:30:00.000Z',
      closesAt: '2026-03-01T05:00:00.000Z',
      durationMinutes: 60,
    })
    expectStatus(moved, 204)
    await house.drain()
    expect(sentTo('candidate@example.test').at(-1)?.subject).toMatch(/^考试时间变更/)
    expect(sentTo('candidate@example.test').at(-1)?.text).toContain('11:00')
  })

  test('who reads English is told of the exam by the English name of its class and site', async () => {
    const one = await examinedClass(house, 1)
    const [personId = ''] = one.people
    const candidate = await house.client([], personId)
    await addressOfAccount(candidate.accountId, 'english@example.test', 'en')
    await giveAddress(personId, 'english@example.test')
    await sql`update training_class set name_en = 'Class on mobile terminals' where id = ${one.classId}`.execute(
      house.services.db,
    )
    await sql`update organisation set name_en = 'Pudong test site' where id = ${one.siteId}`.execute(
      house.services.db,
    )
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    await arrangeSitting(house, office, one)
    await house.drain()
    const told = sentTo('english@example.test').at(-1)
    expect(told?.subject).toBe('Your exam: Class on mobile terminals')
    expect(told?.text).toContain('Place: Pudong test site 第一机房')
  })

  test('is told of a certificate and of its revocation, with where to check it', async () => {
    const made = await finishedClass(house, ['欧阳慕容思远'])
    await giveAddress(made.people[0]?.personId ?? '', 'holder@example.test')
    await close(made)
    await served(house, made)
    const number = (await certificatesOf(made))[0]?.number ?? ''
    await house.drain()
    expect(subjectsTo('holder@example.test').at(-1)).toBe(`证书已颁发：${number}`)
    expectStatus(
      await made.school.office.call('POST', `/api/v1/certificates/${number}/revoke`, {
        cause: 'fraud',
        reason: '替考查实',
        confirm: number,
      }),
      200,
    )
    await house.drain()
    const mail = sentTo('holder@example.test').at(-1)
    expect(mail?.subject).toBe(`证书已撤销：${number}`)
    expect(mail?.text).toContain('替考查实')
    expect(mail?.text).toContain(`http://zhixin.test/verify/${number}`)
  })

  test('is told that a lost certificate was replaced, not that it was corrected', async () => {
    const made = await finishedClass(house, ['欧阳慕容思远'])
    await giveAddress(made.people[0]?.personId ?? '', 'lost@example.test')
    await close(made)
    await served(house, made)
    const number = (await certificatesOf(made))[0]?.number ?? ''
    const replaced = await made.school.office.call('POST', `/api/v1/certificates/${number}/replace`, {
      cause: 'lost',
      reason: '本人声明遗失',
      confirm: number,
    })
    expectStatus(replaced, 201)
    await house.drain()
    const mail = sentTo('lost@example.test').at(-1)
    expect(mail?.subject).toBe(`证书已换发：${replaced.body.number}`)
    expect(mail?.text).not.toContain('更正')
  })

  test('who reads English is told of a certificate by the course’s English title', async () => {
    const made = await finishedClass(house, ['欧阳慕容思远'])
    const personId = made.people[0]?.personId ?? ''
    await giveAddress(personId, 'certified@example.test')
    const holder = await house.client([], personId)
    await addressOfAccount(holder.accountId, 'certified@example.test', 'en')
    await close(made)
    await served(house, made)
    await house.drain()
    expect(sentTo('certified@example.test').at(-1)?.text).toContain('Course: Mobile development\n')
  })

  test('is told of the class decided for them', async () => {
    const setting = await settingOf(house)
    const [person] = await people(house, 1)
    await giveAddress(person ?? '', 'classed@example.test', '郑十')
    const decided = await setting.office.call('POST', `/api/v1/people/${person}/classes/decide`, {
      programmeId: setting.programmeId,
      class: 'B',
      from: '2026-01-01',
      reason: '经审核',
    })
    expectStatus(decided, 200)
    await house.drain()
    expect(subjectsTo('classed@example.test')).toEqual(['您的人员类别已确定：B 类'])
  })
})

describe('the delivery record', () => {
  test('is the office’s alone', async () => {
    const setting = await settingOf(house)
    expect((await setting.institution.call('GET', '/api/v1/office/deliveries')).status).toBe(403)
    expect((await house.anonymous().call('GET', '/api/v1/office/deliveries')).status).toBe(401)
    const { office } = await officeOf(house)
    const missing = `/api/v1/office/deliveries/${newId()}`
    expect((await office.call('POST', `${missing}/try-again`, {})).status).toBe(404)
    expect((await setting.institution.call('POST', `${missing}/open`, {})).status).toBe(404)
  })

  test('shows masked addresses by page and state, and refuses to send again what was sent', async () => {
    const { office } = await officeOf(house)
    const first = await office.call('GET', '/api/v1/office/deliveries?state=sent&limit=1')
    expect(first.body.items).toMatchObject([{ state: 'sent', tries: 1, readable: false, again: false }])
    expect(first.body.items[0].hint).toMatch(/^\S\*\*\*@example\.test$/)
    const second = await office.call(
      'GET',
      `/api/v1/office/deliveries?state=sent&limit=1&cursor=${first.body.next}`,
    )
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id)
    const again = await office.call(
      'POST',
      `/api/v1/office/deliveries/${first.body.items[0].id}/try-again`,
      {},
    )
    expect(again.body.code).toBe('delivery.sent')
    const opened = await office.call('POST', `/api/v1/office/deliveries/${first.body.items[0].id}/open`, {})
    expect(opened.body.code).toBe('delivery.not-kept')
  })
})
