import { sign } from 'node:crypto'
import type { Signer, VcApi } from '../platform/ports/ports.ts'
import type { Config } from './config.ts'
import type { Secrets, SigningSecret } from './key-file.ts'
import { signingThread } from './signing-thread.ts'

/** Signs with the key of the key file, on other threads so that a batch does not hold up requests. */
export const localSigner = (
  secrets: SigningSecret & Partial<Pick<Secrets, 'retired' | 'keyChanges'>>,
): Signer => ({
  keyId: secrets.keyId,
  publicJwk: secrets.publicJwk,
  retired: secrets.retired ?? [],
  keyChanges: secrets.keyChanges ?? [],
  sign: (bytes) =>
    new Promise((resolve, reject) => {
      sign(null, bytes, secrets.signingKey, (error, signature) =>
        error ? reject(error) : resolve(signature),
      )
    }),
  signAll: signingThread(secrets.signingKey),
})

/** The VC-API as the settings have it. */
export const vcApiOf = ({ vcApiKey }: Config, secrets: Secrets): VcApi | null =>
  vcApiKey === undefined ? null : { serviceKey: vcApiKey, signer: localSigner(secrets.vcApi) }
