import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { PublicJwk } from '../store/tables.ts'

export interface SignatureChecker {
  /** Whether a signature over a hash was made with the key of that id. A key whose id is not its thumbprint is no key. */
  fits(keyId: string, hash: Buffer, signature: Buffer): boolean
  /** Ids of keys that are kept, and so published, or signed something, and are not among the trusted. */
  unknown(): readonly string[]
}

/** Checks signatures against the keys on record; when `trusted` is given, notes every other key. */
export const signatureChecker = (
  kept: readonly { readonly keyId: string; readonly publicJwk: PublicJwk }[],
  trusted?: readonly PublicJwk[],
): SignatureChecker => {
  const keys = new Map<string, KeyObject>()
  const known = trusted && new Set(trusted.map(thumbprint))
  const unknown = new Set<string>()
  for (const { keyId, publicJwk } of kept) {
    if (known && !known.has(thumbprint(publicJwk))) unknown.add(keyId)
    if (thumbprint(publicJwk) === keyId)
      keys.set(keyId, createPublicKey({ key: { ...publicJwk }, format: 'jwk' }))
  }
  return {
    fits(keyId, hash, signature) {
      if (known && !known.has(keyId)) unknown.add(keyId)
      const key = keys.get(keyId)
      return key !== undefined && verify(null, hash, key, signature)
    },
    unknown: () => [...unknown],
  }
}

const thumbprint = ({ crv, kty, x }: PublicJwk): string =>
  createHash('sha256').update(`{"crv":"${crv}","kty":"${kty}","x":"${x}"}`).digest('base64url')
