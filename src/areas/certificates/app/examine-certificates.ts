import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Db } from '../../../platform/db/database.ts'
import { type CertificateContent, ofClass, titleOf } from '../domain/content.ts'
import { nameGrams } from '../domain/holder-name.ts'
import type { LogEntry, PdfSeal } from '../domain/statements.ts'
import { certificateEvents } from '../events.ts'
import { keptImages } from '../store/marks.ts'
import { toldErasures } from '../store/erasing.ts'
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
  const told = await toldErasures(db, certificateEvents.certificatesErased)
  let [after, count] = ['', 0]
  const images = await wholeImages(db)
  for (;;) {
    const rows = await examinedCertificates(db, after, pageSize)
    for (const row of rows)
      findings.push(
        ...(row.erasedHash ? erasedFindings(row, row.erasedHash, told) : examineOne(row, checker, images)),
      )
    count += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return { count, findings }
    after = last.number
  }
}

/** Hashes of images that are kept and are what they were: whatever else a certificate names cannot be printed. */
const wholeImages = async (db: Db): Promise<ReadonlySet<string>> =>
  new Set(
    (await keptImages(db)).flatMap((image) =>
      sha256(image.bytes).equals(image.sha256) ? [image.sha256.toString('base64url')] : [],
    ),
  )

const examineOne = (
  row: ExaminedRow,
  checker: SignatureChecker,
  images: ReadonlySet<string>,
): CertificateFinding[] => {
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
    ...(Object.values(frozen.images ?? {}).every((mark) => images.has(mark.sha256))
      ? []
      : [finding('certificate.image-changed', row.number)]),
    ...rowFindings(row, frozen),
    ...logFindings(row, contentHash.toString('base64url')),
    ...sealFindings(row, contentHash.toString('base64url'), checker),
  ]
}

/** A certificate whose holder was erased: nothing of it is left but what the log holds, and the trail tells who did it. */
const erasedFindings = (row: ExaminedRow, hash: Buffer, told: ReadonlySet<string>): CertificateFinding[] => [
  ...(told.has(row.number) ? [] : [finding('certificate.erasure-untold', row.number)]),
  ...(row.content === null && row.holder === '' && row.holderGrams.length === 0
    ? []
    : [finding('certificate.erasure-incomplete', row.number)]),
  ...logFindings(row, hash.toString('base64url')),
]

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
    ['class_id', row.filingNumber, frozen.type === 'annual-validation' ? null : frozen.class.filingNumber],
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
  const sameSuccessor = row.successorHash === (said?.kind === 'supersede' ? said.by : null)
  const same =
    row.status === status &&
    (change === undefined || said?.certificate === contentHash) &&
    sameDay &&
    sameSuccessor
  const explained =
    said === undefined || said.kind === 'issue'
      ? row.changeKind === null
      : row.changeKind === said.kind && row.changeIndex === change?.index && row.changeCause === said.cause
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
