import { createPrivateKey, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase58 } from '../../verify/base58.ts'
import { checkProofs, type ProofExpected, withProof } from './app/data-integrity.ts'
import { canonicalQuads } from './app/json-ld.ts'
import { resolveDidKey } from './app/keys.ts'
import type { JsonObject } from './domain/data-model.ts'
import { createHash } from 'node:crypto'

/** Example and values of "Data Integrity EdDSA Cryptosuites v1.0" (W3C), appendix B: facts to be met, not ours to choose. */
const unsigned = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}
const publicKey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
const secretKey = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq'
const proofValues = {
  'eddsa-rdfc-2022':
    'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme',
  'eddsa-jcs-2022':
    'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
} as const
const suites = Object.keys(proofValues) as (keyof typeof proofValues)[]

const key = (() => {
  const seed = fromBase58(secretKey.slice(1)) as Uint8Array
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed.slice(-32)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
})()
const proofKey = {
  verificationMethod: `did:key:${publicKey}#${publicKey}`,
  sign: async (bytes: Uint8Array) => sign(null, bytes, key),
}
const expected: ProofExpected = { purpose: 'assertionMethod', now: new Date('2026-01-01T00:00:00Z') }
const check = async (document: JsonObject) =>
  (await checkProofs(document, async (method) => resolveDidKey(method), expected)).faults

describe('the specification’s own example', () => {
  test('is canonicalised to the published hash', async () => {
    const hash = createHash('sha256')
      .update(await canonicalQuads(unsigned))
      .digest('hex')
    expect(hash).toBe('517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017')
  })

  test.each(suites)('%s: comes out with the published proof value, and verifies', async (cryptosuite) => {
    const signed = await withProof(unsigned, proofKey, { cryptosuite, created: '2023-02-24T23:36:38Z' })
    expect(signed['proof']).toMatchObject({
      type: 'DataIntegrityProof',
      proofValue: proofValues[cryptosuite],
    })
    expect(await check(signed)).toEqual([])
  })

  test.each(suites)('%s: no character of it, or of its proof, can be changed', async (cryptosuite) => {
    const signed = await withProof(unsigned, proofKey, { cryptosuite, created: '2023-02-24T23:36:38Z' })
    const text = JSON.stringify(signed)
    for (let at = 0; at < text.length; at += 7) {
      const other = text[at] === 'x' ? 'y' : 'x'
      let changed: JsonObject
      try {
        changed = JSON.parse(text.slice(0, at) + other + text.slice(at + 1)) as JsonObject
      } catch {
        continue
      }
      expect([text.slice(at - 12, at + 12), (await check(changed)).length]).not.toEqual([
        text.slice(at - 12, at + 12),
        0,
      ])
    }
  })
})

test('a graph laid out to cost exponential time is refused soon', async () => {
  const names = Array.from({ length: 14 }, (_, index) => ({ '@id': `_:b${index}` }))
  const graph = names.map((name) => ({ ...name, 'https://a.example/p': names }))
  const started = performance.now()
  await expect(canonicalQuads(graph)).rejects.toMatchObject({ fault: { code: 'credential.json-ld' } })
  expect(performance.now() - started).toBeLessThan(5000)
})

describe('a chain of proofs', () => {
  /** The specification's example of two signers and two who sign over them. */
  const proof = (
    id: string | undefined,
    created: string,
    signer: string,
    value: string,
    previous?: unknown,
  ) => ({
    type: 'DataIntegrityProof',
    ...(id ? { id: `urn:uuid:${id}` } : {}),
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: `did:key:${signer}#${signer}`,
    proofPurpose: 'assertionMethod',
    ...(previous ? { previousProof: previous } : {}),
    proofValue: value,
  })
  const [first, second, third] = [
    '26329423-bec9-4b2e-88cb-a7c7d9dc4544',
    '8cc9022b-6b14-4cf3-8571-74972c5feb54',
    'd94f792a-c546-4d06-b38a-da070ab56c23',
  ] as const
  const chain = [
    proof(
      first,
      '2023-02-24T23:36:38Z',
      'z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7',
      'z66vWyqwAghu52WbpRkCwFRTu6Msn92ArtjpJ3gGMSVoU5RADwBfszoDt1QWY8owqLPz4nTj7hAwV7xFti1p93zdr',
    ),
    proof(
      second,
      '2023-02-24T23:36:38Z',
      'z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E',
      'z2scr94SNNrGpP2bE7ajvKWeUHm7HJ2edDkxpARvFAQ8V3USzwEzibqrXKaLHBrWostswsfvg82twQR88BgtnsrXY',
    ),
    proof(
      third,
      '2023-02-26T22:06:38Z',
      'z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1',
      'zWaPeEvBAkhQpNQj8pknuvg5STcKnt3cvM9t4kAYeJETFjvVMSXEEjadC4uxC9fKCn6JHbjt6fj2fhoaVNynBm6J',
      [`urn:uuid:${first}`, `urn:uuid:${second}`],
    ),
    proof(
      undefined,
      '2023-02-26T22:16:38Z',
      'z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT',
      'z4b5uUtxNiV4E541LiR8qLvA21xM1Vt4Hfn6nLmmDePdFvLB3jFj3HyEEJyRMbpJzv4Gfdr8ABeuRTxAvZv6KWRRh',
      `urn:uuid:${third}`,
    ),
  ]

  test('verifies as a whole, and not with a link missing, changed or out of place', async () => {
    expect(await check({ ...unsigned, proof: chain })).toEqual([])
    expect(await check({ ...unsigned, proof: chain.slice(0, 2) })).toEqual([])
    expect((await check({ ...unsigned, proof: chain.slice(1) })).map((one) => one.code)).toEqual([
      'proof.previous',
    ])
    const swapped = chain.map((one, index) =>
      index === 0 ? { ...one, proofValue: chain[1]?.proofValue } : one,
    )
    expect((await check({ ...unsigned, proof: swapped })).map((one) => one.code)).toEqual([
      'proof.signature-wrong',
      'proof.signature-wrong',
    ])
  })
})
