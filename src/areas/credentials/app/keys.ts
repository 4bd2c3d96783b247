import { createPublicKey, ECDH, type KeyObject } from 'node:crypto'
import { fromBase58, toBase58 } from '../../../verify/base58.ts'
import { controllerOf } from '../domain/did.ts'

/** Public half of an Ed25519 key as a JWK. */
export interface PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
}

export interface VerificationKey {
  readonly kind: 'Ed25519' | 'P-256'
  readonly key: KeyObject
  /** Whose word it is that this key signs for them. */
  readonly controller: string
}

/** Finds the key a verification method names; `undefined` when it is out of reach here. */
export type KeyResolver = (method: string) => Promise<VerificationKey | undefined>

const ed25519Header = Buffer.of(0xed, 0x01)
const p256Header = Buffer.of(0x80, 0x24)

/** Multikey of an Ed25519 key: `z6Mk…`. */
export const multikeyOf = (key: PublicJwk): string =>
  `z${toBase58(Buffer.concat([ed25519Header, Buffer.from(key.x, 'base64url')]))}`

export const didKeyOf = (key: PublicJwk): string => `did:key:${multikeyOf(key)}`

/** Verification method of a did:key: the key names itself twice. */
export const didKeyMethod = (key: PublicJwk): string => `${didKeyOf(key)}#${multikeyOf(key)}`

export const keyOfJwk = (jwk: PublicJwk, controller: string): VerificationKey => ({
  kind: 'Ed25519',
  key: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
  controller,
})

/** did:key bears its key in its name, so it is never out of reach; a fragment must repeat it. */
export const resolveDidKey = (method: string): VerificationKey | undefined => {
  const controller = controllerOf(method)
  const [, multikey] = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)$/.exec(controller) ?? []
  if (multikey === undefined) return undefined
  if (method !== controller && method !== `${controller}#${multikey}`) return undefined
  const bytes = Buffer.from(fromBase58(multikey.slice(1)) ?? [])
  const [header, raw] = [bytes.subarray(0, 2), bytes.subarray(2)]
  try {
    if (header.equals(ed25519Header) && raw.length === 32)
      return keyOfJwk({ kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, controller)
    if (header.equals(p256Header) && raw.length === 33) return p256Key(raw, controller)
  } catch {
    return undefined
  }
  return undefined
}

const p256Key = (compressed: Buffer, controller: string): VerificationKey => {
  const point = ECDH.convertKey(compressed, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  return { kind: 'P-256', key: createPublicKey({ key: jwk, format: 'jwk' }), controller }
}
