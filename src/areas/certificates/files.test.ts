import { createHash, createPublicKey } from 'node:crypto'
import { compactVerify } from 'jose'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import type { Verdict } from '../../verify/verdict.ts'
import { certificateOf } from './certificate-fixtures.ts'
import { presentationToken } from './app/signing.ts'

const house = testHouse()
let made: Awaited<ReturnType<typeof certificateOf>>
beforeAll(async () => {
  made = await certificateOf(house)
})

const file = (suffix: string, client = made.school.office) =>
  client.call('GET', `/api/v1/certificates/${made.number}.${suffix}`)
const verdict = (bytes: Uint8Array, on = '2026-11-22'): Promise<Verdict> =>
  verifyFile(bytes, { keys: [house.services.ports.signer.publicJwk], on })

describe('the signed certificate', () => {
  test('is valid to the letterbox, with the log’s proof, and says that its status was not asked', async () => {
    const { raw } = await file('json')
    expect(await verdict(raw)).toMatchObject({
      verdict: 'valid',
      form: 'json',
      reasons: [],
      content: { number: made.number, holder: { name: '欧阳慕容思远' } },
      notes: [
        { code: 'log.proven', params: { index: 0, treeSize: 1 } },
        { code: 'status.not-checked', params: { on: '2026-11-22' } },
      ],
    })
  })

  test('comes out the same whenever it is asked for, also after the log has grown', async () => {
    const before = (await file('json')).raw
    await certificateOf(house, '后来者')
    expect((await file('json')).raw.equals(before)).toBe(true)
  })

  test('cannot be checked without the key, and is not yet valid before its day', async () => {
    const { raw } = await file('json')
    expect(await verifyFile(raw, { keys: [], on: '2026-11-22' })).toMatchObject({
      verdict: 'cannot-check',
      reasons: ['key.unknown'],
    })
    expect(await verdict(raw, '2026-03-11')).toMatchObject({ verdict: 'invalid', reasons: ['date.not-yet'] })
  })

  test('is not valid any more with any one character of it changed', async () => {
    const text = (await file('json')).raw.toString('utf8')
    const meant = new Set<number>()
    // White space between members means nothing in JSON; every other character does.
    for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+|true|false|null/g)) {
      for (let at = match.index; at < match.index + match[0].length; at += 1) meant.add(at)
    }
    const places = [...meant].filter((at) => at % 3 === 0)
    expect(places.length).toBeGreaterThan(500)
    for (const at of places) {
      const other = text[at] === '1' ? '2' : '1'
      const changed = await verdict(Buffer.from(text.slice(0, at) + other + text.slice(at + 1)))
      expect([at, text.slice(at - 8, at + 8), changed.verdict === 'valid']).toEqual([
        at,
        text.slice(at - 8, at + 8),
        false,
      ])
    }
  })
})

describe('the PDF', () => {
  test('is drawn soon after issue, valid to the letterbox, and its hash is on record', async () => {
    const { raw, headers } = await file('pdf')
    expect(headers['content-type']).toBe('application/pdf')
    expect(await verdict(raw)).toMatchObject({
      verdict: 'valid',
      form: 'pdf',
      content: { number: made.number },
    })
    const read = await made.school.office.call('GET', `/api/v1/certificates/${made.number}`)
    expect(read.body.proof.pdfSha256).toBe(createHash('sha256').update(raw).digest('hex'))
  })

  test('is the same file every time, and invalid with any byte changed, added or taken away', async () => {
    const [first, second] = [(await file('pdf')).raw, (await file('pdf')).raw]
    expect(first.equals(second)).toBe(true)
    for (let at = 9; at < first.length; at += 997) {
      const changed = Buffer.from(first)
      changed[at] = (changed[at] as number) ^ 1
      expect([at, (await verdict(changed)).verdict === 'valid']).toEqual([at, false])
    }
    expect((await verdict(Buffer.concat([first, Buffer.from('\n')]))).verdict).toBe('invalid')
    expect((await verdict(first.subarray(0, first.length - 1))).verdict).toBe('invalid')
  })

  test('of one certificate cannot carry another’s signed content', async () => {
    const other = await certificateOf(house, '另一人')
    const [mine, theirs] = [
      (await file('pdf')).raw,
      (await other.school.office.call('GET', `/api/v1/certificates/${other.number}.pdf`)).raw,
    ]
    const sealOf = (pdf: Buffer) => pdf.subarray(pdf.lastIndexOf('/Type /ZhixinSeal'))
    const forged = Buffer.concat([mine.subarray(0, mine.lastIndexOf('/Type /ZhixinSeal')), sealOf(theirs)])
    expect((await verdict(forged)).verdict).toBe('invalid')
  })

  test('is refused, and the refusal recorded, where a reprint would come out otherwise', async () => {
    const one = await certificateOf(house, '石磊')
    const path = `/api/v1/certificates/${one.number}.pdf`
    expect((await one.school.office.call('GET', path)).status).toBe(200)
    await sql`alter table certificate_pdf disable trigger all`.execute(house.services.db)
    await sql`update certificate_pdf set file_hash = sha256('other'::bytea) where number = ${one.number}`.execute(
      house.services.db,
    )
    await sql`alter table certificate_pdf enable trigger all`.execute(house.services.db)
    const reply = await one.school.office.call('GET', path)
    expect([reply.status, reply.body.code]).toEqual([500, 'certificate.reprint-differs'])
    const { rows } = await sql<{
      data: object
    }>`select data from event where name = 'certificates.reprintRefused' and subject_id = ${one.personId}`.execute(
      house.services.db,
    )
    expect(rows).toEqual([
      {
        data: {
          number: one.number,
          expected: createHash('sha256').update('other').digest('hex'),
          got: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ])
  })
})

describe('the credential', () => {
  test('is an Open Badge of the frozen facts, signed so that an independent library accepts it, and kept', async () => {
    const jwt = (await file('jwt')).raw.toString()
    expect((await file('jwt')).raw.toString()).toBe(jwt)
    const key = createPublicKey({ key: { ...house.services.ports.signer.publicJwk }, format: 'jwk' })
    const { payload, protectedHeader } = await compactVerify(jwt, key)
    expect(protectedHeader).toMatchObject({
      alg: 'EdDSA',
      typ: 'vc+jwt',
      cty: 'vc',
      kid: expect.stringMatching(/^did:web:zhixin\.test#[\w-]{43}$/),
    })
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      id: `http://zhixin.test/verify/${made.number}`,
      iss: 'did:web:zhixin.test',
      jti: `http://zhixin.test/verify/${made.number}`,
      nbf: Date.parse('2026-03-11T16:00:00Z') / 1000,
      validFrom: '2026-03-11T16:00:00.000Z',
      credentialSubject: {
        identifier: [{ identityHash: '欧阳慕容思远', identityType: 'name', hashed: false }],
        creditsEarned: 8,
        licenseNumber: made.number,
      },
    })
    expect(await verdict(Buffer.from(jwt))).toMatchObject({ verdict: 'valid', form: 'jwt' })
    const [head, body, signature] = jwt.split('.') as [string, string, string]
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), name: '另一门课' }),
    ).toString('base64url')
    expect((await verdict(Buffer.from([head, forged, signature].join('.')))).verdict).toBe('invalid')
  })
})

describe('the files', () => {
  test('are for the holder, the institution, the office, and whoever brings the token of the QR code; for others there is nothing', async () => {
    const holder = await house.client([], made.personId)
    const stranger = await house.client([{ role: 'employer', organisationId: made.school.districtId }])
    const { body } = await file('json')
    const token = presentationToken(body.content.salt)
    for (const suffix of ['json', 'pdf', 'jwt']) {
      for (const client of [holder, made.school.institution, made.school.district, made.school.office])
        expect((await file(suffix, client)).status).toBe(200)
      expect((await file(suffix, stranger)).status).toBe(404)
      expect((await file(suffix, house.anonymous())).status).toBe(401)
      expect(
        (await house.anonymous().call('GET', `/api/v1/certificates/${made.number}.${suffix}?token=${token}`))
          .status,
      ).toBe(200)
      expect(
        (
          await house
            .anonymous()
            .call('GET', `/api/v1/certificates/${made.number}.${suffix}?token=${token.slice(0, -1)}`)
        ).status,
      ).toBe(404)
    }
  })
})
