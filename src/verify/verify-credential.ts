import { fromBase58, toBase58 } from './base58.ts'
import { type Bytes, concat, fromBase64Url, utf8 } from './bytes.ts'
import { checkSignature, keyIdOf, keyOfMultikey, type PublicKey } from './keys.ts'
import { sha256 } from './sha256.ts'
import { asList, asObject, asText, canonicalText, type JsonObject, type JsonValue } from './strict-json.ts'
import { byOwnKey, dateReasons, reasonsOf, type Trust } from './verify-certificate.ts'
import { dayOf } from './verify-jwt.ts'
import { type Note, type Reason, type Verdict, verdictOf } from './verdict.ts'

export const isCredential = (document: JsonObject): boolean =>
  asList(document['type'])?.includes('VerifiableCredential') ?? document['type'] === 'VerifiableCredential'

/**
 * Checks a W3C credential by its `eddsa-jcs-2022` proof, which needs nothing but its own text. `eddsa-rdfc-2022` needs JSON-LD
 * contexts and is checked on a server.
 */
export const verifyCredential = async (document: JsonObject, trust: Trust): Promise<Verdict> => {
  const { proof: secured, ...unsecured } = document
  const proofs = asList(secured) ?? (secured === undefined ? [] : [secured])
  const proof = asObject(proofs[0])
  const found = {
    content: document,
    notes: [{ code: 'log.not-in-form', params: {} }, statusNote(trust)],
  } as const
  if (proofs.length !== 1 || !proof) return verdictOf('vc', ['vc.proof-form'], found)
  if (proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== 'eddsa-jcs-2022')
    return verdictOf('vc', ['vc.proof-form'], found)
  const signed = await proofReasons(unsecured, proof, trust)
  const reasons: Reason[] = [
    ...signed.reasons,
    ...dateReasons(dayOf([document['validFrom']]), dayOf([document['validUntil']]), trust.on),
  ]
  const notes = [...signed.notes, ...found.notes]
  return verdictOf('vc', reasons, { ...found, notes, keyId: asText(proof['verificationMethod']) ?? null })
}

interface Signed {
  readonly reasons: readonly Reason[]
  readonly notes: readonly Note[]
}

const wrong: Signed = { reasons: ['signature.wrong'], notes: [] }

const statusNote = (trust: Trust) => ({ code: 'status.not-checked', params: { on: trust.on } }) as const

const proofReasons = async (unsecured: JsonObject, proof: JsonObject, trust: Trust): Promise<Signed> => {
  const { proofValue, ...options } = proof
  const context = proof['@context']
  const value = asText(proofValue) ?? ''
  const signature = value.startsWith('z') ? fromBase58(value.slice(1)) : undefined
  if (proof['proofPurpose'] !== 'assertionMethod' || proof['previousProof'] !== undefined || !signature)
    return wrong
  if (context !== undefined && canonicalText(context) !== canonicalText(unsecured['@context'] ?? null))
    return wrong
  const [first, second] = [canonicalText(options), canonicalText(unsecured)]
  if (first === undefined || second === undefined) return { reasons: ['json.no-canonical-form'], notes: [] }
  const signed = concat(await sha256(utf8(first)), await sha256(utf8(second)))
  return signedBy(asText(proof['verificationMethod']) ?? '', issuerOf(unsecured), signed, signature, trust)
}

const issuerOf = (document: JsonObject): string =>
  asText(document['issuer']) ?? asText(asObject(document['issuer'])?.['id'] as JsonValue | undefined) ?? ''

/** A key is named by the fragment of its method: as a Multikey or by its thumbprint. */
const signedBy = async (
  method: string,
  issuer: string,
  signed: Bytes,
  signature: Bytes,
  trust: Trust,
): Promise<Signed> => {
  const [controller, fragment = ''] = method.split('#')
  // Whoever signed must be whom the credential names.
  if (controller !== issuer) return wrong
  for (const key of trust.keys) {
    if (fragment === multikeyOf(key) || fragment === (await keyIdOf(key)))
      return { reasons: reasonsOf(await checkSignature(key, signed, signature)), notes: [] }
  }
  const brought = keyOfMultikey(fragment)
  if (!brought) return { reasons: ['key.unknown'], notes: [] }
  const found = await checkSignature(brought, signed, signature)
  if (found !== 'right') return { reasons: reasonsOf(found), notes: [] }
  return { reasons: ['key.unknown'], notes: [byOwnKey(await keyIdOf(brought))] }
}

const multikeyOf = (key: PublicKey): string =>
  `z${toBase58(concat(Uint8Array.of(0xed, 0x01), fromBase64Url(key.x) ?? new Uint8Array()))}`
