import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { greyPng, qrPng } from '../../platform/adapters/qr-picture.ts'
import { expectStatus, schoolOf, type School } from '../training/training-fixtures.ts'
import { certificatesOf, closedClassOf } from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const [seal, signature, later] = ['seal', 'signature', 'a later seal'].map((text) =>
  Buffer.from(qrPng(text)),
) as [Buffer, Buffer, Buffer]
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url')
let school: School
let url = ''
const give = (bytes: Buffer, query: Record<string, string>, by = school.office) =>
  by.upload(`${url}?${new URLSearchParams(query)}`, 'image.png', bytes)
const number = { before: '', after: '' }
const contentOf = async (of: string) => {
  const reply = await school.office.call('GET', `/api/v1/certificates/${of}.json`)
  expectStatus(reply, 200)
  return reply.body.content
}
const firstOf = async (name: string) =>
  (await certificatesOf(await closedClassOf(house, [name], school)))[0]?.number ?? ''

beforeAll(async () => {
  school = await schoolOf(house)
  url = `/api/v1/programmes/${school.programmeId}/certificate-marks`
  number.before = await firstOf('先发者')
})

describe('seal and signature of an office', () => {
  test('are refused from others, without a name, and where no certificate could be printed with them', async () => {
    const on = { kind: 'seal', from: '2026-03-01' }
    expect((await give(seal, on, school.institution)).status).toBe(403)
    const refused = async (bytes: Buffer, query: Record<string, string>) =>
      (await give(bytes, query)).body.code
    expect(await refused(seal, { ...on, kind: 'signature' })).toBe('certificate-mark.signatory')
    expect(await refused(seal, { ...on, kind: 'signature', signatory: '\u{1F600}' })).toBe(
      'certificate.glyph-missing',
    )
    expect(await refused(Buffer.from('<svg/>'), on)).toBe('certificate-mark.not-png')
    const broken = Buffer.from(seal)
    broken.fill(0, 40)
    expect(await refused(broken, on)).toBe('certificate-mark.not-png')
    const vast = Buffer.from(seal)
    vast.writeUInt32BE(921, 16)
    expect(await refused(vast, on)).toBe('certificate-mark.too-many-pixels')
    expect(await refused(noise(300), on)).toBe('certificate-mark.too-heavy')
    expect((await give(seal, { ...on, kind: 'stamp' })).status).toBe(400)
    expect((await school.office.call('GET', url)).body.items).toEqual([])
  })

  test('are printed on certificates issued from their day on, frozen by hash; earlier ones stay as they were', async () => {
    expectStatus(await give(seal, { kind: 'seal', from: '2026-03-01' }), 200)
    expectStatus(await give(later, { kind: 'seal', from: '2099-01-01' }), 200)
    expectStatus(await give(signature, { kind: 'signature', from: '2026-03-01', signatory: ' 林岚 ' }), 200)
    expect(await eventsOf(house, school.programmeId)).toContain('certificates.markSet')
    number.after = await firstOf('后发者')
    expect((await contentOf(number.before)).images).toBeUndefined()
    expect((await contentOf(number.after)).images).toEqual({
      seal: { sha256: hashOf(seal) },
      signature: { sha256: hashOf(signature), signatory: '林岚' },
    })
    const pictures = async (path: string) =>
      (await pdf(path)).raw.toString('latin1').match(/\/Subtype \/Image/g)?.length
    // The code is an image as well.
    expect(await pictures(`/api/v1/certificates/${number.before}.pdf`)).toBe(1)
    expect(await pictures(`/api/v1/certificates/${number.after}.pdf`)).toBe(3)
    const specimen = `/api/v1/programmes/${school.programmeId}/certificate-specimen.pdf`
    expect(await pictures(`${specimen}?on=2026-02-01`)).toBe(1)
    expect(await pictures(`${specimen}?on=2026-03-01&paper=portrait`)).toBe(3)
  })

  test('are printed no more from the day the office ends them; what was issued prints as before, byte for byte', async () => {
    const before = (await pdf(`/api/v1/certificates/${number.after}.pdf`)).raw
    const early = await school.office.call('POST', `${url}/end`, { kind: 'seal', from: '2026-02-28' })
    expect([early.status, early.body.code]).toEqual([409, 'certificate-mark.nothing-to-end'])
    expectStatus(await school.office.call('POST', `${url}/end`, { kind: 'seal', from: '2026-03-02' }), 204)
    const again = await school.office.call('POST', `${url}/end`, { kind: 'seal', from: '2026-03-03' })
    expect([again.status, again.body.code]).toEqual([409, 'certificate-mark.nothing-to-end'])
    const ended = await contentOf(await firstOf('末发者'))
    expect(Object.keys(ended.images)).toEqual(['signature'])
    expect((await pdf(`/api/v1/certificates/${number.after}.pdf`)).raw.equals(before)).toBe(true)
    expect((await school.office.call('GET', url)).body.items[0]).toMatchObject({
      kind: 'seal',
      from: '2099-01-01',
    })
  })

  test('an image exchanged by SQL prints nothing, and doctor names it', async () => {
    const { db } = house.services
    await expect(sql`update certificate_image set bytes = ''`.execute(db)).rejects.toMatchObject({
      code: 'ZX001',
    })
    expect((await checkCertificates(db)).findings).toEqual([])
    await db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`update certificate_image set bytes = ${later} where sha256 = ${Buffer.from(hashOf(seal), 'base64url')}`.execute(
        tx,
      )
    })
    expect((await checkCertificates(db)).findings.map((one) => [one.code, one.subject])).toEqual([
      ['certificate.image-changed', number.after],
    ])
    expect((await pdf(`/api/v1/certificates/${number.after}.pdf`)).body.code).toBe(
      'certificate.image-missing',
    )
  })
})

const pdf = (path: string) => school.office.call('GET', path)

/** A picture nothing can make smaller. */
const noise = (side: number): Buffer => {
  const raw = Buffer.alloc(side * (1 + side))
  for (let at = 0, seed = 1; at < raw.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647
    raw[at] = at % (1 + side) === 0 ? 0 : seed & 0xff
  }
  return Buffer.from(greyPng(side, 8, raw))
}
