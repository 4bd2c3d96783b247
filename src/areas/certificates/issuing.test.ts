import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { isWellFormedNumber } from '../programme/index.ts'
import { issueBatch } from './app/issue-batch.ts'
import { issueClass } from './app/issue-class.ts'
import {
  certificatesOf,
  close,
  closedClassOf,
  closedOn,
  eventually,
  finishedClass,
  served,
} from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const system = { actor: systemActor, requestId: 'test' }
const scheme = { prefix: 'SH653', yearDigits: 4, serialDigits: 6, check: 'mod-37-36' } as const

const contentOf = async (number: string) => {
  const { rows } = await sql<{
    content: string
  }>`select content from certificate_content where number = ${number}`.execute(house.services.db)
  return rows[0]?.content ?? ''
}

describe('closing a class', () => {
  test('gives everybody who completed it one certificate, numbered in seating order, and settles the class', async () => {
    const made = await closedClassOf(house, ['欧阳慕容思远', '张伟', '阿依古丽·买买提'])
    const issued = await certificatesOf(made)
    expect(issued.map((one) => [one.holder, one.status])).toEqual([
      ['欧阳慕容思远', 'valid'],
      ['张伟', 'valid'],
      ['阿依古丽·买买提', 'valid'],
    ])
    for (const { number } of issued) expect(isWellFormedNumber(scheme, number)).toBe(true)
    await eventually(async () =>
      expect((await made.school.office.call('GET', made.url)).body.state).toBe('closed'),
    )
    const progress = await made.school.institution.call('GET', `${made.url}/certificates`)
    expect(progress.body).toMatchObject({ expected: 3, issued: 3, held: [] })
  })

  test('freezes what the register says that day: name, course, class, minutes proven, issuer', async () => {
    const made = await closedClassOf(house, ['李娜'])
    const [one] = await certificatesOf(made)
    const content = JSON.parse(await contentOf(one?.number ?? ''))
    expect(await contentOf(one?.number ?? '')).toBe(canonicalJson(content))
    expect(content).toMatchObject({
      schema: 'zhixin.certificate/1',
      number: one?.number,
      type: 'attendance',
      demo: false,
      holder: { name: '李娜' },
      class: { filingNumber: made.filingNumber, mode: 'face-to-face', from: '2026-03-10', to: '2026-03-11' },
      hours: { minutes: 360, unitMinutes: 45, classHours: '8', unit: { zh: '学时', en: 'class hour' } },
      grade: null,
      examDate: null,
      issuedOn: closedOn,
      supersedes: null,
      verification: { url: `http://zhixin.test/verify/${one?.number}` },
      template: { id: 'attendance-landscape', version: 4 },
    })
    expect(Buffer.from(content.salt, 'base64url').length).toBe(16)
  })

  test('marks what was issued to a person of the demonstration, so that it cannot pass for a real one', async () => {
    const made = await finishedClass(house, ['演示员', '正式员'])
    await sql`update person set demo = true where id = ${made.people[0]?.personId}`.execute(house.services.db)
    await close(made)
    await served(house, made)
    const issued = await certificatesOf(made)
    const marked = await Promise.all(
      issued.map(async (one) => [one.holder, JSON.parse(await contentOf(one.number)).demo]),
    )
    expect(marked).toEqual([
      ['演示员', true],
      ['正式员', false],
    ])
  })

  test('never changes a certificate when the person is renamed or the class is called otherwise', async () => {
    const made = await closedClassOf(house, ['王芳'])
    const [one] = await certificatesOf(made)
    const before = await contentOf(one?.number ?? '')
    await sql`update person set name = '王若男' where id = ${made.people[0]?.personId}`.execute(
      house.services.db,
    )
    await sql`update training_class set name = '改过的班名' where id = ${made.classId}`.execute(
      house.services.db,
    )
    expect(await contentOf(one?.number ?? '')).toBe(before)
    const read = await made.school.office.call('GET', `/api/v1/certificates/${one?.number}`)
    expect(read.body.content.holder.name).toBe('王芳')
    const checked = await house
      .anonymous()
      .call('GET', `/verify/${one?.number}?name=王芳`, undefined, { accept: 'application/json' })
    expect(checked.body).toMatchObject({ holder: '王芳', status: 'valid' })
  })

  test('twice over, or from two workers at once, issues once', async () => {
    const made = await finishedClass(house, ['赵敏', '钱进', '孙丽'])
    await close(made)
    const data = { classId: made.classId, at: house.now.toISOString() }
    await Promise.all([
      issueClass(house.services, data),
      issueClass(house.services, data),
      served(house, made),
    ])
    await issueClass(house.services, data)
    expect(await certificatesOf(made)).toHaveLength(3)
  })

  test('goes on where a killed worker stopped, without a gap', async () => {
    const made = await finishedClass(house, ['周杰', '吴敏'])
    await close(made)
    const data = { classId: made.classId, at: house.now.toISOString() }
    const failing = house.services.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`certificates ${made.classId}`}, 0))`.execute(
        tx,
      )
      await sql`update certificate_counter set next = next + 2 where series = 'SH6532026'`.execute(tx)
      throw new Error('killed before commit')
    })
    await expect(failing).rejects.toThrow('killed')
    await issueClass(house.services, data)
    expect(await certificatesOf(made)).toHaveLength(2)
    const { findings } = await checkCertificates(house.services.db)
    expect(findings).toEqual([])
  })
})

describe('numbers', () => {
  test('have no gap and no repeat when classes of several programmes are closed at once', async () => {
    const names = ['郑一', '郑二', '郑三', '郑四', '郑五']
    const classes = []
    for (let round = 0; round < 6; round += 1) classes.push(await finishedClass(house, names))
    const { rows: before } = await sql<{
      next: number
    }>`select next from certificate_counter where series = 'SH6532026'`.execute(house.services.db)
    for (const made of classes) await close(made)
    await Promise.all(
      classes.map((made) =>
        house.services.perform(
          issueBatch,
          { classId: made.classId, at: house.now.toISOString(), after: -1 },
          system,
        ),
      ),
    )
    await served(house, ...classes)
    const numbers = (await Promise.all(classes.map(certificatesOf))).flat().map((one) => one.number)
    const serials = numbers.map((number) => Number(number.slice(9, 15))).sort((a, b) => a - b)
    const first = before[0]?.next ?? 1
    expect(serials).toEqual(Array.from({ length: 30 }, (_, at) => first + at))
  })
})

describe('who cannot be given a certificate yet', () => {
  test('is held with the characters at fault, holds up nobody else, and gets it once the name is right', async () => {
    const made = await closedClassOf(house, ['李𡚸', '冯洁'])
    expect((await certificatesOf(made)).map((one) => one.holder)).toEqual(['冯洁'])
    const held = (await made.school.office.call('GET', `${made.url}/certificates`)).body
    expect(held).toMatchObject({
      expected: 2,
      issued: 1,
      held: [
        {
          name: '李𡚸',
          code: 'certificate.glyph-missing',
          params: { characters: '𡚸', where: '/holder/name' },
        },
      ],
      may: { 'certificate.retry': true },
    })
    await sql`update person set name = '李娱' where id = ${made.people[0]?.personId}`.execute(
      house.services.db,
    )
    const denied = await made.school.institution.call('POST', `${made.url}/certificates`)
    expect([denied.status, denied.body.code]).toEqual([403, 'access.denied'])
    expect((await made.school.office.call('POST', `${made.url}/certificates`)).status).toBe(202)
    await eventually(async () => expect(await certificatesOf(made)).toHaveLength(2))
    expect((await certificatesOf(made)).map((one) => one.holder).sort()).toEqual(['冯洁', '李娱'].sort())
    expect((await made.school.office.call('GET', `${made.url}/certificates`)).body.held).toEqual([])
  })
})

describe('the register', () => {
  test('lists to each role what is theirs, and finds by number and by part of a name', async () => {
    const made = await closedClassOf(house, ['司徒静雯', '沈冰'])
    const [first] = await certificatesOf(made)
    const own = await (await house.client([], made.people[0]?.personId)).call('GET', '/api/v1/certificates')
    expect(own.body.items.map((one: { holder: string }) => one.holder)).toEqual(['司徒静雯'])
    const institution = await made.school.institution.call('GET', '/api/v1/certificates')
    expect(institution.body.items).toHaveLength(2)
    const stranger = await house.client([{ role: 'institution', organisationId: made.school.districtId }])
    expect((await stranger.call('GET', '/api/v1/certificates')).body.items).toEqual([])
    expect((await stranger.call('GET', `/api/v1/certificates/${first?.number}`)).status).toBe(404)
    for (const q of [
      '静雯',
      '司徒',
      first?.number?.toLowerCase(),
      ` ${first?.number?.slice(0, 5)}-${first?.number?.slice(5)} `,
    ]) {
      const found = await made.school.office.call(
        'GET',
        `/api/v1/certificates?classId=${made.classId}&q=${encodeURIComponent(q ?? '')}`,
      )
      expect(found.body.items.map((one: { holder: string }) => one.holder)).toEqual(['司徒静雯'])
    }
    expect((await house.anonymous().call('GET', '/api/v1/certificates')).status).toBe(401)
  })

  test('finds a name of several parts however its dot is typed, and no name that merely has the same pairs', async () => {
    const made = await closedClassOf(house, ['阿依古丽·买买提', '甲乙丙乙丁'])
    const found = async (q: string) =>
      (
        await made.school.office.call(
          'GET',
          `/api/v1/certificates?classId=${made.classId}&q=${encodeURIComponent(q)}`,
        )
      ).body.items.map((one: { holder: string }) => one.holder)
    for (const q of ['古丽买买', '古丽·买', '丽•买买提', '阿'])
      expect(await found(q)).toEqual(['阿依古丽·买买提'])
    expect(await found('乙丙乙丁')).toEqual(['甲乙丙乙丁'])
    expect(await found('丙乙丙')).toEqual([])
    expect(await found('%')).toEqual([])
  })

  test('pages through every certificate once', async () => {
    const made = await closedClassOf(house, ['甲一一', '甲一二', '甲一三', '甲一四', '甲一五'])
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = await made.school.office.call(
        'GET',
        `/api/v1/certificates?classId=${made.classId}&limit=2${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...page.body.items.map((one: { holder: string }) => one.holder))
      if (page.body.next === null) break
      cursor = page.body.next
    }
    expect(seen).toEqual(['甲一一', '甲一二', '甲一三', '甲一四', '甲一五'])
  })
})
