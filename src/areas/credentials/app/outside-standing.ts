import { gunzipSync } from 'node:zlib'
import type { FieldError, Params } from '../../../kernel/result.ts'
import type { OutsideDocuments } from '../../../platform/ports/ports.ts'
import { textOf } from '../../../verify/bytes.ts'
import { idOf, isObject, type JsonObject, listOf } from '../domain/data-model.ts'
import { asEnvelope, openedPayload } from './enveloping.ts'
import type { KeyResolver } from './keys.ts'
import { objectOf } from './outside-keys.ts'
import { verifyCredential } from './verify-credential.ts'

/** A list of 131,072 entries is 16 KB; one a hundred times as long is nobody's. */
const mostListBytes = 2 * 1024 * 1024

/** What a credential's lists say of it. A list that is out of reach, or cannot be believed, is a doubt and never a pass. */
export const outsideStanding = async (
  credential: JsonObject,
  reach: { readonly documents: OutsideDocuments; readonly resolveKey: KeyResolver; readonly now: Date },
): Promise<readonly FieldError[]> => {
  const entries = listOf(credential['credentialStatus'])
  const several = Array.isArray(credential['credentialStatus'])
  const faults: FieldError[] = []
  for (const [index, entry] of entries.entries()) {
    const pointer = several ? `/credentialStatus/${index}` : '/credentialStatus'
    faults.push(...(await entryFaults(entry, credential, reach)).map((fault) => ({ ...fault, pointer })))
  }
  return faults
}

type Found = Omit<FieldError, 'pointer'>
const found = (code: string, params: Params = {}): Found[] => [{ code, params }]

const entryFaults = async (
  entry: unknown,
  credential: JsonObject,
  reach: { readonly documents: OutsideDocuments; readonly resolveKey: KeyResolver; readonly now: Date },
): Promise<Found[]> => {
  if (!isObject(entry)) return found('credential.status-kind', { kind: '' })
  const { type, statusPurpose, statusListIndex, statusListCredential, statusSize } = entry
  const index = Number(statusListIndex)
  const isKnown =
    type === 'BitstringStatusListEntry' &&
    (statusPurpose === 'revocation' || statusPurpose === 'suspension') &&
    (statusSize === undefined || statusSize === 1)
  if (!isKnown) return found('credential.status-kind', { kind: String(type) })
  if (typeof statusListCredential !== 'string' || !/^\d{1,9}$/.test(String(statusListIndex)))
    return found('credential.status-list-wrong', { url: String(statusListCredential) })
  const url = statusListCredential
  const read = await reach.documents.read(url)
  if (!read.read) return found('credential.status-out-of-reach', { url, reason: read.reason })
  const list = listIn(read.bytes)
  const subject = list && (await believedSubject(list, credential, reach))
  const purposes = listOf(subject?.['statusPurpose'])
  const bits = subject && purposes.includes(statusPurpose) ? bitsOf(subject['encodedList']) : undefined
  if (!bits || index >= bits.length * 8) return found('credential.status-list-wrong', { url })
  const isSet = ((bits[index >> 3] as number) & (0x80 >> (index & 7))) !== 0
  if (!isSet) return []
  return found(statusPurpose === 'revocation' ? 'credential.revoked' : 'credential.suspended', { url })
}

/** A list comes as JSON with a proof, or as a JWT. */
const listIn = (bytes: Uint8Array): JsonObject | undefined => {
  const text = textOf(bytes)?.trim() ?? ''
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? asEnvelope(text) : objectOf(bytes)
}

/** What the list says, when it verifies and is the issuer's own: anybody can sign a list in which nobody is revoked. */
const believedSubject = async (
  list: JsonObject,
  credential: JsonObject,
  { resolveKey, now }: { readonly resolveKey: KeyResolver; readonly now: Date },
): Promise<JsonObject | undefined> => {
  const faults = await verifyCredential(
    list,
    { resolveKey, now, standing: async () => [] },
    { proofOnly: false },
  )
  const content = openedPayload(list) ?? list
  const subject = content['credentialSubject']
  const isList =
    listOf(content['type']).includes('BitstringStatusListCredential') &&
    isObject(subject) &&
    listOf(subject['type']).includes('BitstringStatusList')
  return faults.length === 0 && isList && idOf(content['issuer']) === idOf(credential['issuer'])
    ? subject
    : undefined
}

const bitsOf = (encoded: unknown): Buffer | undefined => {
  if (typeof encoded !== 'string' || !/^u[\w-]+$/.test(encoded)) return undefined
  try {
    return gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: mostListBytes })
  } catch {
    return undefined
  }
}
