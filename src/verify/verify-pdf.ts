import type { Bytes } from './bytes.ts'
import { attachedCertificate, openSealedPdf, pdfSealSchema } from './pdf-seal.ts'
import { checkSignedObject, hashText } from './statement.ts'
import { asObject, type JsonObject, parseStrictJson } from './strict-json.ts'
import { reasonsOf, type Trust, verifyCertificate } from './verify-certificate.ts'
import { type Reason, type Verdict, verdictOf } from './verdict.ts'

/**
 * Checks a PDF: its seal covers every byte that is drawn, and the signed certificate travels inside. Both must hold and
 * speak of the same certificate, or a true certificate could be attached to a drawing that says something else.
 */
export const verifyPdf = async (file: Bytes, trust: Trust): Promise<Verdict> => {
  const opened = await openSealedPdf(file)
  if (!opened) return verdictOf('pdf', ['pdf.no-seal'])
  if (opened === 'changed') return verdictOf('pdf', ['pdf.changed'])
  const text = await attachedCertificate(opened.body)
  const parsed = text === undefined ? undefined : parseStrictJson(text)
  const document = parsed && 'value' in parsed ? asObject(parsed.value) : undefined
  if (!document) return verdictOf('pdf', ['pdf.no-certificate'])
  const certificate = await verifyCertificate(document, trust)
  const reasons: Reason[] = [...certificate.reasons]
  const { seal, bodyHash } = opened
  if (seal['schema'] !== pdfSealSchema || seal['body'] !== bodyHash) reasons.push('pdf.changed')
  if (!certificate.content || seal['certificate'] !== (await hashText(certificate.content)))
    reasons.push('pdf.other-certificate')
  const proof = asObject(document['proof'])
  const key: JsonObject =
    proof && proof['keyId'] === seal['keyId'] ? { publicKey: proof['publicKey'] ?? null } : {}
  reasons.push(...reasonsOf(await checkSignedObject({ ...seal, ...key }, trust.keys)))
  return verdictOf('pdf', reasons, certificate)
}
