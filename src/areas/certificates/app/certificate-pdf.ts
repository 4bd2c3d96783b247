import { systemActor } from '../../../access/index.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Services } from '../../../platform/services.ts'
import { sealedPdf } from '../../../verify/pdf-seal.ts'
import { codeAddress, compactCode } from './compact-code.ts'
import { imagesOf } from './mark-images.ts'
import { recordPdf, reportReprint } from './record-pdf.ts'
import { drawCertificate, drawingRefusal, hasCompactCode } from './rendering.ts'
import type { SignedCertificate } from './signed-certificate.ts'
import { sha256 } from './signing.ts'

/**
 * The PDF of a certificate the caller was given: drawn from the frozen content, sealed, and held against the hash of the
 * first print. One that comes out otherwise is refused, recorded and logged.
 */
export const certificatePdf = async (
  services: Services,
  certificate: SignedCertificate,
  requestId: string,
): Promise<Result<Uint8Array<ArrayBuffer>, string>> => {
  const { content, proof } = certificate
  const refusal = drawingRefusal(content)
  if (refusal) {
    services.log.error({ number: content.number, code: refusal }, 'a certificate cannot be printed')
    return refuse(refusal)
  }
  const images = await imagesOf(services.db, content)
  if (!images) {
    services.log.error({ number: content.number }, 'an image of a certificate is missing or was changed')
    return refuse('certificate.image-missing')
  }
  const by = { actor: systemActor, requestId }
  const code = hasCompactCode(content)
    ? await services.perform(compactCode, { content }, by)
    : ok(codeAddress(content))
  if (!code.ok) return code
  const body = await drawCertificate(content, JSON.stringify(certificate), code.value, images)
  const recorded = await services.perform(
    recordPdf,
    { number: content.number, certificate: proof.contentHash, body },
    by,
  )
  if (!recorded.ok) return recorded
  const file = sealedPdf(body, JSON.parse(recorded.value.seal) as Record<string, string>)
  const [expected, got] = [recorded.value.fileHash, file && sha256(Buffer.from(file))]
  if (file && got?.equals(expected)) return ok(file)
  const hashes = { expected: expected.toString('hex'), got: got?.toString('hex') ?? '' }
  services.log.error({ number: content.number, ...hashes }, 'a reprint differs from the first print')
  await services.perform(reportReprint, { number: content.number, ...hashes }, by)
  return refuse('certificate.reprint-differs')
}
