import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { certificateOf } from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const path = (number: string, act: string) => `/api/v1/certificates/${number}/${act}`
const rename = (personId: string, name: string) =>
  sql`update person set name = ${name} where id = ${personId}`.execute(house.services.db)
const events = async (personId: string) =>
  (
    await sql<{
      name: string
      data: Record<string, unknown>
    }>`select name, data from event where subject_id = ${personId} and name like 'certificates.%' order by at, id`.execute(
      house.services.db,
    )
  ).rows

describe('revoking', () => {
  test('asks for the number and a reason, is final, and is on the log and on the audit trail', async () => {
    const { school, number, personId } = await certificateOf(house, '陈刚')
    const body = { cause: 'fraud', confirm: 'SH653', reason: '经查系冒名考试' }
    const mistyped = await school.office.call('POST', path(number, 'revoke'), body)
    expect([mistyped.status, mistyped.body.code]).toEqual([422, 'certificate.number-mismatch'])
    const done = await school.office.call('POST', path(number, 'revoke'), {
      ...body,
      confirm: number.toLowerCase(),
    })
    expect([done.status, done.body.status]).toEqual([200, 'revoked'])
    const again = await school.office.call('POST', path(number, 'revoke'), { ...body, confirm: number })
    expect([again.status, again.body.code]).toEqual([409, 'certificate.revoked'])
    const read = await school.office.call('GET', `/api/v1/certificates/${number}`)
    expect(read.body.history.map((one: { kind: string }) => one.kind)).toEqual(['issue', 'revoke'])
    expect(read.body.change).toMatchObject({ kind: 'revoke', cause: 'fraud', reason: '经查系冒名考试' })
    expect(await events(personId)).toEqual([
      { name: 'certificates.certificateRevoked', data: { number, cause: 'fraud', reason: '经查系冒名考试' } },
    ])
  })

  test('is the office’s alone, and its words are for the office alone', async () => {
    const { school, number, personId } = await certificateOf(house, '林芳')
    const body = { cause: 'other', confirm: number, reason: '内部说明' }
    const holder = await house.client([], personId)
    for (const client of [school.institution, school.district, holder]) {
      const reply = await client.call('POST', path(number, 'revoke'), body)
      expect([reply.status, reply.body.code]).toEqual([403, 'access.denied'])
    }
    const stranger = await house.client([], '01900000-0000-7000-8000-000000000000')
    expect((await stranger.call('POST', path(number, 'revoke'), body)).status).toBe(404)
    await school.office.call('POST', path(number, 'revoke'), body)
    const seen = await holder.call('GET', `/api/v1/certificates/${number}`)
    expect(seen.body.change).toMatchObject({ cause: 'other', reason: null })
  })

  test('by two officers at once happens once', async () => {
    const { school, number } = await certificateOf(house, '罗强')
    const body = { cause: 'other', confirm: number, reason: '重复办理' }
    const replies = await Promise.all(
      [1, 2, 3].map(() => school.office.call('POST', path(number, 'revoke'), body)),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409])
  })
})

describe('correcting', () => {
  test('issues a new certificate that says what the register says by now; the old one stays and points to it', async () => {
    const { school, number, personId } = await certificateOf(house, '刘威')
    await rename(personId, '刘葳')
    const preview = await school.office.call('GET', path(number, 'replacement'))
    expect(preview.body).toEqual({
      possible: true,
      code: null,
      differences: [{ pointer: '/holder/name', issued: '刘威', now: '刘葳' }],
    })
    const done = await school.office.call('POST', path(number, 'replace'), {
      cause: 'correction',
      confirm: number,
      reason: '姓名用字更正',
    })
    expect(done.status).toBe(201)
    const fresh: string = done.body.number
    const old = await house
      .anonymous()
      .call('GET', `/verify/${number}`, undefined, { accept: 'application/json' })
    expect(old.body).toMatchObject({ status: 'superseded', supersededBy: fresh, holderMasked: '刘*' })
    const now = await school.office.call('GET', `/api/v1/certificates/${fresh}`)
    expect(now.body).toMatchObject({
      status: 'valid',
      supersedes: number,
      content: { holder: { name: '刘葳' }, supersedes: { number, cause: 'correction' } },
    })
    const kept = await school.office.call('GET', `/api/v1/certificates/${number}.json`)
    expect(kept.body.content.holder.name).toBe('刘威')
    const both = await school.office.call('POST', path(number, 'replace'), {
      cause: 'lost',
      confirm: number,
      reason: '再次办理',
    })
    expect([both.status, both.body.code, both.body.params]).toEqual([
      409,
      'certificate.superseded',
      { by: fresh },
    ])
  })

  test('is refused while the register says what the certificate says: nobody types what a certificate states', async () => {
    const { school, number } = await certificateOf(house, '唐丽')
    const reply = await school.office.call('POST', path(number, 'replace'), {
      cause: 'correction',
      confirm: number,
      reason: '无事可改',
      holderName: '别人',
    })
    expect([reply.status, reply.body.code]).toEqual([409, 'certificate.nothing-to-correct'])
  })

  test('is refused for a name that could not be printed, and for a class no longer completed', async () => {
    const { school, number, personId } = await certificateOf(house, '邓超')
    await rename(personId, '邓𮧵')
    const body = { cause: 'correction', confirm: number, reason: '生僻字' }
    const glyph = await school.office.call('POST', path(number, 'replace'), body)
    expect([glyph.status, glyph.body.code, glyph.body.params.characters]).toEqual([
      422,
      'certificate.glyph-missing',
      '𮧵',
    ])
    await sql`update enrolment set state = 'not-completed' where person_id = ${personId}`.execute(
      house.services.db,
    )
    const unearned = await school.office.call('POST', path(number, 'replace'), body)
    expect([unearned.status, unearned.body.code]).toEqual([409, 'certificate.not-earned'])
  })
})

/** The page a holder’s link shows others, made before and opened now. */
const sharedBy = async (personId: string, number: string): Promise<string> => {
  const holder = await house.client([], personId)
  const made = await holder.call('POST', '/api/v1/share-links', { number, days: 7, note: '' })
  expect(made.status).toBe(201)
  const { pathname } = new URL(made.body.address)
  const page = await house.anonymous().call('GET', pathname, undefined, { accept: 'text/html' })
  expect(page.status).toBe(200)
  return page.raw.toString()
}

describe('replacing a lost certificate', () => {
  test('gives the same facts a new number, with no gap, and the log tells of both', async () => {
    const { school, number, personId } = await certificateOf(house, '曹颖')
    const done = await school.office.call('POST', path(number, 'replace'), {
      cause: 'lost',
      confirm: number,
      reason: '本人声明遗失',
    })
    const fresh: string = done.body.number
    const page = await house.anonymous().call('GET', `/verify/${number}`, undefined, { accept: 'text/html' })
    expect(page.raw.toString()).toContain('已换发')
    expect(page.raw.toString()).not.toContain('已更正')
    expect(await sharedBy(personId, number)).toContain(' · 已换发')
    const json = await house
      .anonymous()
      .call('GET', `/verify/${number}`, undefined, { accept: 'application/json' })
    expect(json.body).toMatchObject({ status: 'superseded', supersededCause: 'lost' })
    const list = await school.office.call('GET', `/api/v1/certificates?q=${number}`)
    expect(list.body.items).toMatchObject([{ status: 'superseded', supersededCause: 'lost' }])
    expect(Number(fresh.slice(9, 15))).toBe(Number(number.slice(9, 15)) + 1)
    const [before, after] = [
      await school.office.call('GET', `/api/v1/certificates/${number}`),
      await school.office.call('GET', `/api/v1/certificates/${fresh}`),
    ]
    for (const member of [
      'holder',
      'course',
      'class',
      'hours',
      'grade',
      'programme',
      'institution',
    ] as const) {
      expect(after.body.content[member]).toEqual(before.body.content[member])
    }
    const entries = (await house.anonymous().call('GET', '/api/v1/log/entries')).body.items
      .slice(-2)
      .map((one: { entry: { kind: string } }) => one.entry.kind)
    expect(entries).toEqual(['issue', 'supersede'])
  })
})

describe('what became of a certificate, rewritten by who owns the database,', () => {
  const foundAfter = (tamper: (number: string) => ReturnType<typeof sql>, number: string) =>
    house.database.rolledBack(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await tamper(number).execute(tx)
      return (await checkCertificates(tx as never)).findings.map((one) => [one.code, one.subject])
    })

  test('is found: another successor, another cause', async () => {
    const lost = await certificateOf(house, '改指者')
    const other = await certificateOf(house, '旁人者')
    const replaced = await lost.school.office.call('POST', path(lost.number, 'replace'), {
      cause: 'lost',
      confirm: lost.number,
      reason: '遗失',
    })
    expect(replaced.status).toBe(201)
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
    expect(
      await foundAfter(
        (number) => sql`update certificate set superseded_by = ${other.number} where number = ${number}`,
        lost.number,
      ),
    ).toEqual([['certificate.status-differs', lost.number]])
    expect(
      await foundAfter(
        (number) => sql`update certificate_change set cause = 'correction' where number = ${number}`,
        lost.number,
      ),
    ).toEqual([['certificate.change-differs', lost.number]])
  })
})

describe('an issued certificate', () => {
  test('cannot be rewritten, taken back or removed by SQL, not even by the owner of the tables', async () => {
    const { number } = await certificateOf(house, '彭博')
    const statements = [
      sql`update certificate set holder = '别人' where number = ${number}`,
      sql`update certificate set issued_on = '2020-01-01' where number = ${number}`,
      sql`delete from certificate where number = ${number}`,
      sql`update certificate_content set content = '{}' where number = ${number}`,
      sql`delete from certificate_content where number = ${number}`,
      sql`update certificate_log set at = '2020-01-01' where number = ${number}`,
      sql`delete from certificate_log where number = ${number}`,
      sql`update certificate_log_head set root_hash = root_hash`,
      sql`truncate certificate_log cascade`,
      sql`truncate certificate cascade`,
    ]
    for (const statement of statements)
      await expect(statement.execute(house.services.db)).rejects.toMatchObject({ code: 'ZX001' })
  })

  test('that was revoked never becomes valid again', async () => {
    const { school, number } = await certificateOf(house, '苏航')
    await school.office.call('POST', path(number, 'revoke'), {
      cause: 'other',
      confirm: number,
      reason: '测试',
    })
    await expect(
      sql`update certificate set status = 'valid', revoked_on = null where number = ${number}`.execute(
        house.services.db,
      ),
    ).rejects.toMatchObject({ code: 'ZX001' })
  })

  test('and everything that became of others leaves a register without findings', async () => {
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
  })
})
