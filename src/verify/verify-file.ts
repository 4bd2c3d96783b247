import { bakedBadge } from './baked-badge.ts'
import { type Bytes, textOf, utf8 } from './bytes.ts'
import { isCompact, verifyCompact } from './compact.ts'
import { asObject, parseStrictJson } from './strict-json.ts'
import { type Trust, verifyCertificate } from './verify-certificate.ts'
import { isCredential, verifyCredential } from './verify-credential.ts'
import { verifyJwt } from './verify-jwt.ts'
import { verifyPdf } from './verify-pdf.ts'
import { type Verdict, verdictOf } from './verdict.ts'

const largestFile = 10_485_760
const largestText = 1_048_576

/** Checks whatever a holder may hand over: signed certificate JSON, credential, JWT, PDF, or the text of a QR code. Never throws for what a file contains. */
export const verifyFile = async (file: Uint8Array, trust: Trust): Promise<Verdict> => {
  if (file.length > largestFile) return verdictOf('unknown', ['file.too-large'])
  const bytes: Bytes = new Uint8Array(file)
  if (isPdf(bytes)) return verifyPdf(bytes, trust)
  const baked = await bakedBadge(bytes)
  if (baked === null) return verdictOf('unknown', ['image.no-badge'])
  return baked === undefined ? verifyText(bytes, trust) : verifyText(utf8(baked), trust)
}

const verifyText = async (bytes: Bytes, trust: Trust): Promise<Verdict> => {
  if (bytes.length > largestText) return verdictOf('unknown', ['file.too-large'])
  const text = textOf(bytes)?.trim()
  if (text === undefined) return verdictOf('unknown', ['file.not-recognised'])
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return verifyJwt(text, trust)
  if (isCompact(text)) return verifyCompact(text, trust)
  if (!text.startsWith('{')) return verdictOf('unknown', ['file.not-recognised'])
  const parsed = parseStrictJson(text)
  if ('fault' in parsed) return verdictOf('json', [parsed.fault])
  const document = asObject(parsed.value)
  if (!document) return verdictOf('unknown', ['file.not-recognised'])
  return isCredential(document) ? verifyCredential(document, trust) : verifyCertificate(document, trust)
}

const isPdf = (bytes: Bytes): boolean =>
  [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, index) => bytes[index] === byte)
