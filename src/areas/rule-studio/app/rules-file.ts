import { createHash, createPublicKey, verify } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { Signer } from '../../../platform/ports/ports.ts'
import { issuerKeys } from '../../certificates/index.ts'
import { hashOfPack } from '../../ledger/index.ts'

/** What tells a file of rules from anything else the office signs. */
const fileType = 'zhixin-rules+jws'
const schema = 'zhixin.rules-file/1'

export interface RulesFile {
  readonly pack: Record<string, unknown>
  readonly cases: Record<string, unknown>[]
}

type Jwk = Signer['publicJwk']

/** RFC 7638 thumbprint: the id that everybody can compute from a key. */
const thumbprint = ({ crv, kty, x }: Jwk): string =>
  createHash('sha256').update(canonicalJson({ crv, kty, x })).digest('base64url')

const encoded = (value: Json): string => Buffer.from(canonicalJson(value)).toString('base64url')

/** A pack with its cases as a compact JWS (RFC 7515, EdDSA) under the office's key, which stands in its header. */
export const signedFile = async (signer: Signer, { pack, cases }: RulesFile): Promise<string> => {
  const { crv, kty, x } = signer.publicJwk
  const header = encoded({
    alg: 'EdDSA',
    typ: fileType,
    kid: thumbprint(signer.publicJwk),
    jwk: { crv, kty, x },
  })
  const body = encoded({ schema, hash: hashOfPack(pack as Json), pack: pack as Json, cases: cases as Json[] })
  const signature = await signer.sign(Buffer.from(`${header}.${body}`))
  return `${header}.${body}.${Buffer.from(signature).toString('base64url')}`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const decoded = (part: string | undefined): unknown =>
  parsed(Buffer.from(part ?? '', 'base64url').toString('utf8'))

/** Of a pack as JSON, alone or as `{pack, cases}`; `undefined` for anything else. */
const contentOf = (value: unknown): RulesFile | undefined => {
  if (!isObject(value)) return undefined
  const pack = isObject(value['pack'])
    ? value['pack']
    : value['schema'] === 'zhixin.pack/1'
      ? value
      : undefined
  const cases = Array.isArray(value['cases']) ? value['cases'].filter(isObject) : []
  return pack && { pack, cases }
}

/**
 * Reads a file of rules. Signed: the signature must hold and its key be one of this installation's, or the one named as
 * trusted. Unsigned JSON is read as such.
 */
export const readRulesFile = async (
  reading: Reading,
  file: string,
  trust: string | undefined,
): Promise<Result<RulesFile & { readonly signed: boolean }, string>> => {
  const text = file.trim()
  if (text.startsWith('{')) {
    const content = contentOf(parsed(text))
    return content ? ok({ ...content, signed: false }) : refuse('rule-file.no-pack')
  }
  const parts = text.split('.')
  const header = decoded(parts[0])
  if (parts.length !== 3 || !isObject(header) || header['alg'] !== 'EdDSA' || header['typ'] !== fileType)
    return refuse('rule-file.unreadable')
  const key = header['jwk']
  if (!isObject(key) || key['kty'] !== 'OKP' || key['crv'] !== 'Ed25519' || typeof key['x'] !== 'string')
    return refuse('rule-file.unreadable')
  const jwk: Jwk = { kty: 'OKP', crv: 'Ed25519', x: key['x'] }
  if (!isSigned(jwk, parts)) return refuse('rule-file.altered')
  const id = thumbprint(jwk)
  const known = (await issuerKeys(reading.tx, reading.ports.signer)).some((one) => thumbprint(one.key) === id)
  if (!known && trust?.trim() !== id) return refuse('rule-file.key-unknown', { key: id })
  const body = decoded(parts[1])
  const content = isObject(body) && body['schema'] === schema ? contentOf(body) : undefined
  return content ? ok({ ...content, signed: true }) : refuse('rule-file.no-pack')
}

const isSigned = (jwk: Jwk, [header, body, signature]: readonly string[]): boolean => {
  try {
    return verify(
      null,
      Buffer.from(`${header}.${body}`),
      createPublicKey({ key: { ...jwk }, format: 'jwk' }),
      Buffer.from(signature ?? '', 'base64url'),
    )
  } catch {
    // A key that is none, or a signature of another length.
    return false
  }
}
