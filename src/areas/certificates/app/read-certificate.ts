import { query } from '../../../platform/perform.ts'
import { hoursShown } from '../../../kernel/class-hours.ts'
import type { CertificateContent } from '../domain/content.ts'
import { typedNumber } from '../domain/number.ts'
import { findCertificate, findChange, findContent, findPdf } from '../store/certificates.ts'
import { organisationNames } from '../store/listing.ts'
import { entriesOf } from '../store/log.ts'
import { ownersOf } from './open-certificate.ts'

/** A certificate as those who own or keep it see it: what it says, what became of it, and what proves it. */
export const readCertificate = query({
  name: 'certificates.read',
  action: 'certificate.read',
  async load(reading, input: { number: string }) {
    const row = await findCertificate(reading.tx, typedNumber(input.number))
    return row ? { owners: await ownersOf(reading.tx, row), row } : undefined
  },
  async reply(reading, _input, { row, owners }) {
    const { tx } = reading
    const [kept, change, pdf, entries] = [
      await findContent(tx, row.number),
      await findChange(tx, row.number),
      await findPdf(tx, row.number),
      await entriesOf(tx, row.number),
    ]
    if (!kept) throw new Error(`certificate ${row.number} has no content: run doctor`)
    const names = await organisationNames(tx, [
      ...(row.institutionId ? [row.institutionId] : []),
      ...(row.employerId ? [row.employerId] : []),
    ])
    const { salt: _salt, ...content } = JSON.parse(kept.content) as CertificateContent
    const mayChange = reading.may(owners, ['certificate.revoke', 'certificate.replace'])
    return {
      number: row.number,
      type: row.type,
      status: row.status,
      revokedOn: row.revokedOn,
      supersededBy: row.supersededBy,
      supersedes: row.supersedes,
      personId: row.personId,
      classId: row.classId,
      closingId: row.closingId,
      content: { ...content, fonts: content.fonts.map((font) => ({ ...font, weights: [...font.weights] })) },
      hours: String(hoursShown(row.hours)),
      institution: row.institutionId ? (names.get(row.institutionId) ?? { zh: '', en: '' }) : null,
      employer: row.employerId ? (names.get(row.employerId) ?? null) : null,
      proof: {
        contentHash: kept.contentHash.toString('base64url'),
        keyId: kept.keyId,
        pdfSha256: pdf?.fileHash.toString('hex') ?? null,
        logIndex: row.logIndex,
      },
      history: entries.map((entry) => ({ index: entry.index, kind: entry.kind, at: entry.at.toISOString() })),
      // The office's words on a change are for the office: they may speak of persons.
      change: change
        ? {
            kind: change.kind,
            cause: change.cause,
            at: change.at.toISOString(),
            reason: mayChange['certificate.revoke'] ? change.reason : null,
          }
        : null,
      may: { ...mayChange },
    }
  },
})
