import { verify } from 'node:crypto'
import type { FieldError } from '../../../kernel/result.ts'
import { fromBase64Url, textOf } from '../../../verify/bytes.ts'
import { parseStrictJson } from '../../../verify/strict-json.ts'
import { contextV2, isObject, type JsonObject } from '../domain/data-model.ts'
import type { ProofKey } from './data-integrity.ts'
import type { KeyResolver } from './keys.ts'

/**
 * A credential as a JWT (W3C VC-JOSE-COSE): compact JWS by hand, because the key may live in a device that only signs
 * bytes; tests read it with an independent library.
 */
export const asJwt = async (credential: JsonObject, key: ProofKey): Promise<string> => {
  const header = { alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: key.verificationMethod }
  const signed = [header, credential]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${Buffer.from(await key.sign(Buffer.from(signed))).toString('base64url')}`
}

/** A JWT where a JSON document is asked for. */
export const asEnvelope = (jwt: string): JsonObject => ({
  '@context': contextV2,
  id: `data:application/vc+jwt,${jwt}`,
  type: 'EnvelopedVerifiableCredential',
})

export interface OpenedJwt {
  readonly faults: readonly FieldError[]
  /** The credential or presentation inside; absent when there is none to be read. */
  readonly document?: JsonObject
  /** Registered claims beside it: nonce, aud, nbf, exp. */
  readonly claims: JsonObject
  readonly controllers: readonly string[]
}

/** Opens an envelope's data URL: `data:application/vc+jwt,eyJ…`. The signature is checked before the content is believed. */
export const openEnvelope = async (
  envelope: JsonObject,
  member: 'vc' | 'vp',
  resolve: KeyResolver,
): Promise<OpenedJwt> => {
  const [, jwt] =
    /^data:application\/(?:vc|vp|vc-ld|vp-ld)?\+?jwt(?:;base64url)?,([\w-]+\.[\w-]+\.[\w-]+)$/.exec(
      String(envelope['id']),
    ) ?? []
  if (jwt === undefined) return refusedWith('/id', 'credential.not-data-url')
  const parts = jwt.split('.') as [string, string, string]
  const [header, payload] = [readObject(parts[0]), readObject(parts[1])]
  const signature = fromBase64Url(parts[2])
  if (!header || !payload || !signature) return refusedWith('/id', 'jwt.malformed')
  // A critical header we do not know may change what the signature means (RFC 7515, section 4.1.11).
  const digest = header['crit'] === undefined ? digestOf(header['alg']) : undefined
  if (!digest) return refusedWith('/id', 'jwt.algorithm', { alg: String(header['alg']) })
  // 1.1 put the document under a claim of its own; 2.0 is the payload.
  const { [member]: inner } = payload
  const document = isObject(inner) ? inner : payload
  const kid = typeof header['kid'] === 'string' ? header['kid'] : ''
  const found = await resolve(kid)
  if (!found || found.kind !== digest.kind)
    return { ...refusedWith('/id', 'proof.key-out-of-reach', { method: kid }), document, claims: payload }
  const right = verify(
    digest.hash,
    Buffer.from(`${parts[0]}.${parts[1]}`),
    { key: found.key, dsaEncoding: 'ieee-p1363' },
    signature,
  )
  return right
    ? { faults: [], document, claims: payload, controllers: [found.controller] }
    : refusedWith('/id', 'proof.signature-wrong')
}

/** What an envelope holds, unverified; for a reader who has verified it. */
export const openedPayload = (envelope: JsonObject): JsonObject | undefined => {
  const [, payload] =
    /^data:application\/vc\+jwt,[\w-]+\.([\w-]+)\.[\w-]+$/.exec(String(envelope['id'])) ?? []
  const read = payload === undefined ? undefined : readObject(payload)
  return isObject(read?.['vc']) ? read['vc'] : read
}

const digestOf = (alg: unknown): { kind: 'Ed25519' | 'P-256'; hash: null | 'sha256' } | undefined => {
  if (alg === 'EdDSA' || alg === 'Ed25519') return { kind: 'Ed25519', hash: null }
  return alg === 'ES256' ? { kind: 'P-256', hash: 'sha256' } : undefined
}

const readObject = (part: string): JsonObject | undefined => {
  const text = textOf(fromBase64Url(part) ?? Uint8Array.of(0xff))
  const parsed = text === undefined ? undefined : parseStrictJson(text)
  return parsed && 'value' in parsed && isObject(parsed.value) ? parsed.value : undefined
}

const refusedWith = (pointer: string, code: string, params: FieldError['params'] = {}): OpenedJwt => ({
  faults: [{ pointer, code, params }],
  claims: {},
  controllers: [],
})
