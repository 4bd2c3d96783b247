import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isObject, listOf, type JsonObject } from '../domain/data-model.ts'
import type { FieldError } from '../../../kernel/result.ts'
import { fromBase58 } from '../../../verify/base58.ts'

/**
 * Every JSON-LD context this house knows, byte for byte as it was published: nothing is ever fetched. A second file is an
 * earlier text of the same address, which credentials of its time quote the digest of.
 */
const published: Readonly<Record<string, readonly [current: string, ...earlier: string[]]>> = {
  'https://www.w3.org/ns/credentials/v2': ['credentials-v2', 'credentials-v2.2024-07'],
  'https://www.w3.org/2018/credentials/v1': ['credentials-v1'],
  'https://www.w3.org/ns/credentials/examples/v2': ['credentials-examples-v2'],
  'https://w3id.org/security/data-integrity/v1': ['data-integrity-v1'],
  'https://w3id.org/security/data-integrity/v2': ['data-integrity-v2'],
  'https://w3id.org/security/multikey/v1': ['multikey-v1'],
  'https://w3id.org/security/jwk/v1': ['jwk-v1'],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': ['open-badges-3.0.3'],
}

const bytesOf = (file: string): Buffer => readFileSync(new URL(`../contexts/${file}.jsonld`, import.meta.url))

const parsed = new Map<string, object>()

/** The context at an address; `undefined` when this house does not have it. */
export const contextAt = (address: string): object | undefined => {
  const file = Object.hasOwn(published, address) ? published[address]?.[0] : undefined
  if (file === undefined) return undefined
  const known = parsed.get(address) ?? (JSON.parse(bytesOf(file).toString('utf8')) as object)
  parsed.set(address, known)
  return known
}

/** Digests a credential states of resources that are on disk here and that are not theirs. Others cannot be told. */
export const digestFaults = (document: JsonObject): readonly FieldError[] =>
  listOf(document['relatedResource']).flatMap((one, index) => {
    const address = isObject(one) && typeof one['id'] === 'string' ? one['id'] : ''
    const texts = Object.hasOwn(published, address) ? (published[address] ?? []).map(bytesOf) : []
    if (!isObject(one) || texts.length === 0) return []
    const { digestSRI, digestMultibase } = one
    const fits = texts.some(
      (bytes) =>
        (digestSRI === undefined || fitsIntegrity(bytes, String(digestSRI))) &&
        (digestMultibase === undefined || fitsMultibase(bytes, String(digestMultibase))),
    )
    return fits ? [] : [{ pointer: `/relatedResource/${index}`, code: 'credential.digest-mismatch' }]
  })

/** Subresource Integrity: `sha384-…` in base64, one of several. */
const fitsIntegrity = (bytes: Buffer, integrity: string): boolean =>
  integrity.split(/\s+/).some((one) => {
    const [, algorithm, digest] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/=]+)$/.exec(one) ?? []
    if (algorithm === undefined || digest === undefined) return false
    return createHash(algorithm).update(bytes).digest('base64') === digest
  })

/** SHA-256 as multibase `u` or `z`, bare or behind the multihash header of its algorithm. */
const fitsMultibase = (bytes: Buffer, text: string): boolean => {
  const given = text.startsWith('u')
    ? Buffer.from(text.slice(1), 'base64url')
    : text.startsWith('z')
      ? Buffer.from(fromBase58(text.slice(1)) ?? [])
      : undefined
  if (!given) return false
  return (
    given.equals(createHash('sha256').update(bytes).digest()) ||
    given.equals(Buffer.concat([Buffer.of(0x12, 0x20), createHash('sha256').update(bytes).digest()])) ||
    given.equals(Buffer.concat([Buffer.of(0x20, 0x30), createHash('sha384').update(bytes).digest()]))
  )
}
