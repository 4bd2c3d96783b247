import { createHash, verify } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { FieldError } from '../../../kernel/result.ts'
import { fromBase58, toBase58 } from '../../../verify/base58.ts'
import { contextV2, isObject, isUrl, type JsonObject, listOf } from '../domain/data-model.ts'
import { controllerOf } from '../domain/did.ts'
import { lenientInstantOf } from '../domain/instant.ts'
import { canonicalQuads, JsonLdFault } from './json-ld.ts'
import type { KeyResolver } from './keys.ts'

export const cryptosuites = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const
export type Cryptosuite = (typeof cryptosuites)[number]

export interface ProofKey {
  /** DID URL of the key. */
  readonly verificationMethod: string
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

export interface ProofMembers {
  readonly cryptosuite: Cryptosuite
  /** Left out, the same document and key give the same proof for ever. */
  readonly created?: string
  readonly proofPurpose?: 'assertionMethod' | 'authentication'
  readonly challenge?: string
  readonly domain?: string
}

const dataIntegrityContexts = [
  contextV2,
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/security/data-integrity/v1',
]

/** Adds a Data Integrity proof (W3C vc-di-eddsa) beside those that are there. @throws JsonLdFault for what JSON-LD cannot read. */
export const withProof = async (
  document: JsonObject,
  key: ProofKey,
  members: ProofMembers,
): Promise<JsonObject> => {
  const { proof: earlier, ...unsecured } = withProofTerms(document)
  const options = {
    type: 'DataIntegrityProof',
    ...members,
    proofPurpose: members.proofPurpose ?? 'assertionMethod',
    verificationMethod: key.verificationMethod,
    ...(members.cryptosuite === 'eddsa-jcs-2022' && unsecured['@context'] !== undefined
      ? { '@context': unsecured['@context'] }
      : {}),
  }
  const signature = await key.sign(await hashData(unsecured, options, members.cryptosuite))
  const proof = { ...options, proofValue: `z${toBase58(signature)}` }
  return { ...unsecured, proof: earlier === undefined ? proof : [...listOf(earlier), proof] }
}

/** Data model 1.1 does not define the terms of a proof; its documents are given the context that does. */
const withProofTerms = (document: JsonObject): JsonObject => {
  const contexts = listOf(document['@context'])
  return contexts.some((one) => dataIntegrityContexts.includes(one as string))
    ? document
    : { ...document, '@context': [...contexts, dataIntegrityContexts[1]] }
}

/** What is signed: hash of the proof's own members, then hash of the document without this proof. */
const hashData = async (
  unsecured: JsonObject,
  options: JsonObject,
  cryptosuite: Cryptosuite,
): Promise<Buffer> => {
  const parts =
    cryptosuite === 'eddsa-jcs-2022'
      ? [canonicalJson(options as Json), canonicalJson(unsecured as Json)]
      : [
          await canonicalQuads({ ...options, '@context': unsecured['@context'] }),
          await canonicalQuads(unsecured),
        ]
  return Buffer.concat(parts.map((part) => createHash('sha256').update(part).digest()))
}

export interface ProofExpected {
  readonly purpose: 'assertionMethod' | 'authentication'
  readonly challenge?: string | undefined
  readonly domain?: string | undefined
  readonly now: Date
}

export interface ProofsChecked {
  readonly faults: readonly FieldError[]
  /** Controllers of the keys whose proofs are right. */
  readonly controllers: readonly string[]
}

/** Every proof of a document: all must be right. A proof that builds on others covers them too. */
export const checkProofs = async (
  document: JsonObject,
  resolve: KeyResolver,
  expected: ProofExpected,
  at = '',
): Promise<ProofsChecked> => {
  const { proof, ...unsecured } = document
  const proofs = listOf(proof)
  if (proofs.length === 0) return { faults: [fault(`${at}/proof`, 'proof.missing')], controllers: [] }
  const faults: FieldError[] = []
  const controllers: string[] = []
  for (const [index, one] of proofs.entries()) {
    const pointer = Array.isArray(proof) ? `${at}/proof/${index}` : `${at}/proof`
    const found = isObject(one)
      ? await checkProof({ unsecured, proof: one, proofs, pointer }, resolve, expected)
      : [fault(pointer, 'credential.not-object')]
    faults.push(...found)
    if (found.length === 0)
      controllers.push(controllerOf((one as JsonObject)['verificationMethod'] as string))
  }
  return { faults, controllers }
}

interface OneProof {
  readonly unsecured: JsonObject
  readonly proof: JsonObject
  readonly proofs: readonly unknown[]
  readonly pointer: string
}

const checkProof = async (
  one: OneProof,
  resolve: KeyResolver,
  expected: ProofExpected,
): Promise<readonly FieldError[]> => {
  const members = memberFaults(one.proof, one.pointer, expected)
  if (members.length > 0) return members
  const secured = securedPart(one)
  if ('faults' in secured) return secured.faults
  const { proofValue, ...options } = one.proof
  const method = one.proof['verificationMethod'] as string
  const found = await resolve(method)
  if (found?.kind !== 'Ed25519')
    return [fault(`${one.pointer}/verificationMethod`, 'proof.key-out-of-reach', { method })]
  const signature = fromBase58((proofValue as string).slice(1)) as Uint8Array
  try {
    const data = await hashData(secured.document, options, one.proof['cryptosuite'] as Cryptosuite)
    return verify(null, data, found.key, signature) ? [] : [fault(one.pointer, 'proof.signature-wrong')]
  } catch (error) {
    if (error instanceof JsonLdFault) return [error.fault]
    throw error
  }
}

const memberFaults = (proof: JsonObject, at: string, expected: ProofExpected): readonly FieldError[] => {
  const { type, cryptosuite, verificationMethod, proofPurpose, proofValue, created, expires } = proof
  // Of another kind of proof nothing is known: not what its value looks like, nor that it is wrong.
  if (type !== 'DataIntegrityProof') return [fault(`${at}/type`, 'proof.type', { type: named(type) })]
  if (!cryptosuites.some((known) => known === cryptosuite))
    return [fault(`${at}/cryptosuite`, 'proof.cryptosuite', { cryptosuite: named(cryptosuite) })]
  const expiry = lenientInstantOf(expires)
  const checks: readonly (readonly [boolean, string, string])[] = [
    ['id' in proof && !isUrl(proof['id']), 'id', 'credential.not-url'],
    [!isUrl(verificationMethod), 'verificationMethod', 'credential.not-url'],
    [proofPurpose !== expected.purpose, 'proofPurpose', 'proof.purpose'],
    [!isSignature(proofValue), 'proofValue', 'proof.value'],
    [created !== undefined && lenientInstantOf(created) === undefined, 'created', 'credential.not-instant'],
    [expires !== undefined && expiry === undefined, 'expires', 'credential.not-instant'],
    [expiry !== undefined && expiry < expected.now.getTime(), 'expires', 'proof.expired'],
    [
      expected.challenge !== undefined && proof['challenge'] !== expected.challenge,
      'challenge',
      'proof.challenge',
    ],
    [
      expected.domain !== undefined && !listOf(proof['domain']).includes(expected.domain),
      'domain',
      'proof.domain',
    ],
  ]
  return checks.flatMap(([wrong, member, code]) => (wrong ? [fault(`${at}/${member}`, code)] : []))
}

/** A name out of somebody else's document, short enough to stand in a sentence. */
const named = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 60) : '—')

const isSignature = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('z') && fromBase58(value.slice(1))?.length === 64

/** The document as this proof covers it: without proofs, but for those it names as its predecessors. */
const securedPart = ({
  unsecured,
  proof,
  proofs,
  pointer,
}: OneProof): { readonly document: JsonObject } | { readonly faults: readonly FieldError[] } => {
  const context = proof['@context']
  if (proof['cryptosuite'] === 'eddsa-jcs-2022' && context !== undefined) {
    const whole = listOf(unsecured['@context'])
    const starts = listOf(context).every(
      (one, index) => canonicalJson(one as Json) === canonicalJson((whole[index] ?? null) as Json),
    )
    if (!starts) return { faults: [fault(`${pointer}/@context`, 'proof.context')] }
  }
  const base =
    proof['cryptosuite'] === 'eddsa-jcs-2022' && context !== undefined
      ? { ...unsecured, '@context': context }
      : unsecured
  const before = proof['previousProof']
  if (before === undefined) return { document: base }
  const named = listOf(before)
  const earlier = named.map((id) => proofs.find((one) => isObject(one) && one['id'] === id))
  if (!named.every((id) => typeof id === 'string') || earlier.includes(undefined))
    return { faults: [fault(`${pointer}/previousProof`, 'proof.previous')] }
  return { document: { ...base, proof: earlier } }
}

const fault = (pointer: string, code: string, params: FieldError['params'] = {}): FieldError => ({
  pointer,
  code,
  params,
})
