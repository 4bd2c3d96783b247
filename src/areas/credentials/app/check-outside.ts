import type { FieldError } from '../../../kernel/result.ts'
import type { OutsideDocuments } from '../../../platform/ports/ports.ts'
import { parseStrictJson } from '../../../verify/strict-json.ts'
import { idOf, isObject, type JsonObject, listOf, periodOf } from '../domain/data-model.ts'
import { asEnvelope, openedPayload } from './enveloping.ts'
import type { KeyResolver } from './keys.ts'
import { outsideKeys } from './outside-keys.ts'
import { outsideStanding } from './outside-standing.ts'
import { verifyCredential } from './verify-credential.ts'

/** What a verdict rests on, in the order of checking. */
export const outsideParts = ['form', 'proof', 'dates', 'status'] as const
export type OutsidePart = (typeof outsideParts)[number]
export type PartFound = 'right' | 'wrong' | 'cannot-check' | 'not-reached' | 'none'

export interface OutsideCheck {
  readonly verdict: 'valid' | 'invalid' | 'cannot-check'
  readonly faults: readonly FieldError[]
  readonly parts: Readonly<Record<OutsidePart, PartFound>>
  /** What it says of itself; believed only where the verdict is `valid`. */
  readonly says: {
    readonly issuer: string | null
    readonly issuerName: string | null
    readonly title: string | null
    readonly holder: string | null
    readonly from: string | null
    readonly until: string | null
  } | null
}

export interface OutsideCheckReach {
  readonly documents: OutsideDocuments
  readonly now: Date
  /** Keys of this house. */
  readonly ownKey: KeyResolver
  /** Standing of what this house issued; `undefined` for what it did not. */
  readonly ownStanding: (credential: JsonObject) => Promise<readonly FieldError[] | undefined>
}

/** Nothing is known to be wrong, and not everything could be checked. */
const doubts: ReadonlySet<string> = new Set([
  'credential.context-unknown',
  'credential.form-unknown',
  'credential.open-badges-2',
  'credential.status-kind',
  'credential.status-list-wrong',
  'credential.status-out-of-reach',
  'jwt.algorithm',
  'proof.cryptosuite',
  'proof.document-out-of-reach',
  'proof.document-wrong',
  'proof.key-out-of-reach',
  'proof.type',
])

/**
 * Checks a credential of any issuer, as text: form, proof, dates, standing. Keys and lists of others are read from where the
 * credential says; what is out of reach makes it uncheckable, with the part named, and never valid.
 */
export const checkOutside = async (text: string, reach: OutsideCheckReach): Promise<OutsideCheck> => {
  const read = documentIn(text)
  if ('fault' in read) return judged([{ pointer: '/', ...read.fault }], null)
  const { document } = read
  const says = saysOf(openedPayload(document) ?? document)
  const keys = outsideKeys(reach.documents, reach.now)
  const resolveKey: KeyResolver = async (method) =>
    (await reach.ownKey(method)) ?? (await keys.resolve(method))
  const faults = await verifyCredential(
    document,
    {
      now: reach.now,
      resolveKey,
      standing: async (credential) =>
        (await reach.ownStanding(credential)) ??
        (await outsideStanding(credential, { documents: reach.documents, resolveKey, now: reach.now })),
    },
    { proofOnly: false },
  )
  return judged(
    faults.map((fault) => {
      const reason =
        fault.code === 'proof.key-out-of-reach' ? keys.reason(String(fault.params?.['method'])) : undefined
      return reason ? { ...fault, ...reason } : fault
    }),
    says,
    listOf((openedPayload(document) ?? document)['credentialStatus']).length > 0,
  )
}

type Fault = Pick<FieldError, 'code' | 'params'>

const documentIn = (text: string): { readonly document: JsonObject } | { readonly fault: Fault } => {
  const trimmed = text.trim()
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(trimmed)) {
    const document = asEnvelope(trimmed)
    const payload = openedPayload(document)
    return payload && isOpenBadges2(payload) ? { fault: { code: 'credential.open-badges-2' } } : { document }
  }
  const parsed = parseStrictJson(trimmed)
  if ('fault' in parsed) return { fault: { code: parsed.fault } }
  if (!isObject(parsed.value)) return { fault: { code: 'credential.not-object' } }
  const document: JsonObject = parsed.value
  if (isOpenBadges2(document)) return { fault: { code: 'credential.open-badges-2' } }
  // A document of another kind is no bad credential.
  const isCredential = listOf(document['type']).some((type) => String(type).endsWith('VerifiableCredential'))
  return isCredential || 'proof' in document ? { document } : { fault: { code: 'credential.form-unknown' } }
}

const isOpenBadges2 = (document: JsonObject): boolean =>
  listOf(document['@context']).some((one) => String(one).startsWith('https://w3id.org/openbadges/v2'))

const saysOf = (document: JsonObject): OutsideCheck['says'] => {
  const { issuer, credentialSubject, name } = document
  const [subject] = listOf(credentialSubject)
  const achievement = isObject(subject) ? subject['achievement'] : undefined
  const { from, until } = periodOf(document)
  return {
    issuer: textOf(idOf(issuer)),
    issuerName: isObject(issuer) ? plain(issuer['name']) : null,
    title: plain(isObject(achievement) ? achievement['name'] : undefined) ?? plain(name),
    holder: isObject(subject) ? holderOf(subject) : null,
    from: textOf(from),
    until: textOf(until),
  }
}

const holderOf = (subject: JsonObject): string | null => {
  const named = listOf(subject['identifier'])
    .filter(isObject)
    .find((one) => one['identityType'] === 'name' && one['hashed'] === false)
  return plain(subject['name']) ?? plain(named?.['identityHash']) ?? textOf(subject['id'])
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 400) : null)

/** A text, or one in several languages. */
const plain = (value: unknown): string | null => {
  const [first] = listOf(value)
  return textOf(isObject(first) ? first['@value'] : first)
}

/** `none` is an algorithm in which anybody signs for anybody. */
const isDoubt = ({ code, params }: FieldError): boolean =>
  doubts.has(code) && !(code === 'jwt.algorithm' && /^(none|undefined)$/i.test(String(params?.['alg'])))

const partOf = ({ code }: FieldError): OutsidePart => {
  if (/^(credential\.(status|lapsed|revoked|suspended|not-registered))/.test(code)) return 'status'
  if (code === 'credential.expired' || code === 'credential.not-yet' || code === 'proof.expired')
    return 'dates'
  return /^(proof|jwt)\./.test(code) ? 'proof' : 'form'
}

const judged = (
  faults: readonly FieldError[],
  says: OutsideCheck['says'],
  hasStatus = false,
): OutsideCheck => {
  const wrong = faults.filter((fault) => !isDoubt(fault))
  const early = faults.some((fault) => partOf(fault) === 'form' || partOf(fault) === 'proof')
  const firstBad = outsideParts.findIndex((part) => faults.some((fault) => partOf(fault) === part))
  const found = (part: OutsidePart, place: number): PartFound => {
    const own = faults.filter((fault) => partOf(fault) === part)
    if (own.some((fault) => !isDoubt(fault))) return 'wrong'
    if (own.length > 0) return 'cannot-check'
    // Nobody looks at dates and lists of what is not signed by its issuer.
    if (early && place > firstBad) return 'not-reached'
    return part === 'status' && !hasStatus ? 'none' : 'right'
  }
  return {
    verdict: faults.length === 0 ? 'valid' : wrong.length > 0 ? 'invalid' : 'cannot-check',
    faults,
    parts: Object.fromEntries(outsideParts.map((part, place) => [part, found(part, place)])) as Record<
      OutsidePart,
      PartFound
    >,
    says,
  }
}
