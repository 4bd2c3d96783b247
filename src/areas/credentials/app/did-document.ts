import type { JsonObject } from '../domain/data-model.ts'
import { didKeyOf, multikeyOf, type PublicJwk } from './keys.ts'

/** Names of one key in a DID document: Data Integrity proofs name it as a Multikey, JWTs by its thumbprint as a JWK. */
export const methodsOf = (did: string, keyId: string, key: PublicJwk): { multikey: string; jwk: string } => ({
  multikey: `${did}#${multikeyOf(key)}`,
  jwk: `${did}#${keyId}`,
})

/** DID document of an issuer with every key that ever signed for it: what an old one signed must stay checkable. */
export const didDocument = (
  did: string,
  keys: readonly { readonly keyId: string; readonly key: PublicJwk }[],
): JsonObject => {
  const methods = keys.flatMap(({ keyId, key: { kty, crv, x } }) => {
    const names = methodsOf(did, keyId, { kty, crv, x })
    return [
      {
        id: names.multikey,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: multikeyOf({ kty, crv, x }),
      },
      { id: names.jwk, type: 'JsonWebKey', controller: did, publicKeyJwk: { kty, crv, x, kid: keyId } },
    ]
  })
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: did,
    alsoKnownAs: keys.map(({ key }) => didKeyOf(key)),
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  }
}
