import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { IdentityVault } from '../ports/ports.ts'

const version = 1

/** Vault on two 256-bit keys from the key file. Layout: version byte, 12 bytes nonce, 16 bytes tag, ciphertext. */
export const identityVault = (keys: {
  readonly identityKey: Buffer
  readonly identityHmacKey: Buffer
}): IdentityVault => {
  // Made once: a key given as bytes is imported anew at each use, which takes four to seven times as long as the use.
  const [sealing, finding] = [createSecretKey(keys.identityKey), createSecretKey(keys.identityHmacKey)]
  return vaultOf(sealing, finding)
}

const vaultOf = (sealing: KeyObject, finding: KeyObject): IdentityVault => ({
  seal(number) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
    const text = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text])
  },
  open(sealed) {
    if (sealed[0] !== version) throw new Error('sealed by an unknown version of the vault')
    const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(1, 13))
    decipher.setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
  },
  fingerprint: (kind, number) => createHmac('sha256', finding).update(`${kind}\n${number}`).digest('hex'),
})
