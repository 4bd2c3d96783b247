import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import { utf8 } from '../../verify/bytes.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { attachedCertificate } from '../../verify/pdf-seal.ts'
import { methodsOf, didWebOf, withProof } from '../credentials/index.ts'
import { keyIdOf, sha256, signed } from './app/signing.ts'
import {
  certificateOf,
  certificatesOf,
  close,
  closedClassOf,
  eventually,
  finishedClass,
  served,
} from './certificate-fixtures.ts'

/** Everything a certificate is confronted with, one case a test: the right verdict every time. */
const house = testHouse()
let made: Awaited<ReturnType<typeof certificateOf>>
let file: SignedFile
let officer2: Client

// oxlint-disable-next-line typescript/no-explicit-any -- a file from outside, taken to pieces here
type SignedFile = any

const later = '2026-11-22'
const verdictOf = async (
  document: object | string,
  on = later,
  keys = [house.services.ports.signer.publicJwk],
) => {
  const told = await verifyFile(utf8(typeof document === 'string' ? document : JSON.stringify(document)), {
    keys,
    on,
  })
  return [told.verdict, ...told.reasons]
}
const changed = (change: (copy: SignedFile) => unknown): SignedFile => {
  const copy = structuredClone(file)
  change(copy)
  return copy
}
const check = (path: string) =>
  house.anonymous().call('GET', `/verify/${path}`, undefined, { accept: 'application/json' })
const checkCredential = async (document: object) => {
  const reply = await made.school.office.call('POST', '/api/v1/credential-checks', {
    text: JSON.stringify(document),
  })
  return [reply.body.verdict, ...reply.body.faults.map((fault: { code: string }) => fault.code)]
}
/** A character in the middle of a text exchanged for another of its alphabet. */
const flipped = (text: string): string => {
  const at = text.length >> 1
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}
/** A credential under this house's own key, as if the office's key were in other hands. */
const underOwnKey = (number: string, more: object = {}) => {
  const { signer, publicUrl } = house.services.ports
  const did = didWebOf(publicUrl)
  return withProof(
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      id: `${publicUrl}/verify/${number}`,
      issuer: did,
      credentialSubject: { id: 'urn:example:somebody' },
      ...more,
    },
    {
      verificationMethod: methodsOf(did, keyIdOf(signer), signer.publicJwk).multikey,
      sign: (bytes) => signer.sign(bytes),
    },
    { cryptosuite: 'eddsa-jcs-2022' },
  )
}

beforeAll(async () => {
  made = await certificateOf(house)
  officer2 = await house.client([{ role: 'office', organisationId: made.school.officeId }])
  file = JSON.parse(
    (await made.school.office.call('GET', `/api/v1/certificates/${made.number}.json`)).raw.toString(),
  )
  house.now = new Date(`${later}T02:00:00Z`)
})

test('a certificate as it is, so that what follows fails for its own reason alone', async () => {
  expect(await verdictOf(file)).toEqual(['valid'])
})

describe('a flipped byte', () => {
  test.each([
    [
      'subject',
      (copy: SignedFile): unknown => (copy.content.holder.name = '欧阳慕容思近'),
      'content.hash-mismatch',
    ],
    ['date', (copy: SignedFile): unknown => (copy.content.issuedOn = '2026-03-13'), 'content.hash-mismatch'],
    ['issuer', (copy: SignedFile): unknown => (copy.content.issuer.name.zh += '一'), 'content.hash-mismatch'],
    [
      'proof',
      (copy: SignedFile): unknown => (copy.proof.signature = flipped(copy.proof.signature)),
      'signature.wrong',
    ],
    [
      'log proof',
      (copy: SignedFile): unknown => (copy.log.head.rootHash = flipped(copy.log.head.rootHash)),
      'log.',
    ],
  ] as const)('in the %s makes it invalid', async (_part, change, reason) => {
    const [verdict, ...reasons] = await verdictOf(changed(change))
    expect(verdict).toBe('invalid')
    expect(
      reasons.some((one) => one?.startsWith(reason)),
      reasons.join(),
    ).toBe(true)
  })

  test('in the subject is no rescue when the hash is made to fit: the signature is over it', async () => {
    const forged = changed((copy) => {
      copy.content.holder.name = '别人'
      copy.proof.contentHash = sha256(canonicalJson(copy.content as Json)).toString('base64url')
    })
    expect(await verdictOf(forged)).toEqual(expect.arrayContaining(['invalid', 'signature.wrong']))
  })
})

test('expired: invalid, and offline by the day it is asked about', async () => {
  const one = await underOwnKey(made.number, { validUntil: '2026-06-01T00:00:00Z' })
  expect(await checkCredential(one)).toEqual(['invalid', 'credential.expired'])
  expect(await verdictOf(one)).toEqual(['invalid', 'date.expired'])
  expect(await verdictOf(file, '2026-03-01')).toEqual(['invalid', 'date.not-yet'])
})

test('revoked: told at once online; offline the file is true and says that its status was not asked', async () => {
  house.now = new Date('2026-03-01T01:00:00Z')
  const one = await certificateOf(house, '先发后撤')
  house.now = new Date(`${later}T02:00:00Z`)
  const url = `/api/v1/certificates/${one.number}`
  const [kept, credential] = [
    (await one.school.office.call('GET', `${url}.json`)).raw,
    JSON.parse((await one.school.office.call('GET', `${url}.vc?proof=eddsa-jcs-2022`)).raw.toString()),
  ]
  await one.school.office.call('POST', `${url}/revoke`, {
    cause: 'fraud',
    confirm: one.number,
    reason: '冒名',
  })
  expect((await check(one.number)).body.status).toBe('revoked')
  expect(await checkCredential(credential)).toEqual(['invalid', 'credential.lapsed'])
  const offline = await verifyFile(kept, { keys: [house.services.ports.signer.publicJwk], on: later })
  expect([offline.verdict, offline.notes.map((note) => note.code)]).toEqual([
    'valid',
    expect.arrayContaining(['status.not-checked']),
  ])
})

test('an unknown key: cannot be checked, and is never called valid', async () => {
  expect(await verdictOf(file, later, [])).toEqual(['cannot-check', 'key.unknown'])
})

test('the right signature on a certificate that is absent from the log', async () => {
  const { signer } = house.services.ports
  const content = { ...file.content, holder: { name: '无中生有' }, number: 'SH6532026000999X' }
  const { hash, signature } = await signed(signer, content)
  const proof = {
    ...file.proof,
    contentHash: hash.toString('base64url'),
    signature: signature.toString('base64url'),
  }
  // With another's place in the log it is a lie; without any it is not known here, and the register has never heard of it.
  expect(await verdictOf({ ...file, content, proof })).toEqual(['invalid', 'log.entry-mismatch'])
  const { log: _log, ...bare } = file
  expect((await verdictOf({ ...bare, content, proof }))[0]).not.toBe('valid')
  expect((await check(content.number)).body).toEqual({ number: content.number, status: 'unknown' })
  expect(await checkCredential(await underOwnKey(content.number))).toEqual([
    'invalid',
    'credential.not-registered',
  ])
})

test('a signature over a wrong canonical form: members in another order are other bytes', async () => {
  const { signer } = house.services.ports
  const backwards = JSON.stringify(Object.fromEntries(Object.entries(file.content).toReversed()))
  expect(backwards).not.toBe(canonicalJson(file.content as Json))
  const hash = sha256(backwards)
  const proof = {
    ...file.proof,
    contentHash: hash.toString('base64url'),
    signature: Buffer.from(await signer.sign(hash)).toString('base64url'),
  }
  expect((await verdictOf({ ...file, proof }))[0]).toBe('invalid')
  // The same content written otherwise is the same content.
  expect(await verdictOf(JSON.stringify(file, null, 7))).toEqual(['valid'])
})

test('duplicate JSON keys: invalid, whichever of the two a reader would take', async () => {
  const text = JSON.stringify(file)
  const twice = text.replace('"holder":', '"holder":{"name":"别人"},"holder":')
  expect(await verdictOf(twice)).toEqual(['invalid', 'json.duplicate-key'])
  const reply = await made.school.office.call('POST', '/api/v1/credential-checks', { text: twice })
  expect([reply.body.verdict, reply.body.faults[0].code]).toEqual(['invalid', 'json.duplicate-key'])
})

test('ten megabytes of JSON: refused by size, unread', async () => {
  const big = `{"x":"${'x'.repeat(10 * 1024 * 1024)}"}`
  expect(await verdictOf(big)).toEqual(['cannot-check', 'file.too-large'])
  expect((await made.school.office.call('POST', '/api/v1/credential-checks', { text: big })).status).toBe(413)
})

test('a QR code of another system: not recognised offline, unknown online', async () => {
  for (const text of [
    'https://pay.example.org/c/8813',
    'WIFI:S:house;T:WPA;P:word;;',
    'BEGIN:VCARD\nFN:某人\nEND:VCARD',
  ]) {
    expect((await verdictOf(text))[0], text).toBe('cannot-check')
    const told = await check(encodeURIComponent(text))
    expect([told.status, told.body.status]).toEqual([404, 'unknown'])
  }
})

describe('two officers at once', () => {
  test('issuing for one person give one certificate', async () => {
    house.now = new Date('2026-03-01T01:00:00Z')
    const one = await closedClassOf(house, ['同时员'])
    const again = [
      one.school.office,
      await house.client([{ role: 'office', organisationId: one.school.officeId }]),
    ]
    await Promise.all(again.map((officer) => officer.call('POST', `${one.url}/certificates`)))
    await house.drain()
    expect(await certificatesOf(one)).toHaveLength(1)
  })

  test('replacing one certificate give one new one, and a conflict', async () => {
    const url = `/api/v1/certificates/${made.number}/replace`
    const body = { cause: 'lost', confirm: made.number, reason: '遗失' }
    const replies = await Promise.all(
      [made.school.office, officer2].map((one) => one.call('POST', url, body)),
    )
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409])
    expect(replies.find((reply) => reply.status === 409)?.body.code).toBe('certificate.superseded')
  })
})

test('#panic("x") as a name is a name: held, printed, signed and checked as it is written', async () => {
  house.now = new Date('2026-03-01T01:00:00Z')
  const name = '#panic("x")'
  const one = await finishedClass(house, [name])
  await close(one)
  await served(house, one)
  const [issued] = await certificatesOf(one)
  expect(issued?.holder).toBe(name)
  house.now = new Date(`${later}T02:00:00Z`)
  await eventually(async () => {
    const pdf = await one.school.office.call('GET', `/api/v1/certificates/${issued?.number}.pdf`)
    expect(pdf.status).toBe(200)
    const attached = JSON.parse((await attachedCertificate(new Uint8Array(pdf.raw))) ?? '{}')
    expect(attached.content.holder.name).toBe(name)
    const told = await verifyFile(pdf.raw, { keys: [house.services.ports.signer.publicJwk], on: later })
    expect(told.verdict).toBe('valid')
  })
  const known = await check(`${issued?.number}?name=${encodeURIComponent(name)}`)
  expect(known.body).toMatchObject({ status: 'valid', holder: name })
})
