import { createPublicKey } from 'node:crypto'
import type { FieldError } from '../../../kernel/result.ts'
import { textOf } from '../../../verify/bytes.ts'
import { parseStrictJson } from '../../../verify/strict-json.ts'
import type { OutsideDocuments } from '../../../platform/ports/ports.ts'
import { isObject, type JsonObject, listOf } from '../domain/data-model.ts'
import { controllerOf } from '../domain/did.ts'
import { didWebAddress } from '../domain/did-web.ts'
import { resolveDidKey, type VerificationKey } from './keys.ts'

export interface OutsideKeys {
  resolve(method: string): Promise<VerificationKey | undefined>
  /** Why a key could not be had: a document out of reach is a doubt, a key that its document does not name is a fault. */
  reason(method: string): Pick<FieldError, 'code' | 'params'> | undefined
}

/** A JSON object of somebody else's; a repeated key, in which two readers see two documents, makes it none. */
export const objectOf = (bytes: Uint8Array): JsonObject | undefined => {
  const text = textOf(bytes)
  const parsed = text === undefined ? undefined : parseStrictJson(text)
  return parsed && 'value' in parsed && isObject(parsed.value) ? parsed.value : undefined
}

/** Keys of `did:web` issuers, from their documents as they stand; each document is read once. */
export const outsideKeys = (documents: OutsideDocuments, now: Date): OutsideKeys => {
  const reasons = new Map<string, Pick<FieldError, 'code' | 'params'>>()
  const known = new Map<string, Promise<JsonObject | Pick<FieldError, 'code' | 'params'>>>()
  const read = async (did: string, url: string) => {
    const found = await documents.read(url)
    if (!found.read) return { code: 'proof.document-out-of-reach', params: { url, reason: found.reason } }
    const document = objectOf(found.bytes)
    return document?.['id'] === did ? document : { code: 'proof.document-wrong', params: { url } }
  }
  return {
    reason: (method) => reasons.get(method),
    async resolve(method) {
      const did = controllerOf(method)
      const url = didWebAddress(did)
      if (url === undefined) return undefined
      const asked = known.get(did) ?? read(did, url)
      known.set(did, asked)
      const document = await asked
      if ('code' in document) {
        reasons.set(method, document as Pick<FieldError, 'code' | 'params'>)
        return undefined
      }
      const key = keyIn(document as JsonObject, did, method, now)
      if (!key) reasons.set(method, { code: 'proof.key-not-listed', params: { method } })
      return key
    },
  }
}

/** The key of a method that the document names for making assertions, under its own control. */
const keyIn = (document: JsonObject, did: string, method: string, now: Date): VerificationKey | undefined => {
  const absolute = (id: unknown): string =>
    typeof id === 'string' ? (id.startsWith('#') ? `${did}${id}` : id) : ''
  const assertions = listOf(document['assertionMethod'])
  const embedded = assertions.filter(isObject).find((one) => absolute(one['id']) === method)
  const isNamed = assertions.some((one) => typeof one === 'string' && absolute(one) === method)
  const listed = listOf(document['verificationMethod'])
    .filter(isObject)
    .find((one) => absolute(one['id']) === method)
  const found = embedded ?? (isNamed ? listed : undefined)
  if (!found || found['controller'] !== did) return undefined
  // Withdrawn, as far as its owner says so in the document itself.
  if (found['revoked'] !== undefined || isPast(found['expires'], now)) return undefined
  const key =
    typeof found['publicKeyMultibase'] === 'string'
      ? resolveDidKey(`did:key:${found['publicKeyMultibase']}`)
      : keyOfPublicJwk(found['publicKeyJwk'])
  return key && { ...key, controller: did }
}

const isPast = (instant: unknown, now: Date): boolean =>
  typeof instant === 'string' && Date.parse(instant) < now.getTime()

const keyOfPublicJwk = (jwk: unknown): VerificationKey | undefined => {
  if (!isObject(jwk)) return undefined
  const { kty, crv, x, y } = jwk
  const kind =
    kty === 'OKP' && crv === 'Ed25519' ? 'Ed25519' : kty === 'EC' && crv === 'P-256' ? 'P-256' : undefined
  if (!kind) return undefined
  try {
    const key = createPublicKey({
      key: { kty, crv, x, ...(kind === 'P-256' ? { y } : {}) } as never,
      format: 'jwk',
    })
    return { kind, key, controller: '' }
  } catch {
    return undefined
  }
}
