import { fromBase58 } from './base58.ts'
import { type Bytes, fromBase64Url, textOf, toBase64Url, utf8 } from './bytes.ts'
import { sha256 } from './sha256.ts'
import { asList, asObject, asText, canonicalText, parseStrictJson, type JsonValue } from './strict-json.ts'

/** Public half of an Ed25519 key as a JWK. */
export interface PublicKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
}

/** A key's id is its RFC 7638 thumbprint: nobody hands ids out, and two keys cannot share one. */
export const keyIdOf = async (key: PublicKey): Promise<string> =>
  toBase64Url(await sha256(utf8(canonicalText({ crv: key.crv, kty: key.kty, x: key.x }) as string)))

export const asPublicKey = (value: JsonValue | undefined): PublicKey | undefined => {
  const jwk = asObject(value)
  const x = asText(jwk?.['x'])
  if (jwk?.['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || x === undefined) return undefined
  return fromBase64Url(x)?.length === 32 ? { kty: 'OKP', crv: 'Ed25519', x } : undefined
}

/** The key that a Multikey spells (`z6Mk…`), as did:key and methods of a DID document name it. */
export const keyOfMultikey = (text: string): PublicKey | undefined => {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined
  if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined
  return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(bytes.subarray(2)) }
}

/** Keys from a key file: a JWK, a JWK set, or an Ed25519 public key in PEM. Empty when it is none of these. */
export const readKeyFile = (bytes: Uint8Array): readonly PublicKey[] => {
  const text = textOf(bytes)
  if (text === undefined) return []
  const pem = /-----BEGIN PUBLIC KEY-----([\s\S]*?)-----END PUBLIC KEY-----/.exec(text)
  if (pem) return keysOf(keyFromSpki(pem[1] as string))
  const parsed = parseStrictJson(text.trim())
  if ('fault' in parsed) return []
  const set = asList(asObject(parsed.value)?.['keys'])
  return (set ?? [parsed.value]).flatMap((one) => keysOf(asPublicKey(one)))
}

const keysOf = (key: PublicKey | undefined): readonly PublicKey[] => (key ? [key] : [])

/** The fixed head of every Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 key bytes follow. */
const spkiHead = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00)

const keyFromSpki = (base64: string): PublicKey | undefined => {
  const plain = base64.replace(/\s/g, '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const bytes = fromBase64Url(plain)
  if (bytes?.length !== spkiHead.length + 32 || !spkiHead.every((byte, index) => bytes[index] === byte))
    return undefined
  return { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(bytes.subarray(spkiHead.length)) }
}

/** `unsupported`: this runtime has no Ed25519, which says nothing about the signature. */
export const checkSignature = async (
  key: PublicKey,
  signed: Bytes,
  signature: Bytes,
): Promise<'right' | 'wrong' | 'unsupported'> => {
  try {
    const imported = await crypto.subtle.importKey(
      'raw',
      fromBase64Url(key.x) ?? new Uint8Array(),
      'Ed25519',
      false,
      ['verify'],
    )
    return (await crypto.subtle.verify('Ed25519', imported, signature, signed)) ? 'right' : 'wrong'
  } catch (error) {
    if ((error as { name?: string }).name === 'NotSupportedError') return 'unsupported'
    return 'wrong'
  }
}
