import { fromBase64Url, textOf, toBase64Url, utf8 } from './bytes.ts'
import { checkSignature, keyIdOf } from './keys.ts'
import { hashOf } from './statement.ts'
import { asList, asText, type JsonObject, parseStrictJson } from './strict-json.ts'
import { dateReasons, reasonsOf, type Trust } from './verify-certificate.ts'
import { type Note, type Verdict, verdictOf } from './verdict.ts'

export const compactSchema = 'zhixin.compact-certificate/1'

/** What a certificate says in its QR code, in this order; a title too long for the code ends in an ellipsis. */
export interface CompactStated {
  readonly holder: string
  readonly type: string
  readonly title: string
  readonly hours: string
  readonly grade: string | null
  readonly issuedOn: string
}
const members = ['holder', 'type', 'title', 'hours', 'grade', 'issuedOn'] as const

/** What is signed: the statement and the number it stands under. */
export const compactStatement = (number: string, stated: CompactStated): JsonObject => ({
  schema: compactSchema,
  number,
  ...stated,
})

/** So much of a key's id goes into the code: enough to find the key among those an issuer ever had. */
const idLength = 8

/** The part of the code after `#`: version, key, statement and signature, as letters that a URL takes as they are. */
export const compactText = (stated: CompactStated, keyId: string, signature: Uint8Array): string =>
  [
    '1',
    keyId.slice(0, idLength),
    toBase64Url(utf8(JSON.stringify(members.map((name) => stated[name])))),
    toBase64Url(signature),
  ].join('.')

/** The text of a certificate's QR code: an address that ends in its number, and after `#` the signed statement. */
const form = /^https?:\/\/[^\s#]+?\/verify\/([^\s/?#]+)(?:\?[^\s#]*)?#1\.([\w-]{8})\.([\w-]+)\.([\w-]{86})$/

export const isCompact = (text: string): boolean => /^https?:\/\/\S+#1\.\S+$/.test(text)

/** Checks what a QR code says without asking anybody: signature and content, neither the log nor a later revocation. */
export const verifyCompact = async (text: string, trust: Trust): Promise<Verdict> => {
  const [, number = '', id = '', said = '', sealed = ''] = form.exec(text) ?? []
  const stated = statedIn(said)
  const signature = fromBase64Url(sealed)
  const address = hostOf(text)
  if (!stated || signature?.length !== 64 || !address) return verdictOf('qr', ['qr.malformed'])
  const content = compactStatement(decoded(number), stated)
  const notes: Note[] = [
    // A true statement can be put behind another's address, and a telephone opens that.
    { code: 'qr.address-unsigned', params: { address } },
    { code: 'log.not-in-form', params: {} },
    { code: 'status.not-checked', params: { on: trust.on } },
  ]
  const found = { content, notes }
  const hash = await hashOf(content)
  if (!hash) return verdictOf('qr', ['json.no-canonical-form'], found)
  for (const key of trust.keys) {
    const keyId = await keyIdOf(key)
    if (!keyId.startsWith(id)) continue
    const reasons = reasonsOf(await checkSignature(key, hash, signature))
    return verdictOf('qr', [...reasons, ...dateReasons(stated.issuedOn, undefined, trust.on)], {
      ...found,
      keyId,
    })
  }
  return verdictOf('qr', ['key.unknown'], found)
}

const hostOf = (text: string): string | undefined => {
  try {
    return new URL(text).host
  } catch {
    return undefined
  }
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const statedIn = (said: string): CompactStated | undefined => {
  const text = textOf(fromBase64Url(said) ?? Uint8Array.of(0xff))
  const parsed = text === undefined ? undefined : parseStrictJson(text)
  const list = parsed && 'value' in parsed ? asList(parsed.value) : undefined
  if (list?.length !== members.length) return undefined
  const [holder, type, title, hours, grade, issuedOn] = list.map((one) => asText(one))
  const whole = [holder, type, title, hours, issuedOn].every((one) => one !== undefined)
  if (!whole || (grade === undefined && list[members.indexOf('grade')] !== null)) return undefined
  return { holder, type, title, hours, grade: grade ?? null, issuedOn } as CompactStated
}
