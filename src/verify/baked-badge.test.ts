import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bakedBadge } from './baked-badge.ts'
import { verifyFile } from './verify-file.ts'

const trust = { keys: [], on: '2026-04-01' }
const badge = JSON.stringify({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  proof: { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-rdfc-2019' },
})

const chunk = (kind: string, data: Buffer): Buffer => {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length)
  made.write(kind, 4, 'latin1')
  data.copy(made, 8)
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length)
  return made
}
const png = (...chunks: Buffer[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', Buffer.alloc(13)),
      ...chunks,
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
const international = (keyword: string, text: string, packed = false): Buffer => {
  const bytes = Buffer.from(text)
  return chunk(
    'iTXt',
    Buffer.concat([
      Buffer.from(`${keyword}\0${packed ? '\x01' : '\0'}\0zh\0徽章\0`),
      packed ? deflateSync(bytes) : bytes,
    ]),
  )
}
const svg = (inside: string) =>
  new TextEncoder().encode(
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${inside}<path d="M0 0"/></svg>`,
  )

describe('a badge baked into an image', () => {
  test.each([
    ['PNG', png(international('title', 'x'), international('openbadgecredential', badge))],
    ['PNG, packed', png(international('openbadgecredential', badge, true))],
    ['SVG', svg(`<openbadges:credential><![CDATA[${badge}]]></openbadges:credential>`)],
  ])('is read out of %s, and a proof of another suite cannot be checked', async (_form, file) => {
    expect(await bakedBadge(file)).toBe(badge)
    expect(await verifyFile(file, trust)).toMatchObject({
      verdict: 'cannot-check',
      form: 'vc',
      reasons: ['vc.proof-form'],
    })
  })

  test('is read as a JWT from where SVG keeps it', async () => {
    expect(await bakedBadge(svg('<openbadges:credential verify="a.b.c"/>'))).toBe('a.b.c')
    expect(await bakedBadge(svg("<openbadges:credential verify='a.b.c'></openbadges:credential>"))).toBe(
      'a.b.c',
    )
  })

  test('of a picture without one, or broken off, is none: cannot be checked, by name', async () => {
    const whole = png(international('openbadgecredential', badge))
    for (const file of [
      png(),
      svg(''),
      whole.slice(0, 60),
      png(international('openbadgecredential', badge, true).fill(0, 60)),
    ])
      expect((await verifyFile(file, trust)).reasons).toEqual(['image.no-badge'])
  })

  test('is looked for in images alone', async () => {
    expect(await bakedBadge(new TextEncoder().encode(badge))).toBeUndefined()
    expect(await bakedBadge(new TextEncoder().encode('%PDF-1.7 <svg '))).toBeUndefined()
  })
})
