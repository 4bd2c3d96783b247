import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromBase58, toBase58 } from '../../verify/base58.ts'
import { contextAt, digestFaults } from './app/contexts.ts'
import { didDocument } from './app/did-document.ts'
import { resolveDidKey } from './app/keys.ts'
import { bitstringOf } from './domain/bitstring.ts'
import { didWebOf } from './domain/did.ts'
import { instantOf, lenientInstantOf } from './domain/instant.ts'

/** SHA-256 as the specifications print them, where they do; of the others as fetched from their publishers. */
const hashes: Readonly<Record<string, string>> = {
  'credentials-examples-v2.jsonld': '57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c',
  'credentials-v1.jsonld': 'ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc',
  'credentials-v2.2024-07.jsonld': '24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9',
  'credentials-v2.jsonld': '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
  'data-integrity-v1.jsonld': 'b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554',
  'data-integrity-v2.jsonld': '67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4',
  'jwk-v1.jsonld': '0f14b62f6071aafe00df265770ea0c7508e118247d79b7d861a406d2aa00bece',
  'multikey-v1.jsonld': 'ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597',
  'open-badges-3.0.3.jsonld': 'ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761',
}

test('contexts are the published ones, byte for byte, and no others are known', () => {
  const folder = new URL('contexts/', import.meta.url)
  const found = readdirSync(folder).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(new URL(file, folder)))
      .digest('hex'),
  ])
  expect(Object.fromEntries(found)).toEqual(hashes)
  expect(contextAt('https://www.w3.org/ns/credentials/v2')).toHaveProperty('@context')
  for (const address of ['https://example.com/c', '__proto__', 'constructor', '../contexts/jwk-v1'])
    expect(contextAt(address)).toBeUndefined()
})

test('a digest fits the text of today or of its day, and no other', () => {
  const id = 'https://www.w3.org/ns/credentials/v2'
  const of = (file: string, algorithm: string) =>
    createHash(algorithm).update(readFileSync(new URL(`contexts/${file}.jsonld`, import.meta.url)))
  const faults = (resource: object) => digestFaults({ relatedResource: resource }).map((one) => one.code)
  for (const file of ['credentials-v2', 'credentials-v2.2024-07']) {
    expect(faults({ id, digestSRI: `sha384-${of(file, 'sha384').digest('base64')}` })).toEqual([])
    expect(faults({ id, digestMultibase: `u${of(file, 'sha256').digest('base64url')}` })).toEqual([])
    const multihash = Buffer.concat([Buffer.of(0x12, 0x20), of(file, 'sha256').digest()])
    expect(faults({ id, digestMultibase: `z${toBase58(multihash)}` })).toEqual([])
  }
  const other = `sha256-${of('credentials-v1', 'sha256').digest('base64')}`
  expect(faults({ id, digestSRI: other })).toEqual(['credential.digest-mismatch'])
  expect(
    faults({ id, digestSRI: `${other} sha256-${of('credentials-v2', 'sha256').digest('base64')}` }),
  ).toEqual([])
  expect(faults({ id: 'https://example.com/r', digestSRI: other })).toEqual([])
})

test('base58 reads what it writes, in one spelling', () => {
  for (const hex of [
    '',
    '00',
    '0000ff',
    '61',
    '00010203',
    'ffffffffffffffffffff',
    `ed01${'ab'.repeat(32)}`,
  ]) {
    const bytes = Buffer.from(hex, 'hex')
    expect(Buffer.from(fromBase58(toBase58(bytes)) ?? []).toString('hex')).toBe(hex)
  }
  // The test vectors of the Base58 draft of the IETF.
  expect(toBase58(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
  expect(toBase58(Buffer.from('0000287fb4cd', 'hex'))).toBe('11233QC4')
  for (const text of ['0', 'O', 'I', 'l', ' ', 'é', '1'.repeat(201)]) expect(fromBase58(text)).toBeUndefined()
})

test('a did:key is its key, said twice in a fragment or not at all', () => {
  const key = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
  expect(resolveDidKey(`did:key:${key}#${key}`)).toMatchObject({
    kind: 'Ed25519',
    controller: `did:key:${key}`,
  })
  expect(resolveDidKey(`did:key:${key}`)?.kind).toBe('Ed25519')
  expect(resolveDidKey('did:key:zDnaeTQKDbXQT4batxKcnMQYQ8JyonjqC5Xz1uMk5euG2ht8n')?.kind).toBe('P-256')
  for (const wrong of [
    `did:key:${key}#other`,
    `did:key:${key.slice(0, -1)}`,
    `did:key:@${key}`,
    'did:key:z',
    'did:web:a.example',
    '',
  ])
    expect(resolveDidKey(wrong)).toBeUndefined()
})

test('a did:web is the address it stands for', () => {
  expect(didWebOf('https://653.example.org')).toBe('did:web:653.example.org')
  expect(didWebOf('http://127.0.0.1:4653')).toBe('did:web:127.0.0.1%3A4653')
  expect(didWebOf('https://example.org/city/653')).toBe('did:web:example.org:city:653')
  const key = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } as const
  expect(didDocument('did:web:a', [{ keyId: 'k', key }])).toMatchObject({
    assertionMethod: [expect.stringMatching(/^did:web:a#z6Mk/), 'did:web:a#k'],
  })
})

test('the first bit of a status list is the highest of its first byte', () => {
  expect(Buffer.from(bitstringOf(16, [0])).toString('hex')).toBe('8000')
  expect(Buffer.from(bitstringOf(16, [7, 8, 15])).toString('hex')).toBe('0181')
  expect(() => bitstringOf(16, [16])).toThrow(RangeError)
})

test('an instant bears its zone', () => {
  expect(instantOf('2026-03-12T00:00:00+08:00')).toBe(Date.parse('2026-03-11T16:00:00Z'))
  expect(instantOf('2026-03-12T00:00:00.123Z')).toBe(Date.parse('2026-03-12T00:00:00.123Z'))
  for (const wrong of [
    '2026-03-12',
    '2026-03-12T00:00:00',
    '2026-13-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-03-12T00:00:60Z',
    5,
    null,
  ])
    expect(instantOf(wrong)).toBeUndefined()
  expect(lenientInstantOf('2026-03-12T00:00:00')).toBe(Date.parse('2026-03-12T00:00:00Z'))
})
