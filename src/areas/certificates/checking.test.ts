import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { schoolOf } from '../training/training-fixtures.ts'
import { certificateOf, closedOn } from './certificate-fixtures.ts'

const house = testHouse()
let made: Awaited<ReturnType<typeof certificateOf>>
beforeAll(async () => {
  made = await certificateOf(house)
})

const json = { accept: 'application/json' }
const check = (path: string, headers: Record<string, string> = json) =>
  house.anonymous().call('GET', path, undefined, headers)

const tokenIn = async (number: string): Promise<string> => {
  const { rows } = await sql<{
    content: string
  }>`select content from certificate_content where number = ${number}`.execute(house.services.db)
  const { presentationToken } = await import('./app/signing.ts')
  return presentationToken(JSON.parse(rows[0]?.content ?? '{}').salt)
}

describe('anybody who checks a number', () => {
  test('learns its status, what was learnt and who issued it, and of the holder one character', async () => {
    const reply = await check(`/verify/${made.number}`)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      number: made.number,
      status: 'valid',
      holderMasked: '欧*',
      type: 'attendance',
      title: expect.stringContaining('移动终端开发'),
      titleEn: 'Mobile development',
      hours: 8,
      grade: null,
      gradeWord: null,
      issuedOn: closedOn,
      issuer: expect.stringContaining('管理办公室'),
      issuerEn: '',
      logIndex: 0,
    })
    expect(reply.raw.toString()).not.toMatch(/慕容|思远/)
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('may type it as they read it', async () => {
    const spelt =
      `${made.number.slice(0, 5)}-${made.number.slice(5, 9)} ${made.number.slice(9)}`.toLowerCase()
    expect((await check(`/verify/${encodeURIComponent(spelt)}`)).body.status).toBe('valid')
  })

  test('is told that a number is not on the register: 404, and nothing else', async () => {
    const long = ['９'.repeat(100), 'X'.repeat(400), 'X'.repeat(15_000)]
    for (const number of ['SH6532026999999X', 'x', "'; drop table certificate; --", ...long]) {
      const reply = await check(`/verify/${encodeURIComponent(number)}`)
      expect([reply.status, reply.body.status, Object.keys(reply.body).sort()]).toEqual([
        404,
        'unknown',
        ['number', 'status'],
      ])
      expect(reply.headers['content-type']).toMatch(/^application\/json/)
    }
  })

  test('gets a page unless they ask for JSON', async () => {
    const page = await check(`/verify/${made.number}`, {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    })
    expect(page.headers['content-type']).toMatch(/^text\/html/)
    expect(page.raw.toString()).toContain(made.number)
    expect(page.raw.toString()).not.toContain('慕容')
    expect((await check('/verify/SH6532026999999X', { accept: 'text/html' })).status).toBe(404)
  })
})

describe('who knows a part of the name or holds the certificate', () => {
  test('sees the whole name and the frozen content, but not its salt', async () => {
    for (const query of [`name=${encodeURIComponent('慕容')}`, `token=${await tokenIn(made.number)}`]) {
      const { body } = await check(`/verify/${made.number}?${query}`)
      expect(body).toMatchObject({
        holder: '欧阳慕容思远',
        holderMatches: true,
        className: expect.any(String),
        classNameEn: expect.stringMatching(/^Mobile development/),
        content: { holder: { name: '欧阳慕容思远' }, hours: { minutes: 360 } },
      })
      expect(body.content.salt).toBeUndefined()
    }
  })

  test('is not whoever gives one character, another name, or a made-up token', async () => {
    const other = await tokenIn(made.number)
    for (const query of ['name=张伟', 'name=欧思', `token=${other.slice(1)}`, `token=A${other.slice(1)}B`]) {
      const { body } = await check(`/verify/${made.number}?${query}`)
      expect([query, body.holder, body.content, body.holderMatches, body.holderMasked]).toEqual([
        query,
        undefined,
        undefined,
        false,
        '欧*',
      ])
    }
  })

  test('is asked for more where one character was given: it is compared with nothing, and nobody is denounced', async () => {
    for (const name of ['欧', '%']) {
      const { body } = await check(`/verify/${made.number}?name=${encodeURIComponent(name)}`)
      expect([body.holder, body.content, body.holderMatches, body.holderMasked]).toEqual([
        undefined,
        undefined,
        undefined,
        '欧*',
      ])
    }
    const page = await check(`/verify/${made.number}?name=${encodeURIComponent('欧')}`, {
      accept: 'text/html',
    })
    expect(String(page.raw)).not.toContain('姓名不符')
    expect(String(page.raw)).toContain('请至少输入姓名中相连的两个字')
  })

  test('finds the number that was meant where a letter was read for a digit', async () => {
    const typed = made.number.replace(/0/g, 'O')
    expect((await check(`/verify/${typed}`)).body).toMatchObject({ number: made.number, status: 'valid' })
    expect((await check(`/verify/${made.number}O`)).body.status).toBe('unknown')
  })
})

describe('a guesser of names', () => {
  const named = (number: string, name: string, headers = json) =>
    check(`/verify/${number}?name=${encodeURIComponent(name)}`, headers)

  test('is stopped, right or wrong, in JSON and on the page; the number and the QR code are answered as ever', async () => {
    const { number } = await certificateOf(house, '林岚清')
    const told = []
    for (let guess = 0; guess < 14; guess += 1)
      told.push((await named(number, `王${'甲乙丙丁戊己庚辛'[guess % 8]}`)).status)
    expect(told).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429, 429, 429])
    const [wrong, right] = [await named(number, '王甲'), await named(number, '林岚清')]
    expect([right.status, right.body.code]).toEqual([429, 'certificate.check-wait'])
    expect({ ...right.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
    for (const name of ['王甲', '林岚清']) {
      const page = await named(number, name, { accept: 'text/html' })
      expect([page.status, page.raw.toString().includes('暂不核对姓名')]).toEqual([429, true])
      expect(page.raw.toString()).not.toMatch(/姓名不符|林岚清</)
    }
    expect((await check(`/verify/${number}`)).body).toMatchObject({ status: 'valid', holderMasked: '林*' })
    const byToken = await check(`/verify/${number}?token=${await tokenIn(number)}`)
    expect([byToken.status, byToken.body.holder]).toEqual([200, '林岚清'])
    expect((await named(made.number, '慕容')).body.holderMatches).toBe(true)
    const before = house.now
    house.now = new Date(before.getTime() + 3600_000)
    expect((await named(number, '林岚清')).body.holder).toBe('林岚清')
    house.now = before
  })

  test('guesses sent all at once are counted one after the other', async () => {
    const { number } = await certificateOf(house, '陆知远')
    const replies = await Promise.all(Array.from({ length: 30 }, () => named(number, '王五')))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(10)
  })

  test('is not a hall that checks one certificate by its right name', async () => {
    const { number } = await certificateOf(house, '陆知行')
    for (let checked = 0; checked < 40; checked += 1)
      expect((await named(number, '知行')).body.holderMatches).toBe(true)
  })
})

describe('who goes through the numbers', () => {
  test('is slowed down at hits and misses alike; others, the QR code and a right name are answered as ever', async () => {
    const from = (address: string, accept = 'application/json') => ({ accept, 'x-forwarded-for': address })
    const walker = from('203.0.113.7')
    const told: number[] = []
    for (let serial = 0; serial < 600; serial += 50)
      told.push(
        ...(await Promise.all(
          Array.from(
            { length: 50 },
            async (_one, at) => (await check(`/verify/X${serial + at}`, walker)).status,
          ),
        )),
      )
    expect(new Set(told)).toEqual(new Set([404]))
    const [hit, miss] = [await check(`/verify/${made.number}`, walker), await check('/verify/X600', walker)]
    expect([hit.status, hit.body.code]).toEqual([429, 'certificate.check-pace'])
    expect({ ...hit.body, requestId: '', instance: '' }).toEqual({
      ...miss.body,
      requestId: '',
      instance: '',
    })
    const wrong = `/verify/${made.number}?token=${'A'.repeat(22)}`
    expect((await check(wrong, walker)).body.code).toBe('certificate.check-pace')
    const page = await check(`/verify/${made.number}`, from('203.0.113.7', 'text/html'))
    expect([page.status, page.raw.toString().includes('请稍后再查')]).toEqual([429, true])
    expect(page.raw.toString()).not.toMatch(/欧|移动终端|没有此编号/)

    const token = `/verify/${made.number}?token=${await tokenIn(made.number)}`
    const named = `/verify/${made.number}?name=${encodeURIComponent('慕容')}`
    for (const path of [token, named]) expect((await check(path, walker)).body.holder).toBe('欧阳慕容思远')
    expect((await check(`/verify/${made.number}`, from('203.0.113.8'))).body.status).toBe('valid')
    expect((await check(`/verify/${made.number}`)).body.status).toBe('valid')
  })
})

test('a grade stands in marks and in the words of the exam’s rule, in both languages', async () => {
  const school = await schoolOf(house)
  const rule = { from: '2026-03-01', withoutExam: 'pass', notPassed: false, paper: 'landscape', basis: '' }
  const rules = `/api/v1/programmes/${school.programmeId}/certificate-rules`
  expect((await school.office.call('POST', rules, rule)).status).toBe(204)
  const fresh = await certificateOf(house, '林岚', school)
  const outcome = { score: '86', maximum: '100', grade: '良好', gradeEn: 'Good', examDate: '2026-03-11' }
  await sql`update enrolment set outcome = outcome || ${JSON.stringify(outcome)}::jsonb where class_id = ${fresh.classId}`.execute(
    house.services.db,
  )
  const body = { cause: 'correction', confirm: fresh.number, reason: '成绩补登' }
  const url = `/api/v1/certificates/${fresh.number}`
  const preview = await fresh.school.office.call('GET', `${url}/replacement`)
  expect(preview.body.differences.map((one: { pointer: string }) => one.pointer)).toContain('/gradeWord/zh')
  const replaced = await fresh.school.office.call('POST', `${url}/replace`, body)
  expect(replaced.status, JSON.stringify(replaced.body)).toBeLessThan(300)
  const number: string = replaced.body.number
  expect((await check(`/verify/${number}`)).body).toMatchObject({
    grade: '86/100',
    gradeWord: { zh: '良好', en: 'Good' },
  })
  for (const [language, text] of [
    ['zh', '86/100 良好'],
    ['en', '86/100 Good'],
  ] as const) {
    const page = await check(`/verify/${number}?lang=${language}`, { accept: 'text/html' })
    expect(page.raw.toString()).toContain(`<dd>${text}</dd>`)
  }
  const known = await check(`/verify/${number}?lang=en&name=${encodeURIComponent('林岚')}`, {
    accept: 'text/html',
  })
  expect(known.raw.toString()).toMatch(/<dt>Class<\/dt><dd>Mobile development/)
})

describe('a revocation', () => {
  test('shows in the very next answer', async () => {
    const fresh = await certificateOf(house, '何平')
    expect((await check(`/verify/${fresh.number}`)).body.status).toBe('valid')
    const body = { cause: 'issued-in-error', confirm: fresh.number, reason: '考核成绩登记有误' }
    expect(
      (await fresh.school.office.call('POST', `/api/v1/certificates/${fresh.number}/revoke`, body)).status,
    ).toBe(200)
    expect((await check(`/verify/${fresh.number}`)).body).toMatchObject({
      status: 'revoked',
      revokedOn: closedOn,
      holderMasked: '何*',
    })
  })
})

describe('identity numbers', () => {
  test('have no column, no member and no hash anywhere in the register, the log or a file', async () => {
    const id = '310115198001011234'
    await sql`insert into identity_document (fingerprint, person_id, kind, sealed, added_at)
      values (${Buffer.from(house.services.ports.vault.fingerprint('resident', id), 'hex')}, ${made.personId}, 'resident', ${house.services.ports.vault.seal(id)}, now())`.execute(
      house.services.db,
    )
    const again = await certificateOf(house, '许静')
    const everything = await sql<{ text: string }>`
      select (select string_agg(c::text, '') from certificate c) || (select string_agg(t::text, '') from certificate_content t)
        || (select string_agg(l::text, '') from certificate_log l) as text`.execute(house.services.db)
    const file = (
      await again.school.office.call('GET', `/api/v1/certificates/${made.number}.json`)
    ).raw.toString()
    for (const text of [everything.rows[0]?.text ?? '', file]) {
      expect(text).not.toContain(id)
      expect(text).not.toContain(house.services.ports.vault.fingerprint('resident', id))
      expect(text).not.toMatch(/identity|idNumber|身份证/)
    }
  })
})
