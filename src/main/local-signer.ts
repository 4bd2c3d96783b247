import { sign } from 'node:crypto'
import type { Signer } from '../platform/ports/ports.ts'
import type { Secrets } from './key-file.ts'

/** Signs with the key of the key file, on Node's thread pool so that a batch does not hold up requests. */
export const localSigner = (secrets: Pick<Secrets, 'signingKey' | 'keyId' | 'publicJwk'>): Signer => ({
  keyId: secrets.keyId,
  publicJwk: secrets.publicJwk,
  sign: (bytes) =>
    new Promise((resolve, reject) => {
      sign(null, bytes, secrets.signingKey, (error, signature) =>
        error ? reject(error) : resolve(signature),
      )
    }),
})
