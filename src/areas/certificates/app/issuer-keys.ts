import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Signer } from '../../../platform/ports/ports.ts'
import { publicKeys } from '../store/certificates.ts'
import type { PublicJwk } from '../store/tables.ts'
import { keyIdOf } from './signing.ts'

export interface IssuerKey {
  readonly keyId: string
  readonly key: PublicJwk
}

/**
 * Keys that have signed here, oldest first, and the one that signs now: what an old one signed stays checkable. A key that
 * the key file does not know is not given out for the issuer's, for whoever owns the database could have put it there.
 */
export const issuerKeys = async (tx: Db | Tx, signer: Signer): Promise<readonly IssuerKey[]> => {
  const own =
    signer.retired &&
    new Set([...signer.retired, signer.publicJwk].map((publicJwk) => keyIdOf({ publicJwk })))
  const kept = (await publicKeys(tx)).filter(
    ({ keyId, publicJwk }) => !own || (own.has(keyId) && keyIdOf({ publicJwk }) === keyId),
  )
  const keys = new Map([
    ...kept.map((one) => [one.keyId, one.publicJwk] as const),
    [keyIdOf(signer), signer.publicJwk] as const,
  ])
  return [...keys].map(([keyId, { kty, crv, x }]) => ({ keyId, key: { kty, crv, x } }))
}
