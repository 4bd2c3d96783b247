import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { outsideServer } from '../../../test/outside-server.ts'
import { secondOpinion } from '../../../test/second-opinion.ts'
import { eventsOf } from '../../../test/setting.ts'
import {
  asJwt,
  type Cryptosuite,
  didDocument,
  didKeyMethod,
  didKeyOf,
  methodsOf,
  statusEntry,
  statusListCredential,
  withProof,
} from '../credentials/index.ts'
import { certificateOf } from './certificate-fixtures.ts'

const outside = outsideServer()
const house = testHouse({ documents: outside.documents })
const now = new Date('2026-11-22T02:00:00Z')
let employer: Client

interface Issuer {
  readonly did: string
  readonly method: string
  readonly document: ReturnType<typeof didDocument>
  readonly key: { verificationMethod: string; sign(bytes: Uint8Array): Promise<Uint8Array> }
}

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x: x ?? '' } as const, privateKey }
}
const signing = (verificationMethod: string, privateKey: KeyObject) => ({
  verificationMethod,
  sign: async (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)),
})
/** An issuer on the web: its document is served until the test takes it away. */
const webIssuer = (host = 'issuer.example'): Issuer => {
  const did = `did:web:${host}%3A${outside.port}`
  const { jwk, privateKey } = pair()
  const document = didDocument(did, [{ keyId: 'k1', key: jwk }])
  outside.pages.set('/.well-known/did.json', JSON.stringify(document))
  const { multikey } = methodsOf(did, 'k1', jwk)
  return { did, method: multikey, document, key: signing(multikey, privateKey) }
}
const keyIssuer = () => {
  const { jwk, privateKey } = pair()
  return { did: didKeyOf(jwk), key: signing(didKeyMethod(jwk), privateKey) }
}

const badge = (issuer: string, more: object = {}) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:2b1d7c52-35b8-4a3b-8f0a-6d1a3f0f6a10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Cloud Operations',
  issuer: { id: issuer, type: ['Profile'], name: 'Elsewhere Academy' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      { type: 'IdentityObject', hashed: false, identityHash: '欧阳慕容思远', identityType: 'name' },
    ],
    achievement: {
      id: 'urn:uuid:9c0a2a63-13a5-4a4c-8c71-0a9fb0a2c001',
      type: ['Achievement'],
      name: 'Cloud Operations',
      description: 'Runs services',
      criteria: { narrative: 'Passed the assessment.' },
    },
  },
  ...more,
})

const listAddress = () => `https://lists.example:${outside.port}/list/1`
const withStatus = (place: number) => ({ credentialStatus: statusEntry(listAddress(), place) })
const serveList = async (issuer: Issuer, lapsed: readonly number[], change: object = {}) => {
  const list = statusListCredential({
    address: listAddress(),
    issuer: issuer.did,
    validFrom: new Date('2026-11-01T00:00:00Z'),
    validUntil: new Date('2026-12-31T00:00:00Z'),
    lapsed,
  })
  const signed = await withProof(list, issuer.key, { cryptosuite: 'eddsa-rdfc-2022' })
  outside.pages.set('/list/1', JSON.stringify({ ...signed, ...change }))
  return signed
}

const checkText = async (text: string) => {
  const reply = await employer.call('POST', '/api/v1/credential-checks', { text })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}
const check = (document: object) => checkText(JSON.stringify(document))
const codes = (told: { faults: { code: string }[] }) => told.faults.map((fault) => fault.code)
const verdict = async (document: object) => {
  const told = await check(document)
  return [told.verdict, ...codes(told)]
}

beforeAll(async () => {
  house.now = now
  employer = await house.client([], (await certificateOf(house, '查验员')).personId)
  house.now = now
})
beforeEach(() => outside.pages.clear())

describe.each<Cryptosuite>(['eddsa-rdfc-2022', 'eddsa-jcs-2022'])(
  'a badge of another issuer with an %s proof',
  (cryptosuite) => {
    const proven = (issuer: Pick<Issuer, 'did' | 'key'>, more: object = {}) =>
      withProof(badge(issuer.did, more), issuer.key, { cryptosuite })

    test('is valid by did:web, its keys and its list fetched; an independent verifier agrees', async () => {
      const issuer = webIssuer()
      const list = await serveList(issuer, [7])
      const one = await proven(issuer, withStatus(3))
      const told = await check(one)
      expect(told).toMatchObject({
        verdict: 'valid',
        parts: { form: 'right', proof: 'right', dates: 'right', status: 'right' },
        faults: [],
        says: {
          issuer: issuer.did,
          issuerName: 'Elsewhere Academy',
          title: 'Cloud Operations',
          holder: '欧阳慕容思远',
          from: '2026-01-01T00:00:00Z',
        },
      })
      const published = { did: issuer.document as never, now, documents: { [listAddress()]: list } }
      expect(await secondOpinion(one, published)).toEqual({ verified: true, errors: [] })
    })

    test('is valid by did:key with nothing fetched at all', async () => {
      const before = outside.asked.length
      const told = await check(await proven(keyIssuer()))
      expect([told.verdict, told.parts.status, outside.asked.length - before]).toEqual(['valid', 'none', 0])
    })

    test('is invalid with any value changed: subject, date, issuer, proof', async () => {
      const one = (await proven(keyIssuer())) as ReturnType<typeof badge> & { proof: { proofValue: string } }
      const changes: readonly ((copy: typeof one) => unknown)[] = [
        (copy) => (copy.credentialSubject.achievement.name = 'Cloud Operation5'),
        (copy) => ((copy.credentialSubject.identifier[0] as { identityHash: string }).identityHash = '别人'),
        (copy) => (copy.validFrom = '2026-01-02T00:00:00Z'),
        (copy) => (copy.issuer.name = 'Another Academy'),
        (copy) => (copy.proof.proofValue = `z${[...copy.proof.proofValue].slice(1).toReversed().join('')}`),
      ]
      for (const change of changes) {
        const copy = structuredClone(one)
        change(copy)
        expect((await check(copy)).verdict, String(change)).toBe('invalid')
      }
      const other = { ...one, issuer: { ...one.issuer, id: keyIssuer().did } }
      expect((await check(other)).verdict).toBe('invalid')
    })

    test('is invalid when its issuer revoked it, and when its time is over or not yet come', async () => {
      const issuer = webIssuer()
      await serveList(issuer, [3])
      expect(await verdict(await proven(issuer, withStatus(3)))).toEqual(['invalid', 'credential.revoked'])
      expect(await verdict(await proven(issuer, { validUntil: '2026-06-01T00:00:00Z' }))).toEqual([
        'invalid',
        'credential.expired',
      ])
      expect(await verdict(await proven(issuer, { validFrom: '2026-12-01T00:00:00Z' }))).toEqual([
        'invalid',
        'credential.not-yet',
      ])
    })

    test('cannot be checked, with the part named, while keys or list are out of reach: never valid', async () => {
      const issuer = webIssuer()
      const one = await proven(issuer, withStatus(3))
      expect(await verdict(one)).toEqual(['cannot-check', 'credential.status-out-of-reach'])
      outside.pages.delete('/.well-known/did.json')
      const told = await check(one)
      expect([told.verdict, ...codes(told)]).toEqual(['cannot-check', 'proof.document-out-of-reach'])
      expect(told.parts).toEqual({
        form: 'right',
        proof: 'cannot-check',
        dates: 'not-reached',
        status: 'not-reached',
      })
      expect(told.faults[0].message).toContain('/.well-known/did.json')
    })

    test('is not believed by a list that is another’s, changed, expired or too short', async () => {
      const issuer = webIssuer()
      const one = await proven(issuer, withStatus(3))
      const doubt = ['cannot-check', 'credential.status-list-wrong']
      await serveList(issuer, [], { validUntil: '2028-01-01T00:00:00Z' })
      expect(await verdict(one)).toEqual(doubt)
      const stranger = keyIssuer()
      await serveList({ ...issuer, ...stranger }, [])
      expect(await verdict(one)).toEqual(doubt)
      await serveList(issuer, [])
      expect(await verdict(await proven(issuer, withStatus(131_072)))).toEqual(doubt)
      const message = { credentialStatus: { ...statusEntry(listAddress(), 3), statusPurpose: 'message' } }
      expect(await verdict(await proven(issuer, message))).toEqual(['cannot-check', 'credential.status-kind'])
    })
  },
)

describe('whose key it is', () => {
  const proven = (issuer: Pick<Issuer, 'did' | 'key'>) =>
    withProof(badge(issuer.did), issuer.key, { cryptosuite: 'eddsa-jcs-2022' })

  test('a key the issuer’s document does not name, or names for another purpose, signs for nobody', async () => {
    const issuer = webIssuer()
    const forger = pair()
    const forged = signing(issuer.method, forger.privateKey)
    expect(await verdict(await proven({ did: issuer.did, key: forged }))).toEqual([
      'invalid',
      'proof.signature-wrong',
    ])
    const unknown = signing(`${issuer.did}#other`, forger.privateKey)
    expect(await verdict(await proven({ did: issuer.did, key: unknown }))).toEqual([
      'invalid',
      'proof.key-not-listed',
    ])
    const one = await proven(issuer)
    const { assertionMethod: _none, ...bare } = issuer.document as Record<string, unknown>
    outside.pages.set('/.well-known/did.json', JSON.stringify({ ...bare, authentication: [issuer.method] }))
    expect(await verdict(one)).toEqual(['invalid', 'proof.key-not-listed'])
  })

  test('a document of somebody else under that address is believed by nobody', async () => {
    const issuer = webIssuer()
    const one = await proven(issuer)
    outside.pages.set(
      '/.well-known/did.json',
      JSON.stringify({ ...issuer.document, id: 'did:web:other.example' }),
    )
    expect(await verdict(one)).toEqual(['cannot-check', 'proof.document-wrong'])
    outside.pages.set('/.well-known/did.json', `{"id":"x",${JSON.stringify(issuer.document).slice(1)}`)
    expect(await verdict(one)).toEqual(['cannot-check', 'proof.document-wrong'])
  })

  test('a did:web that leads into a private network is asked nothing', async () => {
    for (const host of ['127.0.0.1', 'localhost', '10.0.0.1', '169.254.169.254', 'a@b', 'x%2Fy']) {
      const { privateKey } = pair()
      const did = `did:web:${host}`
      const before = outside.asked.length
      const told = await check(await proven({ did, key: signing(`${did}#k`, privateKey) }))
      expect([told.verdict, outside.asked.length], host).toEqual(['cannot-check', before])
    }
  })
})

describe('a badge as a JWT', () => {
  test('is valid, and invalid with a letter changed', async () => {
    const issuer = webIssuer()
    const jwt = await asJwt(badge(issuer.did), { ...issuer.key, verificationMethod: `${issuer.did}#k1` })
    const told = await checkText(jwt)
    expect([told.verdict, ...codes(told), told.says.holder]).toEqual(['valid', '欧阳慕容思远'])
    const [head, payload, signature] = jwt.split('.') as [string, string, string]
    const changed = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('Runs services', 'Runs servicez'),
    ).toString('base64url')
    expect((await checkText([head, changed, signature].join('.'))).verdict).toBe('invalid')
  })

  test('with an algorithm that is not known cannot be checked; with none at all it is invalid', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const jwt = (alg: string) =>
      [part({ alg, kid: 'did:web:x#k' }), part(badge('did:web:x')), 'AAAA'].join('.')
    expect((await checkText(jwt('RS256'))).verdict).toBe('cannot-check')
    expect((await checkText(jwt('none'))).verdict).toBe('invalid')
  })
})

describe('what is no credential of ours to judge', () => {
  test('an Open Badges 2.0 badge cannot be checked', async () => {
    const two = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/1' }
    expect(await verdict(two)).toEqual(['cannot-check', 'credential.open-badges-2'])
  })

  test('a context that is not on disk cannot be read, and is not fetched', async () => {
    const issuer = keyIssuer()
    const one = await withProof(badge(issuer.did), issuer.key, { cryptosuite: 'eddsa-jcs-2022' })
    const before = outside.asked.length
    const strange = {
      ...one,
      '@context': [...(one['@context'] as string[]), `https://issuer.example:${outside.port}/context`],
    }
    const told = await check(strange)
    expect([told.verdict, outside.asked.length]).toEqual(['cannot-check', before])
  })

  test('a repeated key, what is no JSON, and ten megabytes are refused', async () => {
    const one = JSON.stringify(
      await withProof(badge(keyIssuer().did), keyIssuer().key, { cryptosuite: 'eddsa-jcs-2022' }),
    )
    expect((await checkText(`{"name":"x",${one.slice(1)}`)).faults[0].code).toBe('json.duplicate-key')
    expect(await checkText('not json')).toMatchObject({
      verdict: 'invalid',
      faults: [{ code: 'json.malformed' }],
    })
    expect((await checkText('{"a":1}')).faults[0].code).toBe('credential.form-unknown')
    const big = await employer.call('POST', '/api/v1/credential-checks', {
      text: 'x'.repeat(10 * 1024 * 1024),
    })
    expect(big.status).toBe(413)
  })

  test('is for those signed in, on record, and not without end', async () => {
    const text = '{"a":1}'
    expect((await house.anonymous().call('POST', '/api/v1/credential-checks', { text })).status).toBe(401)
    expect(await eventsOf(house, employer.accountId)).toContain('certificates.credentialChecked')
    const other = await house.client([], (await certificateOf(house, '多查员')).personId)
    house.now = now
    let last = 200
    for (let times = 0; times < 70 && last === 200; times += 1)
      last = (await other.call('POST', '/api/v1/credential-checks', { text })).status
    expect(last).toBe(429)
  })
})

test('a certificate of this house is checked by its register', async () => {
  house.now = new Date('2026-03-01T01:00:00Z')
  const made = await certificateOf(house, '本院员')
  house.now = now
  const form = await made.school.office.call(
    'GET',
    `/api/v1/certificates/${made.number}.vc?proof=eddsa-jcs-2022`,
  )
  const text = form.raw.toString()
  expect((await checkText(text)).verdict).toBe('valid')
  const body = { cause: 'issued-in-error', confirm: made.number, reason: '误发' }
  await made.school.office.call('POST', `/api/v1/certificates/${made.number}/revoke`, body)
  const told = await checkText(text)
  expect([told.verdict, ...codes(told)]).toEqual(['invalid', 'credential.lapsed'])
})

test('a badge with a proof by another suite or of another kind cannot be checked, by name in both languages, whatever its value looks like', async () => {
  const holder = await house.client([], (await certificateOf(house, '另一查验员')).personId)
  house.now = now
  const issuer = keyIssuer()
  const one = (await withProof(badge(issuer.did), issuer.key, {
    cryptosuite: 'eddsa-jcs-2022',
  })) as ReturnType<typeof badge> & { proof: object }
  const long = `z${'2'.repeat(131)}`
  for (const proof of [
    { cryptosuite: 'ecdsa-rdfc-2019' },
    { cryptosuite: 'ecdsa-rdfc-2019', proofValue: long },
    { cryptosuite: 'ecdsa-jcs-2019', proofValue: long },
    { cryptosuite: 'ecdsa-sd-2023', proofValue: 'u2V0AhVhA' },
    { cryptosuite: 'bbs-2023', proofValue: 'u2V0ChVhA' },
  ]) {
    const document = { ...one, proof: { ...one.proof, ...proof } }
    for (const language of ['zh', 'en']) {
      const reply = await holder.call(
        'POST',
        '/api/v1/credential-checks',
        { text: JSON.stringify(document) },
        { 'accept-language': language },
      )
      expect([reply.body.verdict, ...codes(reply.body)]).toEqual(['cannot-check', 'proof.cryptosuite'])
      expect(reply.body.parts.proof).toBe('cannot-check')
      expect(reply.body.faults[0].message).toContain(`“${proof.cryptosuite}”`)
      expect(reply.body.faults[0].message).toMatch(language === 'zh' ? /不能核验/ : /cannot be checked/)
    }
  }
  const jws = { type: 'JsonWebSignature2020', jws: 'eyJhbGciOiJFUzI1NiJ9..AA' }
  const told = await holder.call('POST', '/api/v1/credential-checks', {
    text: JSON.stringify({ ...one, proof: jws }),
  })
  expect([told.body.verdict, ...codes(told.body)]).toEqual(['cannot-check', 'proof.type'])
})
