import { type Bytes, fromBase64Url, toBase64Url, utf8 } from './bytes.ts'
import { asText, canonicalText, type JsonObject } from './strict-json.ts'
import { asPublicKey, checkSignature, keyIdOf, type PublicKey } from './keys.ts'
import { sha256 } from './sha256.ts'

/**
 * How everything here is signed: one raw Ed25519 signature over the SHA-256 of the canonical JSON. What is signed names
 * its own schema, so that a signature made for one purpose never fits another.
 */
export interface Signature {
  readonly keyId: string
  /** Base64url, 64 bytes. */
  readonly signature: string
}

/** Hash that is signed, or `undefined` for content without a canonical form. */
export const hashOf = async (content: JsonObject): Promise<Bytes | undefined> => {
  const text = canonicalText(content)
  return text === undefined ? undefined : sha256(utf8(text))
}

/** `right` and `unknown-key` both mean that the signature fits; only of the first do we know whose it is. */
export type SignatureFinding = 'right' | 'wrong' | 'unknown-key' | 'unsupported'

/**
 * Checks a signature against the keys trusted here. A document that brings its own key proves that it is unchanged since
 * that key signed it, not who holds the key.
 */
export const checkSigned = async (
  hash: Bytes,
  proof: JsonObject,
  trusted: readonly PublicKey[],
): Promise<SignatureFinding> => {
  const [keyId, signature] = [asText(proof['keyId']), fromBase64Url(asText(proof['signature']) ?? '')]
  if (keyId === undefined || signature?.length !== 64) return 'wrong'
  for (const key of trusted) {
    if ((await keyIdOf(key)) === keyId) return checkSignature(key, hash, signature)
  }
  const brought = asPublicKey(proof['publicKey'])
  if (!brought) return 'unknown-key'
  if ((await keyIdOf(brought)) !== keyId) return 'wrong'
  const found = await checkSignature(brought, hash, signature)
  return found === 'right' ? 'unknown-key' : found
}

/** Checks an object that carries its signature beside its own members (`keyId`, `signature`, perhaps `publicKey`). */
export const checkSignedObject = async (
  signed: JsonObject,
  trusted: readonly PublicKey[],
): Promise<SignatureFinding> => {
  const { keyId, signature, publicKey, ...content } = signed
  const hash = await hashOf(content)
  return hash
    ? checkSigned(
        hash,
        { keyId: keyId ?? '', signature: signature ?? '', publicKey: publicKey ?? null },
        trusted,
      )
    : 'wrong'
}

export const hashText = async (content: JsonObject): Promise<string | undefined> => {
  const hash = await hashOf(content)
  return hash && toBase64Url(hash)
}
