import type { Scope } from '../../../access/index.ts'
import { listing, query } from '../../../platform/perform.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { hoursShown } from '../../../kernel/class-hours.ts'
import { exemptIn, gradeWordIn } from '../domain/check-answer.ts'
import type { CertificateType } from '../domain/content.ts'
import { type ListedFor, type ListedRow, listCertificates as listRows } from '../store/listing.ts'
import type { CertificateStatus } from '../store/tables.ts'

export interface CertificatesAsked {
  readonly q?: string | undefined
  readonly status?: CertificateStatus | undefined
  readonly type?: CertificateType | undefined
  readonly classId?: string | undefined
  readonly closingId?: string | undefined
  readonly programmeId?: string | undefined
  readonly personId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Certificates within the asker's reach: the office's all, an institution's issued for it, an employer's staff's, one's own. */
export const listCertificates = query({
  name: 'certificates.list',
  action: 'certificate.read',
  load: listing,
  async reply(reading, input: CertificatesAsked, _loaded, scope) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.day, keyPart.text)
    const rows = await listRows(reading.tx, { ...input, limit, after }, listedFor(scope))
    return pageOf(rows, limit, (row) => [row.issuedOn, row.number], listed)
  },
})

const listedFor = (scope: Scope): ListedFor | null =>
  scope.all
    ? null
    : {
        institutions: scope.owners.institution ?? [],
        employers: scope.owners.employer ?? [],
        districts: scope.owners.district ?? [],
        people: scope.owners.professional ?? [],
      }

const listed = (row: ListedRow) => ({
  number: row.number,
  type: row.type,
  status: row.status,
  holder: row.holder,
  personId: row.personId,
  title: row.title,
  titleEn: row.titleEn,
  classId: row.classId,
  closingId: row.closingId,
  period: row.period,
  className: row.className,
  classNameEn: row.classNameEn,
  institution: row.institution,
  institutionEn: row.institutionEn,
  employer: row.employer,
  hours: String(hoursShown(row.hours)),
  ...exemptIn(row),
  grade: row.grade,
  gradeWord: gradeWordIn(row),
  issuedOn: row.issuedOn,
  revokedOn: row.revokedOn,
  supersededBy: row.supersededBy,
  supersededCause: row.supersededCause,
})
