import { systemActor } from '../../../access/index.ts'
import type { Result } from '../../../kernel/result.ts'
import { type Asking, query } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import type { Packed } from '../../../platform/zip-file.ts'
import { listCertificates } from '../store/listing.ts'
import { certificateCredential } from './certificate-credential.ts'
import { certificatePdf } from './certificate-pdf.ts'
import { type SignedCertificate, signedCertificate } from './signed-certificate.ts'

/** More than anybody earns in a life of yearly classes. */
const most = 500

/** Numbers of one's own certificates, whatever became of them since. */
export const ownCertificates = query({
  name: 'certificates.wallet',
  action: 'certificate.share',
  load: async ({ actor }, _input: object) =>
    actor.personId === null ? undefined : { owners: { professional: [actor.personId] }, id: actor.personId },
  async reply(reading, _input, { id }) {
    const rows = await listCertificates(reading.tx, { personId: id, limit: most }, null)
    return rows.map(({ number, status }) => ({ number, status }))
  },
})

type Own = readonly { readonly number: string; readonly status: string }[]

const forms = [
  ['jwt', 'jwt'],
  ['eddsa-jcs-2022', 'vc-eddsa-jcs-2022.json'],
  ['eddsa-rdfc-2022', 'vc-eddsa-rdfc-2022.json'],
] as const

/**
 * The files of somebody's certificates one by one: PDF, signed JSON, and the badge in its forms. A file that cannot be made is
 * left out, and the list at the end tells which and why, so that one certificate keeps none of the others back.
 */
export async function* walletFiles(services: Services, own: Own, by: Asking): AsyncGenerator<Packed> {
  const listed = []
  for (const { number, status } of own) {
    const certificate = await signedCertificate(services.db, number)
    const missing: Record<string, string> = {}
    for await (const { suffix, file } of filesOf(services, certificate, by)) {
      if (file.ok) yield { name: `${number}/${number}.${suffix}`, bytes: Buffer.from(file.value) }
      else missing[suffix] = file.code
    }
    listed.push({ number, status, missing })
  }
  yield {
    name: 'certificates.json',
    bytes: Buffer.from(
      `${JSON.stringify({ at: services.now().toISOString(), certificates: listed }, null, 2)}\n`,
    ),
  }
}

interface MadeFile {
  readonly suffix: string
  readonly file: Result<string | Uint8Array, string>
}

async function* filesOf(
  services: Services,
  certificate: SignedCertificate,
  by: Asking,
): AsyncGenerator<MadeFile> {
  const { content } = certificate
  yield { suffix: 'json', file: { ok: true, value: `${JSON.stringify(certificate, null, 2)}\n` } }
  yield { suffix: 'pdf', file: await certificatePdf(services, certificate, by.requestId) }
  const made = { ...by, actor: systemActor, idempotencyKey: undefined }
  for (const [form, suffix] of forms)
    yield { suffix, file: await services.perform(certificateCredential, { content, form }, made) }
}
