import { generateKeyPairSync, sign } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { didKeyOf, didKeyMethod, methodsOf, withProof } from '../credentials/index.ts'
import { keyIdOf } from './app/signing.ts'
import { certificateOf } from './certificate-fixtures.ts'
import type { PublicJwk } from './store/tables.ts'

const house = testHouse({ vcApiKey: 'a-key-for-tests', now: new Date('2026-05-01T00:00:00Z') })
const without = testHouse({ now: new Date('2026-05-01T00:00:00Z') })

const post = async (path: string, payload: unknown, headers: object = bearer, to = house) => {
  const reply = await to.app.inject({
    method: 'POST',
    url: `/vc-api/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
  return { status: reply.statusCode, body: JSON.parse(reply.body) }
}
const bearer = { authorization: 'Bearer a-key-for-tests' }
const codes = ({ status, body }: Awaited<ReturnType<typeof post>>): unknown[] => [
  status,
  ...(body.errors ?? []).map((error: { code: string; pointer: string }) => `${error.pointer} ${error.code}`),
]
const issue = (credential: unknown, options: object = {}) =>
  post('credentials/issue', { credential, options })
const verify = async (verifiableCredential: unknown, options: object = {}) =>
  codes(await post('credentials/verify', { verifiableCredential, options }))

const signerOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const publicJwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  return { publicJwk, sign: async (bytes: Uint8Array) => sign(null, bytes, privateKey) }
}
const holder = signerOf()
const holderKey = { verificationMethod: didKeyMethod(holder.publicJwk), sign: holder.sign }

const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  issuer: 'https://university.example/issuers/1',
  credentialSubject: { id: 'did:example:subject', name: '例' },
}
const forms = [
  { cryptosuite: 'eddsa-rdfc-2022' },
  { cryptosuite: 'eddsa-jcs-2022' },
  { mediaType: 'application/vc+jwt' },
]

describe('the VC-API', () => {
  test('is not there without its setting, and not open without its key', async () => {
    for (const path of ['credentials/issue', 'credentials/verify', 'presentations/verify']) {
      expect((await post(path, {}, bearer, without)).status).toBe(404)
      expect((await post(path, {}, {})).body.code).toBe('access.service-key')
      expect((await post(path, {}, { authorization: 'Bearer a-key-for-test' })).status).toBe(401)
      expect((await post(path, {}, { authorization: 'Basic a-key-for-tests' })).status).toBe(401)
      expect((await post(path, {})).status).toBe(400)
    }
  })

  test('issues the bare credential under a name of its own, never the office’s, and verifies it', async () => {
    for (const options of forms) {
      const { status, body } = await issue(credential, options)
      expect(status).toBe(201)
      expect(await verify(body)).toEqual([200])
      if (options.mediaType) continue
      expect(body).toMatchObject({ type: ['VerifiableCredential'], credentialSubject: { name: '例' } })
      expect(body.issuer).toMatch(/^did:key:z6Mk/)
      expect(body.issuer).not.toBe(didKeyOf(house.services.ports.signer.publicJwk))
      expect(body.proof).toMatchObject({ cryptosuite: options.cryptosuite, created: '2026-05-01T00:00:00Z' })
    }
  })

  test('reads data model 1.1 too, with the context its proofs need', async () => {
    const old = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      issuer: 'did:example:issuer',
      issuanceDate: '2020-03-16T22:37:26.544Z',
      credentialSubject: { id: 'did:example:subject' },
    }
    for (const options of forms.slice(0, 2)) {
      const { body } = await issue(old, options)
      expect(body['@context']).toEqual([
        'https://www.w3.org/2018/credentials/v1',
        'https://w3id.org/security/data-integrity/v2',
      ])
      expect(await verify(body)).toEqual([200])
    }
    const { issuanceDate: _day, ...dayless } = old
    expect(codes(await issue(dayless))).toEqual([422, '/issuanceDate request.required'])
  })

  test.each([
    [{ '@context': undefined }, '/@context credential.context-first'],
    [{ '@context': ['https://www.w3.org/ns/credentials/examples/v2'] }, '/@context credential.context-first'],
    [{ '@context': [...credential['@context'], 7] }, '/@context/1 credential.context-item'],
    [
      { '@context': [...credential['@context'], 'https://example.com/c'] },
      '/@context credential.context-unknown',
    ],
    [
      { '@context': [...credential['@context'], { VerifiableCredential: 'https://example.com/#x' }] },
      '/@context credential.json-ld',
    ],
    [{ type: ['Other'] }, '/type credential.type-required'],
    [{ type: ['VerifiableCredential', 'Unmapped'] }, '/ credential.term-undefined'],
    [{ id: ['https://a.example/1', 'https://a.example/2'] }, '/id credential.not-url'],
    [{ id: null }, '/id credential.not-url'],
    [{ issuer: 'nobody' }, '/issuer credential.not-url'],
    [{ issuer: { id: null } }, '/issuer credential.not-url'],
    [{ credentialSubject: {} }, '/credentialSubject credential.no-claim'],
    [{ credentialSubject: [{ id: 'did:example:a' }, {}] }, '/credentialSubject/1 credential.no-claim'],
    [{ credentialSubject: { name: '例', unheardOf: 1 } }, '/ credential.term-undefined'],
    [{ validFrom: '2026-01-01' }, '/validFrom credential.not-instant'],
    [{ validFrom: '2026-01-01T00:00:00' }, '/validFrom credential.not-instant'],
    [
      { validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T23:59:59Z' },
      '/validUntil credential.period',
    ],
    [{ name: { '@value': 'x', '@language': 'en', url: 'x' } }, '/name credential.language-value'],
    [{ credentialStatus: { id: 'did:example:1' } }, '/credentialStatus/type credential.type-missing'],
    [{ credentialSchema: { type: 'https://a.example/#S' } }, '/credentialSchema/id request.required'],
    [{ evidence: [{}] }, '/evidence/0/type credential.type-missing'],
    [{ relatedResource: [{ id: 'https://a.example/r' }] }, '/relatedResource/0 credential.digest-missing'],
    [
      { relatedResource: { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: 'sha256-AAAA' } },
      '/relatedResource/0 credential.digest-mismatch',
    ],
  ])('refuses to issue what is not of the data model: %j', async (part, found) => {
    for (const options of forms.slice(0, 2)) {
      const reply = await issue({ ...credential, ...part }, options)
      expect([reply.body.code, ...codes(reply)]).toEqual(['credential.invalid', 422, found])
    }
  })

  test('refuses two keys of one name, half characters, and what is no object', async () => {
    const twice = JSON.stringify({ verifiableCredential: credential }).replace(
      '"type"',
      '"issuer":"did:x:y","type"',
    )
    expect((await post('credentials/verify', twice)).body.code).toBe('request.repeated-key')
    const deep = `{"verifiableCredential":${'['.repeat(9000)}${']'.repeat(9000)}}`
    expect((await post('credentials/verify', deep)).body.code).toBe('request.too-deep')
    expect((await post('credentials/verify', '{"verifiableCredential":{"a":"\\ud800"}}')).status).toBe(400)
    expect(await verify('eyJ')).toEqual([422, '/ credential.not-object'])
    expect(await verify(null)).toEqual([422, '/ credential.not-object'])
    expect((await post('credentials/verify', JSON.stringify('x'.repeat(1_100_000)))).status).toBe(413)
  })

  test('says what is wrong with a proof, and cannot check what is out of reach', async () => {
    const { body } = await issue(credential)
    const withPart = (part: object) => ({ ...body, proof: { ...body.proof, ...part } })
    const stranger = signerOf()
    const cases: readonly [unknown, unknown[]][] = [
      [{ ...body, proof: undefined }, [422, '/proof proof.missing']],
      [withPart({ type: 'Ed25519Signature2020' }), [422, '/proof/type proof.type']],
      [withPart({ cryptosuite: 'ecdsa-2019' }), [422, '/proof/cryptosuite proof.cryptosuite']],
      [withPart({ proofPurpose: 'authentication' }), [422, '/proof/proofPurpose proof.purpose']],
      [withPart({ proofValue: body.proof.proofValue.slice(1) }), [422, '/proof/proofValue proof.value']],
      [
        withPart({ proofValue: `${body.proof.proofValue}${body.proof.proofValue}` }),
        [422, '/proof/proofValue proof.value'],
      ],
      [withPart({ expires: '2026-04-30T00:00:00Z' }), [422, '/proof/expires proof.expired']],
      [withPart({ created: 'yesterday' }), [422, '/proof/created credential.not-instant']],
      [withPart({ previousProof: 'urn:uuid:none' }), [422, '/proof/previousProof proof.previous']],
      [
        withPart({ verificationMethod: didKeyMethod(stranger.publicJwk) }),
        [422, '/proof proof.signature-wrong'],
      ],
      [
        withPart({ verificationMethod: 'did:web:other.example#k' }),
        [422, '/proof/verificationMethod proof.key-out-of-reach'],
      ],
      [await withProof(body, { ...holderKey, sign: holder.sign }, { cryptosuite: 'eddsa-rdfc-2022' }), [200]],
      [
        await withProof(credential, holderKey, { cryptosuite: 'eddsa-jcs-2022' }),
        [422, '/issuer proof.not-issuers'],
      ],
    ]
    for (const [document, expected] of cases) expect(await verify(document)).toEqual(expected)
    const unreachable = await post('credentials/verify', {
      verifiableCredential: withPart({ verificationMethod: 'did:web:other.example#k' }),
    })
    expect(unreachable.body.code).toBe('credential.cannot-check')
  })

  test('minds dates and lists unless proofs alone are asked about', async () => {
    const status = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: 'https://other.example/status/1',
    }
    for (const [part, code] of [
      [{ validUntil: '2026-04-30T23:59:59Z' }, '/ credential.expired'],
      [{ validFrom: '2026-05-01T00:00:01Z' }, '/ credential.not-yet'],
      [{ credentialStatus: status }, '/credentialStatus credential.status-out-of-reach'],
    ] as const) {
      for (const options of forms) {
        const { body } = await issue({ ...credential, ...part }, options)
        expect(await verify(body)).toEqual([422, code])
        expect(await verify(body, { checks: ['proof'] })).toEqual([200])
      }
    }
  })
})

describe('a JWT', () => {
  const envelope = (parts: readonly unknown[], signature: string) => ({
    '@context': 'https://www.w3.org/ns/credentials/v2',
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+jwt,${[
      ...parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')),
      signature,
    ].join('.')}`,
  })

  test('is refused unsigned, by another algorithm, with a critical header, or changed', async () => {
    const { body } = await issue(credential, { mediaType: 'application/vc+jwt' })
    const [head, payload, signature] = body.id.split(',')[1].split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    for (const [header, content, code] of [
      [{ ...read(head), alg: 'none' }, read(payload), 'jwt.algorithm'],
      [{ ...read(head), alg: 'HS256' }, read(payload), 'jwt.algorithm'],
      [{ ...read(head), crit: ['b64'], b64: false }, read(payload), 'jwt.algorithm'],
      [{ ...read(head), alg: 'ES256' }, read(payload), 'proof.key-out-of-reach'],
      [read(head), { ...read(payload), name: '别的' }, 'proof.signature-wrong'],
    ])
      expect(await verify(envelope([header, content], signature))).toEqual([422, `/id ${code}`])
    expect(await verify({ ...body, id: body.id.split(',')[1] })).toEqual([422, '/id credential.not-data-url'])
    expect(await verify({ ...body, '@context': [] })).toEqual([422, '/@context credential.context-first'])
  })
})

describe('a presentation', () => {
  const options = { challenge: 'c-1', domain: 'a.example' }
  const presented = async (part: object, made: object = options) =>
    withProof(
      {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        ...part,
      },
      holderKey,
      { cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'authentication', ...made },
    )
  const check = async (verifiablePresentation: unknown, asked: object = options) =>
    codes(await post('presentations/verify', { verifiablePresentation, options: asked }))

  test('is judged with every credential in it, by holder, challenge and domain', async () => {
    const { body } = await issue(credential)
    const other = (await issue(credential, { mediaType: 'application/vc+jwt' })).body
    expect(await check(await presented({ verifiableCredential: [body, other] }))).toEqual([200])
    expect(await check(await presented({ holder: { id: didKeyOf(holder.publicJwk) } }))).toEqual([200])
    expect(await check(await presented({ holder: 'did:example:other' }))).toEqual([
      422,
      '/holder proof.not-holders',
    ])
    expect(await check(await presented({}, { ...options, challenge: 'c-2' }))).toEqual([
      422,
      '/proof/challenge proof.challenge',
    ])
    expect(await check(await presented({}), { ...options, domain: 'b.example' })).toEqual([
      422,
      '/proof/domain proof.domain',
    ])
    const forged = { ...body, credentialSubject: { id: 'did:example:subject', name: '别人' } }
    expect(await check(await presented({ verifiableCredential: [body, forged] }))).toEqual([
      422,
      '/verifiableCredential/1/proof proof.signature-wrong',
    ])
    const { proof: _proof, ...unsigned } = await presented({})
    expect(await check(unsigned)).toEqual([422, '/proof proof.missing'])
    expect(
      await check(
        await presented({ verifiableCredential: ['eyJ'] }, { ...options, cryptosuite: 'eddsa-jcs-2022' }),
      ),
    ).toEqual([422, '/verifiableCredential/0 credential.not-object'])
  })
})

describe('credentials of this house', () => {
  let made: Awaited<ReturnType<typeof certificateOf>>
  beforeAll(async () => {
    made = await certificateOf(house, '密钥轮换')
    house.now = new Date('2026-05-01T00:00:00Z')
  })
  const own = async () =>
    JSON.parse(
      (await made.school.office.call('GET', `/api/v1/certificates/${made.number}.vc`)).raw.toString(),
    )

  test('signed with a key that was replaced long ago still verify by the DID document', async () => {
    const old = signerOf()
    const keyId = keyIdOf(old)
    await sql`insert into certificate_key values (${keyId}, ${JSON.stringify(old.publicJwk)}::jsonb, '2020-01-01')`.execute(
      house.services.db,
    )
    const { proof: _proof, ...badge } = await own()
    const { multikey } = methodsOf('did:web:zhixin.test', keyId, old.publicJwk)
    const signed = await withProof(
      badge,
      { verificationMethod: multikey, sign: old.sign },
      { cryptosuite: 'eddsa-jcs-2022' },
    )
    expect(await verify(signed)).toEqual([200])
    const { body: did } = await house.anonymous().call('GET', '/.well-known/did.json')
    expect(did).toMatchObject({
      id: 'did:web:zhixin.test',
      assertionMethod: expect.arrayContaining([multikey]),
    })
    expect((await house.anonymous().call('GET', '/did.json')).body).toEqual(did)
  })

  test('with the right signature for a certificate nobody issued are not valid', async () => {
    const { signer } = house.services.ports
    const { proof: _proof, ...badge } = await own()
    const { multikey } = methodsOf('did:web:zhixin.test', keyIdOf(signer), signer.publicJwk)
    const key = { verificationMethod: multikey, sign: (bytes: Uint8Array) => signer.sign(bytes) }
    const forged = await withProof({ ...badge, id: 'http://zhixin.test/verify/SH653202699999X' }, key, {
      cryptosuite: 'eddsa-rdfc-2022',
    })
    expect(await verify(forged)).toEqual([422, '/id credential.not-registered'])
  })

  test('as JWTs verify in an envelope', async () => {
    const jwt = (
      await made.school.office.call('GET', `/api/v1/certificates/${made.number}.jwt`)
    ).raw.toString()
    expect(
      await verify({
        '@context': 'https://www.w3.org/ns/credentials/v2',
        type: 'EnvelopedVerifiableCredential',
        id: `data:application/vc+jwt,${jwt}`,
      }),
    ).toEqual([200])
  })
})
