import type { FieldError } from '../../../kernel/result.ts'
import {
  credentialFaults,
  envelopeFaults,
  idOf,
  isEnvelope,
  type JsonObject,
  listOf,
  periodOf,
  presentationFaults,
} from '../domain/data-model.ts'
import { instantOf } from '../domain/instant.ts'
import { digestFaults } from './contexts.ts'
import { checkProofs } from './data-integrity.ts'
import { openEnvelope } from './enveloping.ts'
import { jsonLdFaults } from './json-ld.ts'
import { type KeyResolver, resolveDidKey } from './keys.ts'

/** What a verifier has to ask others for. */
export interface VerifierReach {
  /** Keys beyond did:key, which needs nobody. */
  readonly resolveKey: KeyResolver
  /** What is wrong with the standing of a credential by its issuer's register or lists; a list out of reach is a doubt. */
  readonly standing: (credential: JsonObject) => Promise<readonly FieldError[]>
  readonly now: Date
}

export interface VerifyOptions {
  /** `proof` alone: form and proof; else dates and standing too. */
  readonly proofOnly: boolean
}

/**
 * Everything that is wrong with a secured credential: form, JSON-LD, proofs by the issuer, dates, standing. Empty when it
 * verifies.
 */
export const verifyCredential = async (
  document: unknown,
  reach: VerifierReach,
  options: VerifyOptions,
  at = '',
): Promise<readonly FieldError[]> => {
  const resolve = resolverOf(reach)
  if (isEnvelope(document, 'EnvelopedVerifiableCredential')) {
    const form = envelopeFaults(document, 'EnvelopedVerifiableCredential', at)
    if (form.length > 0) return form
    const opened = await openEnvelope(document, 'vc', resolve)
    if (opened.faults.length > 0 || !opened.document) return below(opened.faults, at)
    const { document: inner, controllers, claims } = opened
    const found = credentialFaults(inner, at)
    if (found.length > 0) return found
    return [
      ...issuerFaults(inner, controllers, at),
      ...(options.proofOnly
        ? []
        : [...claimFaults(claims, reach.now, at), ...(await standingFaults(inner, reach, at))]),
    ]
  }
  const form = await formFaults(document, at)
  if (form.length > 0) return form
  const credential = document as JsonObject
  const { faults, controllers } = await checkProofs(
    credential,
    resolve,
    { purpose: 'assertionMethod', now: reach.now },
    at,
  )
  if (faults.length > 0) return faults
  return [
    ...issuerFaults(credential, controllers, at),
    ...(options.proofOnly ? [] : await standingFaults(credential, reach, at)),
  ]
}

/** Form by the data model, JSON-LD and digests: what must hold before anything is signed or believed. */
export const formFaults = async (document: unknown, at = ''): Promise<readonly FieldError[]> => {
  const form = credentialFaults(document, at)
  if (form.length > 0) return form
  const credential = document as JsonObject
  return [...below(await jsonLdFaults(credential), at), ...below(digestFaults(credential), at)]
}

export interface PresentationOptions extends VerifyOptions {
  readonly challenge?: string | undefined
  readonly domain?: string | undefined
}

/** As `verifyCredential`, of a presentation and every credential in it: the holder's proof answers challenge and domain. */
export const verifyPresentation = async (
  document: unknown,
  reach: VerifierReach,
  options: PresentationOptions,
): Promise<readonly FieldError[]> => {
  const resolve = resolverOf(reach)
  if (isEnvelope(document, 'EnvelopedVerifiablePresentation')) {
    const form = envelopeFaults(document, 'EnvelopedVerifiablePresentation')
    if (form.length > 0) return form
    const opened = await openEnvelope(document, 'vp', resolve)
    if (opened.faults.length > 0 || !opened.document) return opened.faults
    const { claims, controllers, document: inner } = opened
    const { challenge, domain } = options
    return [
      ...presentationFaults(inner),
      ...holderFaults(inner, controllers),
      ...(challenge !== undefined && claims['nonce'] !== challenge
        ? [{ pointer: '/id', code: 'proof.challenge' }]
        : []),
      ...(domain !== undefined && !listOf(claims['aud']).includes(domain)
        ? [{ pointer: '/id', code: 'proof.domain' }]
        : []),
      ...claimFaults(claims, reach.now, ''),
      ...(await containedFaults(inner, reach, options)),
    ]
  }
  const form = presentationFaults(document)
  if (form.length > 0) return form
  const presentation = document as JsonObject
  const { verifiableCredential: _contained, ...frame } = presentation
  const jsonLd = await jsonLdFaults(frame)
  if (jsonLd.length > 0) return jsonLd
  const { faults, controllers } = await checkProofs(presentation, resolve, {
    purpose: 'authentication',
    challenge: options.challenge,
    domain: options.domain,
    now: reach.now,
  })
  return [
    ...faults,
    ...(faults.length === 0 ? holderFaults(presentation, controllers) : []),
    ...(await containedFaults(presentation, reach, options)),
  ]
}

const containedFaults = async (
  presentation: JsonObject,
  reach: VerifierReach,
  options: VerifyOptions,
): Promise<readonly FieldError[]> => {
  const faults: FieldError[] = []
  for (const [index, one] of listOf(presentation['verifiableCredential']).entries())
    faults.push(...(await verifyCredential(one, reach, options, `/verifiableCredential/${index}`)))
  return faults
}

const resolverOf =
  (reach: VerifierReach): KeyResolver =>
  async (method) =>
    resolveDidKey(method) ?? (await reach.resolveKey(method))

/** The issuer must be among those who signed: anybody can make a right proof over somebody else's name. */
const issuerFaults = (
  credential: JsonObject,
  controllers: readonly string[],
  at: string,
): readonly FieldError[] =>
  controllers.includes(idOf(credential['issuer']) as string)
    ? []
    : [{ pointer: `${at}/issuer`, code: 'proof.not-issuers' }]

const holderFaults = (presentation: JsonObject, controllers: readonly string[]): readonly FieldError[] => {
  const holder = idOf(presentation['holder'])
  return holder === undefined || controllers.includes(holder as string)
    ? []
    : [{ pointer: '/holder', code: 'proof.not-holders' }]
}

const standingFaults = async (
  credential: JsonObject,
  reach: VerifierReach,
  at: string,
): Promise<readonly FieldError[]> => {
  const { from, until } = periodOf(credential)
  const [start, end, now] = [instantOf(from), instantOf(until), reach.now.getTime()]
  const faults: FieldError[] = []
  if (start !== undefined && start > now) faults.push({ pointer: at || '/', code: 'credential.not-yet' })
  if (end !== undefined && end < now) faults.push({ pointer: at || '/', code: 'credential.expired' })
  return [...faults, ...below(await reach.standing(credential), at)]
}

/** A JWT may tell its dates in seconds beside the credential's own. */
const claimFaults = (claims: JsonObject, now: Date, at: string): readonly FieldError[] => {
  const seconds = now.getTime() / 1000
  const [from, until] = [claims['nbf'], claims['exp']]
  return [
    ...(typeof from === 'number' && from > seconds
      ? [{ pointer: at || '/', code: 'credential.not-yet' }]
      : []),
    ...(typeof until === 'number' && until < seconds
      ? [{ pointer: at || '/', code: 'credential.expired' }]
      : []),
  ]
}

const below = (faults: readonly FieldError[], at: string): readonly FieldError[] =>
  faults.map((fault) => ({ ...fault, pointer: `${at}${fault.pointer === '/' && at ? '' : fault.pointer}` }))

const doubts: readonly string[] = [
  'proof.key-out-of-reach',
  'credential.status-out-of-reach',
  'credential.context-unknown',
]

/** The answer a list of faults amounts to: one fault makes it invalid, doubt alone makes it uncheckable. */
export const refusalOf = (faults: readonly FieldError[]): 'credential.invalid' | 'credential.cannot-check' =>
  faults.every((fault) => doubts.includes(fault.code)) ? 'credential.cannot-check' : 'credential.invalid'
