import type { FieldError, Params } from '../../../kernel/result.ts'
import { instantOf } from './instant.ts'

export const contextV2 = 'https://www.w3.org/ns/credentials/v2'
export const contextV1 = 'https://www.w3.org/2018/credentials/v1'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One value or a list of values, as JSON-LD lets every property be written. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** An absolute URL: DIDs and URNs are URLs too. */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][\w+.-]*:\S+$/.test(value) && URL.canParse(value)

/** Data model 1.1 bears another context and other names for its dates. */
const isV1 = (document: JsonObject): boolean => listOf(document['@context'])[0] === contextV1

export const idOf = (value: unknown): unknown => (isObject(value) ? value['id'] : value)

const fault = (pointer: string, code: string, params: Params = {}): FieldError => ({ pointer, code, params })

/** What is wrong with the form of a credential by the W3C data model (2.0, or 1.1 where it says so). JSON-LD is another check. */
export const credentialFaults = (document: unknown, at = ''): readonly FieldError[] => {
  if (!isObject(document)) return [fault(at || '/', 'credential.not-object')]
  return [
    ...contextFaults(document['@context'], at),
    ...typeFaults(document['type'], `${at}/type`, 'VerifiableCredential'),
    ...idFaults(document, at),
    ...issuerFaults(document['issuer'], `${at}/issuer`),
    ...subjectFaults(document['credentialSubject'], `${at}/credentialSubject`),
    ...periodFaults(document, at),
    ...(['name', 'description'] as const).flatMap((key) => languageFaults(document[key], `${at}/${key}`)),
    ...typedParts.flatMap((key) => partFaults(document[key], `${at}/${key}`, key === 'credentialSchema')),
    ...relatedFaults(document['relatedResource'], `${at}/relatedResource`),
  ]
}

export const presentationFaults = (document: unknown): readonly FieldError[] => {
  if (!isObject(document)) return [fault('/', 'credential.not-object')]
  const { holder } = document
  return [
    ...contextFaults(document['@context'], ''),
    ...typeFaults(document['type'], '/type', 'VerifiablePresentation'),
    ...idFaults(document, ''),
    ...(holder === undefined || isUrl(idOf(holder)) ? [] : [fault('/holder', 'credential.not-url')]),
    ...partFaults(document['termsOfUse'], '/termsOfUse', false),
    ...listOf(document['verifiableCredential']).flatMap((one, index) =>
      isObject(one) ? [] : [fault(`/verifiableCredential/${index}`, 'credential.not-object')],
    ),
  ]
}

/** An envelope says nothing itself: its id is a data URL that holds the secured document. */
export const envelopeFaults = (document: JsonObject, type: string, at = ''): readonly FieldError[] => [
  ...(listOf(document['@context'])[0] === contextV2
    ? []
    : [fault(`${at}/@context`, 'credential.context-first')]),
  ...typeFaults(document['type'], `${at}/type`, type),
  ...(typeof document['id'] === 'string' && document['id'].startsWith('data:')
    ? []
    : [fault(`${at}/id`, 'credential.not-data-url')]),
]

export const isEnvelope = (document: unknown, type: string): document is JsonObject =>
  isObject(document) && listOf(document['type']).includes(type)

const contextFaults = (context: unknown, at: string): readonly FieldError[] => {
  if (!Array.isArray(context) || (context[0] !== contextV2 && context[0] !== contextV1))
    return [fault(`${at}/@context`, 'credential.context-first')]
  return context.flatMap((one, index) =>
    isUrl(one) || isObject(one) ? [] : [fault(`${at}/@context/${index}`, 'credential.context-item')],
  )
}

const typeFaults = (type: unknown, pointer: string, needed?: string): readonly FieldError[] => {
  const types = listOf(type)
  if (types.length === 0 || types.some((one) => typeof one !== 'string' || one === ''))
    return [fault(pointer, 'credential.type-missing')]
  return needed === undefined || types.includes(needed)
    ? []
    : [fault(pointer, 'credential.type-required', { type: needed })]
}

const idFaults = (object: JsonObject, at: string): readonly FieldError[] =>
  'id' in object && !isUrl(object['id']) ? [fault(`${at}/id`, 'credential.not-url')] : []

const issuerFaults = (issuer: unknown, pointer: string): readonly FieldError[] => {
  if (!isUrl(idOf(issuer))) return [fault(pointer, 'credential.not-url')]
  if (!isObject(issuer)) return []
  return (['name', 'description'] as const).flatMap((key) => languageFaults(issuer[key], `${pointer}/${key}`))
}

const subjectFaults = (subject: unknown, pointer: string): readonly FieldError[] => {
  const subjects = listOf(subject)
  if (subjects.length === 0) return [fault(pointer, 'credential.no-claim')]
  return subjects.flatMap((one, index) => {
    const at = Array.isArray(subject) ? `${pointer}/${index}` : pointer
    if (!isObject(one) || Object.keys(one).length === 0) return [fault(at, 'credential.no-claim')]
    return idFaults(one, at)
  })
}

/** 2.0 calls its dates validFrom and validUntil, 1.1 issuanceDate (which it demands) and expirationDate. */
export const periodOf = (document: JsonObject): { readonly from: unknown; readonly until: unknown } =>
  isV1(document)
    ? { from: document['issuanceDate'], until: document['expirationDate'] }
    : { from: document['validFrom'], until: document['validUntil'] }

const periodFaults = (document: JsonObject, at: string): readonly FieldError[] => {
  const names = isV1(document) ? ['issuanceDate', 'expirationDate'] : ['validFrom', 'validUntil']
  const { from, until } = periodOf(document)
  const [start, end] = [instantOf(from), instantOf(until)]
  const wrong = [from, until].flatMap((value, index) =>
    value === undefined || instantOf(value) !== undefined
      ? []
      : [fault(`${at}/${names[index]}`, 'credential.not-instant')],
  )
  if (isV1(document) && from === undefined) return [...wrong, fault(`${at}/issuanceDate`, 'request.required')]
  return start !== undefined && end !== undefined && end < start
    ? [...wrong, fault(`${at}/${names[1]}`, 'credential.period')]
    : wrong
}

/** Text, a language value object, or several of these. */
const languageFaults = (value: unknown, pointer: string): readonly FieldError[] =>
  listOf(value).every((one) => typeof one === 'string' || isLanguageValue(one))
    ? []
    : [fault(pointer, 'credential.language-value')]

const isLanguageValue = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['@value'] === 'string' &&
  (value['@language'] === undefined || typeof value['@language'] === 'string') &&
  (value['@direction'] === undefined || ['ltr', 'rtl'].includes(value['@direction'] as string)) &&
  Object.keys(value).every((key) => ['@value', '@language', '@direction'].includes(key))

const typedParts = [
  'credentialStatus',
  'credentialSchema',
  'termsOfUse',
  'evidence',
  'refreshService',
] as const

const partFaults = (value: unknown, pointer: string, needsId: boolean): readonly FieldError[] =>
  listOf(value).flatMap((one, index) => {
    const at = Array.isArray(value) ? `${pointer}/${index}` : pointer
    if (!isObject(one)) return [fault(at, 'credential.not-object')]
    return [
      ...typeFaults(one['type'], `${at}/type`),
      ...(needsId && !('id' in one) ? [fault(`${at}/id`, 'request.required')] : idFaults(one, at)),
    ]
  })

const relatedFaults = (value: unknown, pointer: string): readonly FieldError[] => {
  const seen = new Set<unknown>()
  return listOf(value).flatMap((one, index) => {
    const at = Array.isArray(value) ? `${pointer}/${index}` : pointer
    if (!isObject(one)) return [fault(at, 'credential.not-object')]
    const { id, digestSRI, digestMultibase } = one
    const repeated = seen.has(id)
    seen.add(id)
    return [
      ...(isUrl(id) ? [] : [fault(`${at}/id`, 'credential.not-url')]),
      ...(repeated ? [fault(`${at}/id`, 'credential.id-repeated')] : []),
      ...(typeof digestSRI === 'string' || typeof digestMultibase === 'string'
        ? []
        : [fault(at, 'credential.digest-missing')]),
    ]
  })
}
