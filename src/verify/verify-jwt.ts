import { fromBase64Url, textOf, utf8 } from './bytes.ts'
import { checkSignature, keyIdOf, keyOfMultikey } from './keys.ts'
import { asObject, asText, type JsonObject, parseStrictJson } from './strict-json.ts'
import { byOwnKey, dateReasons, reasonsOf, type Trust } from './verify-certificate.ts'
import { type Note, type Reason, type Verdict, verdictOf } from './verdict.ts'

/** Checks a credential secured as a JWT (W3C VC-JOSE-COSE, `EdDSA`). Other issuers' are judged alike, given their key. */
export const verifyJwt = async (text: string, trust: Trust): Promise<Verdict> => {
  const parts = text.split('.')
  const [header, payload] = [objectPart(parts[0]), objectPart(parts[1])]
  const signature = fromBase64Url(parts[2] ?? '?')
  if (parts.length !== 3 || !signature) return verdictOf('jwt', ['jwt.malformed'])
  for (const part of [header, payload]) if ('fault' in part) return verdictOf('jwt', [part.fault])
  const [head, content] = [
    (header as { object: JsonObject }).object,
    (payload as { object: JsonObject }).object,
  ]
  const kid = asText(head['kid'])
  const notes: Note[] = [
    { code: 'log.not-in-form', params: {} },
    { code: 'status.not-checked', params: { on: trust.on } },
  ]
  const found = { content, keyId: kid ?? null, notes }
  if (head['alg'] === 'none' || head['alg'] === undefined) return verdictOf('jwt', ['jwt.unsigned'], found)
  // A critical header we do not know may change what the signature means (RFC 7515, section 4.1.11).
  if ((head['alg'] !== 'EdDSA' && head['alg'] !== 'Ed25519') || head['crit'] !== undefined)
    return verdictOf('jwt', ['jwt.algorithm'], found)
  const signed = `${parts[0]}.${parts[1]}`
  const reasons: Reason[] = [...(await signatureReasons(signed, signature, kid, trust))]
  const brought = reasons[0] === 'key.unknown' ? keyOfMultikey(fragmentOf(kid ?? '')) : undefined
  if (brought) {
    const fits = await checkSignature(brought, utf8(signed), signature)
    if (fits === 'right') notes.unshift(byOwnKey(await keyIdOf(brought)))
    else reasons.splice(0, 1, ...reasonsOf(fits))
  }
  reasons.push(...dateReasons(firstDay(content), lastDay(content), trust.on))
  return verdictOf('jwt', reasons, found)
}

const objectPart = (
  part: string | undefined,
): { readonly object: JsonObject } | { readonly fault: Reason } => {
  const text = textOf(fromBase64Url(part ?? '?') ?? Uint8Array.of(0xff))
  if (text === undefined) return { fault: 'jwt.malformed' }
  const parsed = parseStrictJson(text)
  if ('fault' in parsed) return { fault: parsed.fault === 'json.malformed' ? 'jwt.malformed' : parsed.fault }
  const object = asObject(parsed.value)
  return object ? { object } : { fault: 'jwt.malformed' }
}

const fragmentOf = (kid: string): string => kid.slice(kid.lastIndexOf('#') + 1)

/** The key is found by its thumbprint, alone or as the fragment of a longer key id; a single trusted key needs no id. */
const signatureReasons = async (
  signed: string,
  signature: Uint8Array<ArrayBuffer>,
  kid: string | undefined,
  trust: Trust,
): Promise<readonly Reason[]> => {
  for (const key of trust.keys) {
    const named = kid === undefined ? trust.keys.length === 1 : fragmentOf(kid) === (await keyIdOf(key))
    if (named) return reasonsOf(await checkSignature(key, utf8(signed), signature))
  }
  return ['key.unknown']
}

/** UTC day of the first of these that is present: text instants of the credential, seconds of the JWT claims. */
export const dayOf = (values: readonly unknown[]): string | undefined => {
  for (const value of values) {
    const at =
      typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (Number.isFinite(at) && Math.abs(at) < 8e15) return new Date(at).toISOString().slice(0, 10)
  }
  return undefined
}

const firstDay = (content: JsonObject): string | undefined =>
  dayOf([content['validFrom'], content['nbf'], content['issuanceDate']])
const lastDay = (content: JsonObject): string | undefined =>
  dayOf([content['validUntil'], content['exp'], content['expirationDate']])
