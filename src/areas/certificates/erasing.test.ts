import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { monitorLog } from '../../verify/monitor-log.ts'
import { certificatesOf, closedClassOf, type ClosedSchoolClass } from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
let made: ClosedSchoolClass
let [gone, stays] = ['', '']

const get = async (path: string) => {
  const reply = await house.anonymous().call('GET', path)
  return reply.status === 200 ? reply.body : undefined
}
const personOf = (name: string) => made.people.find((one) => one.name === name)?.personId ?? ''
const erase = (body: object, by = made.school.office) =>
  by.call('POST', `/api/v1/people/${personOf('要删者')}/certificates/erase`, body)

beforeAll(async () => {
  made = await closedClassOf(house, ['要删者', '留下者'])
  const listed = await certificatesOf(made)
  gone = listed.find((one) => one.holder === '要删者')?.number ?? ''
  stays = listed.find((one) => one.holder === '留下者')?.number ?? ''
  for (const form of ['pdf', 'jwt', 'vc?proof=eddsa-jcs-2022'])
    await made.school.office.call('GET', `/api/v1/certificates/${gone}.${form}`)
})

describe('erasing a person', () => {
  test('destroys content, salt and every form that repeats them, and leaves number and leaf', async () => {
    const { seen } = await monitorLog({ get, keys: [house.services.ports.signer.publicJwk] })
    expect((await erase({ confirm: '留下者', reason: '本人申请' })).body).toMatchObject({
      status: 422,
      code: 'certificate.erase-mismatch',
    })
    expect((await erase({ confirm: '要删者', reason: '本人申请' }, made.school.institution)).status).toBe(404)
    const erased = await erase({ confirm: '要删者', reason: '本人申请' })
    expect(erased.body).toEqual({ numbers: [gone] })
    expect(await eventsOf(house, personOf('要删者'))).toContain('certificates.certificatesErased')

    const { rows } = await sql<{ found: string }>`
      select c::text as found from certificate c where number = ${gone}
      union all select t::text from certificate_content t where number = ${gone}
      union all select k::text from certificate_credential k where number = ${gone}
      union all select l::text from certificate_log l where number = ${gone}
      union all select p::text from certificate_pdf p where number = ${gone}`.execute(house.services.db)
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toMatch(/要删者|salt/)

    for (const path of [`/verify/${gone}`, `/verify/${gone}?name=${encodeURIComponent('要删者')}`])
      expect(
        (await house.anonymous().call('GET', path, undefined, { accept: 'application/json' })).status,
      ).toBe(404)
    for (const path of ['', '.json', '.pdf', '.jwt', '.vc'])
      expect((await made.school.office.call('GET', `/api/v1/certificates/${gone}${path}`)).status).toBe(404)
    expect((await certificatesOf(made)).map((one) => one.number)).toEqual([stays])

    const report = await monitorLog({ get, keys: [house.services.ports.signer.publicJwk], since: seen })
    expect(report.verdict).toBe('consistent')
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
    expect((await erase({ confirm: '要删者', reason: '再来' })).body).toMatchObject({
      code: 'certificate.nothing-to-erase',
    })
  })

  test('gives nobody a second certificate for the class', async () => {
    await made.school.office.call('POST', `${made.url}/certificates`)
    await house.drain()
    expect((await certificatesOf(made)).map((one) => one.number)).toEqual([stays])
  })

  test('cannot be feigned by SQL: contents go only with an erasure, and doctor asks the trail for it', async () => {
    const { db } = house.services
    await expect(
      sql`delete from certificate_content where number = ${stays}`.execute(db),
    ).rejects.toMatchObject({ code: 'ZX001' })
    const found = await house.database.rolledBack(async (tx) => {
      await sql`insert into certificate_erasure select number, content_hash, 'x', null, now() from certificate_content where number = ${stays}`.execute(
        tx,
      )
      const halfway = (await checkCertificates(tx as never)).findings
      await sql`delete from certificate_content where number = ${stays}`.execute(tx)
      await sql`delete from certificate_credential where number = ${stays}`.execute(tx)
      await sql`update certificate set holder = '', holder_grams = '{}', grade = null, grade_zh = null, grade_en = null, exam_date = null, employer_id = null where number = ${stays}`.execute(
        tx,
      )
      return [halfway, (await checkCertificates(tx as never)).findings].map((findings) =>
        findings.map((one) => [one.code, one.subject]),
      )
    })
    expect(found).toEqual([
      [
        ['certificate.erasure-untold', stays],
        ['certificate.erasure-incomplete', stays],
      ],
      [['certificate.erasure-untold', stays]],
    ])
  })
})
