import { gunzipSync } from 'node:zlib'
import { decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { secondOpinion } from '../../../test/second-opinion.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { certificateOf, certificatesOf, closedClassOf } from './certificate-fixtures.ts'

const house = testHouse({ vcApiKey: 'a-key-for-tests' })
const suites = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const
const now = new Date('2026-11-22T02:00:00Z')
let made: Awaited<ReturnType<typeof certificateOf>>
beforeAll(async () => {
  made = await certificateOf(house)
})

const form = (number: string, proof: string, client = made.school.office) =>
  client.call('GET', `/api/v1/certificates/${number}.vc?proof=${proof}`)
const published = async () => ({
  did: (await house.anonymous().call('GET', '/.well-known/did.json')).body,
  now,
})
const listOf = async (address: string) => {
  const reply = await house.anonymous().call('GET', new URL(address).pathname)
  return { ...reply, list: JSON.parse(reply.raw.toString()) }
}
const verify = async (verifiableCredential: unknown, options: object = {}) => {
  const reply = await house.app.inject({
    method: 'POST',
    url: '/vc-api/credentials/verify',
    headers: { authorization: 'Bearer a-key-for-tests' },
    payload: { verifiableCredential, options },
  })
  const body = JSON.parse(reply.body)
  return [reply.statusCode, ...(body.errors ?? []).map((error: { code: string }) => error.code)]
}

describe.each(suites)('the certificate with an %s proof', (proof) => {
  test('is an Open Badge that an independent verifier and our own accept from what is published alone', async () => {
    const reply = await form(made.number, proof)
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/vc'])
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="${made.number}.vc-${proof}.json"`,
    )
    const credential = JSON.parse(reply.raw.toString())
    expect(credential).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'did:web:zhixin.test' },
      credentialSubject: { licenseNumber: made.number },
      proof: [{ type: 'DataIntegrityProof', cryptosuite: proof, proofPurpose: 'assertionMethod' }],
    })
    expect(await secondOpinion(credential, await published())).toEqual({ verified: true, errors: [] })
    house.now = now
    expect(await verify(credential)).toEqual([200])
  })

  test('is refused by both with any one value of it changed, added or taken away', async () => {
    house.now = now
    const credential = JSON.parse((await form(made.number, proof)).raw.toString())
    const changes: readonly [string, (one: typeof credential) => unknown][] = [
      ['holder', (one) => (one.credentialSubject.identifier[0].identityHash = '别人')],
      ['title', (one) => (one.credentialSubject.achievement.name = '另一门课')],
      ['day', (one) => (one.validFrom = '2026-03-10T16:00:00.000Z')],
      ['credits', (one) => (one.credentialSubject.creditsEarned += 1)],
      ['grade', (one) => (one.credentialSubject.result[0].value = '100/100')],
      ['issuer', (one) => (one.issuer.name = '别的办公室')],
      ['number', (one) => (one.credentialSubject.licenseNumber += '0')],
      ['status', (one) => (one.credentialStatus.statusListIndex = '1')],
      ['no status', (one) => delete one.credentialStatus],
      ['an end', (one) => (one.validUntil = '2099-01-01T00:00:00Z')],
      [
        'proof value',
        (one) =>
          (one.proof[0].proofValue = `z${Array.from(String(one.proof[0].proofValue).slice(1)).toReversed().join('')}`),
      ],
      ['purpose', (one) => (one.proof[0].proofPurpose = 'authentication')],
      ['a time of making', (one) => (one.proof[0].created = '2026-03-12T00:00:00Z')],
    ]
    for (const [what, change] of changes) {
      const changed = structuredClone(credential)
      change(changed)
      const [status] = await verify(changed)
      const other = await secondOpinion(changed, await published())
      expect([what, status, other.verified]).toEqual([what, 422, false])
    }
  })

  test('is the same text for ever: whatever is edited, and were it made anew', async () => {
    const one = await certificateOf(house, '改名前')
    const before = (await form(one.number, proof)).raw
    const { db } = house.services
    await sql`update person set name = '改名后' where id = ${one.personId}`.execute(db)
    await sql`update organisation set name = name || '（改称）'`.execute(db)
    await sql`update programme set name = '改名的项目', zone = 'America/New_York'`.execute(db)
    house.now = new Date('2027-06-01T00:00:00Z')
    expect((await form(one.number, proof)).raw.equals(before)).toBe(true)
    await sql`alter table certificate_credential disable trigger all`.execute(db)
    await sql`delete from certificate_credential where number = ${one.number}`.execute(db)
    await sql`alter table certificate_credential enable trigger all`.execute(db)
    expect((await form(one.number, proof)).raw.equals(before)).toBe(true)
    house.now = now
  })

  test('is for those who may have the certificate, and for whoever brings its token', async () => {
    const one = await certificateOf(house, '持有人')
    const holder = await house.client([], one.personId)
    const stranger = await house.client([{ role: 'employer', organisationId: one.school.districtId }])
    expect((await form(one.number, proof, holder)).status).toBe(200)
    expect((await form(one.number, proof, stranger)).status).toBe(404)
    expect((await form(one.number, proof, house.anonymous())).status).toBe(401)
  })

  test('holds no identity number, salt or name beyond the holder’s as printed', async () => {
    const text = (await form(made.number, proof)).raw.toString()
    expect(text).not.toContain('salt')
    expect(text).not.toContain(made.personId)
  })
})

describe('the letterbox, offline', () => {
  const verdict = async (text: string, keys = [house.services.ports.signer.publicJwk]) => {
    const {
      verdict: said,
      reasons,
      form: kind,
    } = await verifyFile(Buffer.from(text), { keys, on: '2026-11-22' })
    return [kind, said, ...reasons]
  }

  test('checks the jcs form by itself, and says that the other needs a server', async () => {
    const text = (await form(made.number, 'eddsa-jcs-2022')).raw.toString()
    expect(await verdict(text)).toEqual(['vc', 'valid'])
    expect(await verdict(text, [])).toEqual(['vc', 'cannot-check', 'key.unknown'])
    expect(await verdict((await form(made.number, 'eddsa-rdfc-2022')).raw.toString())).toEqual([
      'vc',
      'cannot-check',
      'vc.proof-form',
    ])
  })

  test('calls no jcs form valid with any one character that means something changed', async () => {
    const text = (await form(made.number, 'eddsa-jcs-2022')).raw.toString()
    const meant = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+/g)].flatMap((match) =>
      [...match[0]].map((_, offset) => match.index + offset),
    )
    for (const at of meant.filter((_, index) => index % 5 === 0)) {
      const other = text[at] === '1' ? '2' : '1'
      const [, said] = await verdict(text.slice(0, at) + other + text.slice(at + 1))
      expect([at, text.slice(at - 8, at + 8), said === 'valid']).toEqual([
        at,
        text.slice(at - 8, at + 8),
        false,
      ])
    }
  })
})

describe('the status list', () => {
  test('has one place for a certificate in all its forms, and says of a revoked or superseded one that it lapsed', async () => {
    house.now = new Date('2026-03-12T01:00:00Z')
    const many = await closedClassOf(house, ['甲一', '乙二', '丙三', '丁四'])
    const numbers = (await certificatesOf(many)).map((one) => one.number)
    const places = new Map<string, number>()
    let address = ''
    for (const number of numbers) {
      const [a, b] = [await form(number, suites[0]), await form(number, suites[1])].map((reply) =>
        JSON.parse(reply.raw.toString()),
      )
      expect(a.credentialStatus).toEqual(b.credentialStatus)
      const jwt = (await many.school.office.call('GET', `/api/v1/certificates/${number}.jwt`)).raw.toString()
      const payload = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
      expect(payload.credentialStatus).toEqual(a.credentialStatus)
      address = a.credentialStatus.statusListCredential
      places.set(number, Number(a.credentialStatus.statusListIndex))
    }
    const [revoked, superseded, valid] = numbers as [string, string, string]
    const { office } = many.school
    expect(
      (
        await office.call('POST', `/api/v1/certificates/${revoked}/revoke`, {
          cause: 'fraud',
          reason: '冒名顶替',
          confirm: revoked,
        })
      ).status,
    ).toBe(200)
    expect(
      (
        await office.call('POST', `/api/v1/certificates/${superseded}/replace`, {
          cause: 'lost',
          reason: '原件遗失',
          confirm: superseded,
        })
      ).status,
    ).toBe(201)
    const { list, headers } = await listOf(address)
    expect(headers['cache-control']).toBe('public, max-age=300')
    const bits = await decodeList({ encodedList: list.credentialSubject.encodedList })
    expect(bits.length).toBe(131_072)
    expect(numbers.map((number) => bits.getStatus(places.get(number) as number))).toEqual([
      true,
      true,
      false,
      false,
    ])
    const raw = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))
    expect(raw.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(2)
    house.now = new Date('2026-03-12T02:00:00Z')
    const opinion = { ...(await published()), now: house.now, documents: { [address]: list } }
    expect(await secondOpinion(list, opinion)).toMatchObject({ verified: true })
    for (const [number, right] of [
      [valid, true],
      [revoked, false],
      [superseded, false],
    ] as const) {
      const credential = JSON.parse((await form(number, suites[0])).raw.toString())
      expect([number, (await secondOpinion(credential, opinion)).verified]).toEqual([number, right])
      expect(await verify(credential)).toEqual(right ? [200] : [422, 'credential.lapsed'])
      expect(await verify(credential, { checks: ['proof'] })).toEqual([200])
    }
  })

  test('is the same text until a bit changes or the hour turns, so that caches can keep it', async () => {
    const address = 'http://zhixin.test/credentials/status/1'
    house.now = new Date('2026-03-12T05:01:00Z')
    const first = await listOf(address)
    house.now = new Date('2026-03-12T05:59:00Z')
    expect((await listOf(address)).raw.equals(first.raw)).toBe(true)
    const again = await house
      .anonymous()
      .call('GET', '/credentials/status/1', undefined, { 'if-none-match': String(first.headers['etag']) })
    expect([again.status, again.raw.length]).toEqual([304, 0])
    house.now = new Date('2026-03-12T06:00:00Z')
    expect((await listOf(address)).raw.equals(first.raw)).toBe(false)
  })

  test('gives places in no order: neither of issue nor of asking', async () => {
    const { rows } = await sql<{ index: number }>`
      select s.index from certificate_status s join certificate c using (number) order by c.log_index`.execute(
      house.services.db,
    )
    const places = rows.map((row) => row.index)
    expect(places.length).toBeGreaterThan(4)
    expect(new Set(places).size).toBe(places.length)
    const steps = places.slice(1).map((place, at) => place - (places[at] as number))
    expect(new Set(steps).size).toBeGreaterThan(2)
    expect(Math.max(...steps.map(Math.abs))).toBeGreaterThan(100)
  })

  test('that does not exist is not found', async () => {
    expect((await house.anonymous().call('GET', '/credentials/status/2')).status).toBe(404)
    expect((await house.anonymous().call('GET', '/credentials/status/0')).status).toBe(400)
  })
})
