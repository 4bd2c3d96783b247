import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Signer } from '../../../platform/ports/ports.ts'
import { publicKeys } from '../store/certificates.ts'
import type { PublicJwk } from '../store/tables.ts'
import { keyIdOf } from './signing.ts'

export interface IssuerKey {
  readonly keyId: string
  readonly key: PublicJwk
}

/** Keys that have signed here, oldest first, and the one that signs now: what an old one signed stays checkable. */
export const issuerKeys = async (tx: Db | Tx, signer: Signer): Promise<readonly IssuerKey[]> => {
  const kept = await publicKeys(tx)
  const keys = new Map([
    ...kept.map((one) => [one.keyId, one.publicJwk] as const),
    [keyIdOf(signer), signer.publicJwk] as const,
  ])
  return [...keys].map(([keyId, { kty, crv, x }]) => ({ keyId, key: { kty, crv, x } }))
}
