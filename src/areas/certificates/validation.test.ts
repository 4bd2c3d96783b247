import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { verifyCertificate } from '../../verify/verify-certificate.ts'
import { closed, closingWorld, type ClosingWorld, studied, yearAfter } from '../ledger/closing-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
let world: ClosingWorld
let closingId = ''
const id = (place: number): string => world.people[place]?.personId as string
const of = (place: number) => ({ personId: id(place), programmeId: world.school.programmeId })

interface Listed {
  readonly number: string
  readonly status: string
  readonly personId: string
}
const listed = async (): Promise<Listed[]> =>
  (
    await world.school.office.call(
      'GET',
      `/api/v1/certificates?type=annual-validation&programmeId=${world.school.programmeId}`,
    )
  ).body.items
const of1 = async (place: number): Promise<Listed | undefined> =>
  (await listed()).find((one) => one.personId === id(place) && one.status === 'valid')
const checked = async (number: string) =>
  (await house.anonymous().call('GET', `/verify/${number}`, undefined, { accept: 'application/json' })).body

beforeAll(async () => {
  // The last one's name has a character that no font has.
  world = await closingWorld(house, ['甲一一', '乙二二', '丙三三'])
  house.now = new Date('2026-12-20T02:00:00Z')
  await studied(house, of(0), 60, '2026-06-01')
  await studied(house, of(1), 50, '2026-06-02')
  await studied(house, of(2), 56, '2026-06-03')
  await sql`update person set name = ${'丙\u{2B73A}'} where id = ${id(2)}`.execute(house.services.db)
  house.now = yearAfter
  closingId = await closed(house, world)
}, 120_000)

describe('a closing issues certificates of annual validation', () => {
  test('to those who met the requirement, with hours and no grade, and to nobody else', async () => {
    const items = await listed()
    expect(items).toMatchObject([
      {
        type: 'annual-validation',
        status: 'valid',
        personId: id(0),
        holder: '甲一一',
        title: '2026 年度继续教育验证',
        titleEn: 'Annual validation 2026',
        hours: '76',
        grade: null,
        classId: null,
        className: null,
        institution: null,
        closingId,
        period: '2026',
        issuedOn: '2027-01-15',
      },
    ])
    expect(items).toHaveLength(1)
  })

  test('holds back who cannot be printed, says why, and issues when it was put right', async () => {
    const url = `/api/v1/closings/${closingId}/certificates`
    const { body } = await world.school.office.call('GET', url)
    expect(body).toMatchObject({
      expected: 2,
      issued: 1,
      held: [{ personId: id(2), code: 'certificate.glyph-missing' }],
      may: { 'closing.make': true },
    })
    expect((await world.school.institution.call('POST', url)).status).toBe(404)
    await sql`update person set name = '丙三三' where id = ${id(2)}`.execute(house.services.db)
    expect((await world.school.office.call('POST', url)).status).toBe(202)
    await house.drain()
    expect((await world.school.office.call('GET', url)).body).toMatchObject({ issued: 2, held: [] })
    expect((await of1(2))?.number).toMatch(/^SH653/)
  })

  test('nothing is issued twice, however often the job comes', async () => {
    const before = await listed()
    const { issueValidations } = await import('./app/issue-validations.ts')
    const data = { closingId, at: house.now.toISOString() }
    await Promise.all([issueValidations(house.services, data), issueValidations(house.services, data)])
    expect(await listed()).toEqual(before)
  })

  test('which anybody may check, by number and by name', async () => {
    const one = (await of1(0)) as Listed
    const masked = await checked(one.number)
    expect(masked).toMatchObject({
      number: one.number,
      status: 'valid',
      type: 'annual-validation',
      title: '2026 年度继续教育验证',
      hours: 76,
      grade: null,
    })
    expect(JSON.stringify(masked)).not.toContain('甲一一')
    const { body } = await house
      .anonymous()
      .call('GET', `/verify/${one.number}?name=${encodeURIComponent('甲一')}`, undefined, {
        accept: 'application/json',
      })
    expect(body).toMatchObject({
      holder: '甲一一',
      holderMatches: true,
      content: { schema: 'zhixin.certificate/2', period: { key: '2026' }, closing: { on: '2027-01-15' } },
    })
    expect(body).not.toHaveProperty('className')
  })

  test('in the holder’s hands: PDF, signed JSON that verifies by itself, credentials, history', async () => {
    const one = (await of1(0)) as Listed
    const holder = await house.client([], id(0))
    const pdf = await holder.call('GET', `/api/v1/certificates/${one.number}.pdf`)
    expect([pdf.status, pdf.raw.subarray(0, 8).toString('latin1')]).toEqual([200, '%PDF-1.7'])
    const again = await holder.call('GET', `/api/v1/certificates/${one.number}.pdf`)
    expect(again.raw.equals(pdf.raw)).toBe(true)
    const signed = await holder.call('GET', `/api/v1/certificates/${one.number}.json`)
    const keys = (await house.anonymous().call('GET', '/.well-known/jwks.json')).body.keys
    const verdict = await verifyCertificate(signed.body, { keys, on: '2027-02-01' })
    expect(verdict).toMatchObject({ verdict: 'valid', reasons: [] })
    const changed = { ...signed.body, content: { ...signed.body.content, title: { zh: '2026', en: '' } } }
    expect((await verifyCertificate(changed, { keys, on: '2027-02-01' })).verdict).toBe('invalid')
    for (const form of ['.jwt', '.vc', '.vc?proof=eddsa-jcs-2022'])
      expect((await holder.call('GET', `/api/v1/certificates/${one.number}${form}`)).status).toBe(200)
    const read = await holder.call('GET', `/api/v1/certificates/${one.number}`)
    expect(read.body).toMatchObject({ classId: null, closingId, institution: null })
    const history = await world.school.office.call('GET', `/api/v1/certificates/${one.number}/history`)
    expect(history.body.items).toMatchObject([
      // Its credentials were asked for just now.
      { name: 'certificates.statusPlaceTaken', data: { number: one.number, list: 1 } },
      { name: 'certificates.certificatesIssued', data: { number: one.number } },
    ])
    const stranger = await house.client([], id(1))
    expect((await stranger.call('GET', `/api/v1/certificates/${one.number}`)).status).toBe(404)
  })

  test('and doctor finds all of it in order', async () => {
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
    const found = await house.database.rolledBack(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update certificate set closing_row_id = (select id from closing_row where person_id = ${id(1)}) where person_id = ${id(0)} and type = 'annual-validation'`.execute(
        tx,
      )
      return (await checkCertificates(tx as never)).findings
    })
    expect(found).toMatchObject([{ code: 'certificate.row-differs', params: { column: 'closing_row_id' } }])
  })

  test.each([
    ['person_id', () => sql`person_id = ${id(1)}`],
    ['employer_id', () => sql`employer_id = gen_random_uuid()`],
    ['programme_id', () => sql`programme_id = gen_random_uuid()`],
    ['closing_id', () => sql`closing_id = gen_random_uuid()`],
  ])('nor does one stay unseen whose %s was changed', async (column, change) => {
    const found = await house.database.rolledBack(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update certificate set ${change()} where person_id = ${id(0)} and type = 'annual-validation'`.execute(
        tx,
      )
      return (await checkCertificates(tx as never)).findings
    })
    expect(found).toMatchObject([{ code: 'certificate.row-differs', params: { column } }])
  })
})

describe('what comes after', () => {
  test('a name put right is corrected by a new certificate on the same row', async () => {
    const one = (await of1(2)) as Listed
    await sql`update person set name = '丙三山' where id = ${id(2)}`.execute(house.services.db)
    const url = `/api/v1/certificates/${one.number}`
    const preview = await world.school.office.call('GET', `${url}/replacement`)
    expect(preview.body).toMatchObject({
      possible: true,
      differences: [{ pointer: '/holder/name', issued: '丙三三', now: '丙三山' }],
    })
    const made = await world.school.office.call('POST', `${url}/replace`, {
      cause: 'correction',
      confirm: one.number,
      reason: '姓名登记有误',
    })
    expect(made.status).toBe(201)
    await house.drain()
    expect(await checked(one.number)).toMatchObject({ status: 'superseded', supersededBy: made.body.number })
    expect(await checked(made.body.number)).toMatchObject({ status: 'valid', type: 'annual-validation' })
  })

  test('after a supplementary closing: issued to who meets it now, anew where figures moved; who does not meet it any more waits for an officer', async () => {
    house.now = new Date('2027-02-01T02:00:00Z')
    const [first, third] = [(await of1(0)) as Listed, (await of1(2)) as Listed]
    await studied(house, of(1), 10, '2026-12-30')
    await studied(house, of(2), 4, '2026-12-30')
    const { rows } = await sql<{ id: string }>`
      select id from activity where person_id = ${id(0)} and facts ->> 'kind' = 'distance'`.execute(
      house.services.db,
    )
    await world.school.office.call('POST', `/api/v1/activities/${rows[0]?.id}/reverse`, {
      reason: '重复登记',
    })
    const supplementaryId = await closed(house, world, {
      period: '2026',
      kind: 'supplementary',
      reason: '补录与冲销后重算',
    })
    // Nothing ends in silence: the certificate stays valid and stands on a list until an officer gives the reason.
    expect(await checked(first.number)).toMatchObject({ status: 'valid' })
    const unearned = `/api/v1/closings/${supplementaryId}/certificates/unearned`
    const list = await world.school.office.call('GET', unearned)
    expect(list.body.items).toMatchObject([{ number: first.number, personId: id(0), standing: 'unmet' }])
    expect(list.body.may['closing.make']).toBe(true)
    const end = (body: object, client = world.school.office) =>
      client.call('POST', unearned, {
        numbers: [first.number],
        confirm: '2026',
        reason: '冲销后不再达标',
        ...body,
      })
    expect((await end({ confirm: '2025' })).body.code).toBe('ledger.closing-mismatch')
    expect((await end({ numbers: [first.number, third.number] })).body.code).toBe('certificate.still-earned')
    expect((await end({ reason: '' })).status).toBe(400)
    expect((await end({}, world.school.institution)).status).toBe(404)
    expect(await checked(first.number)).toMatchObject({ status: 'valid' })
    const waiting = async () =>
      (await world.school.office.call('GET', '/api/v1/closings-with-unearned-certificates')).body.items
    expect(await waiting()).toMatchObject([{ closingId: supplementaryId, period: '2026', certificates: 1 }])
    await sql`update person set email = 'holder@example.test' where id = ${id(0)}`.execute(house.services.db)
    expect((await end({})).body).toEqual({ revoked: 1 })
    expect(await waiting()).toEqual([])
    await house.drain()
    const told = house.posted.filter(({ to }) => to === 'holder@example.test')
    expect(told).toMatchObject([{ subject: expect.stringContaining(first.number) }])
    expect(JSON.stringify(told)).toContain('冲销后不再达标')
    expect(await of1(0)).toBeUndefined()
    expect(await checked(first.number)).toMatchObject({ status: 'revoked', revokedOn: '2027-02-01' })
    expect((await world.school.office.call('GET', unearned)).body.items).toEqual([])
    expect(await of1(1)).toMatchObject({ hours: '76' })
    const renewed = (await of1(2)) as Listed & { hours: string }
    expect(renewed.hours).toBe('76')
    expect(await checked(third.number)).toMatchObject({ status: 'superseded', supersededBy: renewed.number })
    const refused = await world.school.office.call('GET', `/api/v1/certificates/${first.number}/replacement`)
    expect(refused.body).toMatchObject({ possible: false })
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
  })
})
