import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Db } from '../../../platform/db/database.ts'
import { type CertificateContent, ofClass, titleOf } from '../domain/content.ts'
import { nameGrams } from '../domain/holder-name.ts'
import type { LogEntry, PdfSeal } from '../domain/statements.ts'
import { type ExaminedRow, examinedCertificates } from '../store/examined.ts'
import { type CertificateFinding, finding } from './finding.ts'
import type { SignatureChecker } from './signature-checker.ts'
import { sha256 } from './signing.ts'

const pageSize = 500

/** Holds every certificate's row against its frozen content, and its status against the log. */
export const examineCertificates = async (
  db: Db,
  checker: SignatureChecker,
): Promise<{ readonly count: number; readonly findings: readonly CertificateFinding[] }> => {
  const findings: CertificateFinding[] = []
  let [after, count] = ['', 0]
  for (;;) {
    const rows = await examinedCertificates(db, after, pageSize)
    for (const row of rows) findings.push(...examineOne(row, checker))
    count += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return { count, findings }
    after = last.number
  }
}

const examineOne = (row: ExaminedRow, checker: SignatureChecker): CertificateFinding[] => {
  const { content, contentHash, keyId, signature } = row
  if (content === null || contentHash === null || keyId === null || signature === null)
    return [finding('certificate.content-missing', row.number)]
  const frozen = parsed<CertificateContent>(content)
  if (
    !frozen ||
    canonicalJson(frozen as unknown as Json) !== content ||
    !sha256(content).equals(contentHash)
  ) {
    return [finding('certificate.content-changed', row.number)]
  }
  return [
    ...(checker.fits(keyId, sha256(content), signature)
      ? []
      : [finding('certificate.signature-wrong', row.number)]),
    ...rowFindings(row, frozen),
    ...logFindings(row, contentHash.toString('base64url')),
    ...sealFindings(row, contentHash.toString('base64url'), checker),
  ]
}

/** What the row repeats of the content, for lists and the public check. */
const rowFindings = (row: ExaminedRow, frozen: CertificateContent): CertificateFinding[] => {
  const repeated: readonly (readonly [string, unknown, unknown])[] = [
    ['number', row.number, frozen.number],
    ['type', row.type, frozen.type],
    ['supersedes', row.supersedes, frozen.supersedes?.number ?? null],
    ['holder', row.holder, frozen.holder.name],
    ['holder_grams', row.holderGrams.join(), nameGrams(frozen.holder.name).join()],
    ['title', row.title, titleOf(frozen).zh],
    ['title_en', row.titleEn, titleOf(frozen).en],
    ['class_name', row.className, ofClass(frozen).className],
    ['class_name_en', row.classNameEn, ofClass(frozen).classNameEn],
    ['period', row.period, ofClass(frozen).period],
    ['closing_row_id', row.closingHash, frozen.type === 'annual-validation' ? frozen.closing.row : null],
    ['hours', row.hours, frozen.hours.classHours],
    ['grade', row.grade, ofClass(frozen).grade],
    ['grade_zh', row.gradeZh, ofClass(frozen).gradeWord?.zh ?? null],
    ['grade_en', row.gradeEn, ofClass(frozen).gradeWord?.en ?? null],
    ['exam_date', row.examDate, ofClass(frozen).examDate],
    ['issued_on', row.issuedOn, frozen.issuedOn],
    ['issuer', row.issuer, frozen.issuer.name.zh],
    ['issuer_en', row.issuerEn, frozen.issuer.name.en],
  ]
  return repeated.flatMap(([column, got, expected]) =>
    got === expected ? [] : [finding('certificate.row-differs', row.number, { column })],
  )
}

/** The log decides what became of a certificate; the row only repeats it. */
const logFindings = (row: ExaminedRow, contentHash: string): CertificateFinding[] => {
  const entries = row.entries.map((one) => ({ ...one, said: parsed<LogEntry>(one.entry) }))
  const [issue, change, ...more] = entries
  const issued =
    issue?.kind === 'issue' && issue.index === row.logIndex && issue.said?.certificate === contentHash
  if (!issued || more.length > 0) return [finding('certificate.not-logged', row.number)]
  const said = change?.said
  const status = said?.kind === 'revoke' ? 'revoked' : said?.kind === 'supersede' ? 'superseded' : 'valid'
  const sameDay = status !== 'revoked' || sameRevocationDay(row.revokedOn, said?.at ?? '')
  const same = row.status === status && (change === undefined || said?.certificate === contentHash) && sameDay
  const explained =
    change === undefined
      ? row.changeKind === null
      : row.changeKind === change.kind && row.changeIndex === change.index
  return [
    ...(same
      ? []
      : [finding('certificate.status-differs', row.number, { logged: status, status: row.status })]),
    ...(explained ? [] : [finding('certificate.change-differs', row.number)]),
  ]
}

/** The row keeps the programme's calendar day, the log an instant: they may differ by the zone and no more. */
const sameRevocationDay = (revokedOn: string | null, at: string): boolean =>
  revokedOn !== null &&
  ['Etc/GMT+12', 'UTC', 'Pacific/Kiritimati'].map((zone) => dayInZone(new Date(at), zone)).includes(revokedOn)

const sealFindings = (
  row: ExaminedRow,
  contentHash: string,
  checker: SignatureChecker,
): CertificateFinding[] => {
  if (row.seal === null || row.bodyHash === null) return []
  const seal = parsed<PdfSeal & { keyId: string; signature: string }>(row.seal)
  if (!seal) return [finding('certificate.pdf-seal-wrong', row.number)]
  const { keyId, signature, ...statement } = seal
  const fits =
    seal.certificate === contentHash &&
    seal.body === row.bodyHash.toString('base64url') &&
    checker.fits(keyId, sha256(canonicalJson(statement)), Buffer.from(signature, 'base64url'))
  return fits ? [] : [finding('certificate.pdf-seal-wrong', row.number)]
}

const parsed = <T>(text: string): T | undefined => {
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
