import { sql } from 'kysely'
import { texts } from '../../../platform/db/array-literal.ts'
import { copyLine, copyRows } from '../../../platform/db/copy.ts'
import { as, preparedRead, type Db, type Tx } from '../../../platform/db/database.ts'
import { type CertificateContent, ofClass, titleOf } from '../domain/content.ts'
import { nameGrams } from '../domain/holder-name.ts'
import type { Certificates, CertificateStatus, PublicJwk } from './tables.ts'

/** Takes `count` running numbers of a series and gives the first. The counter's row stays locked, so a rollback gives them back. */
export const takeSerials = async (tx: Tx, series: string, count: number): Promise<number> => {
  const { rows } = await sql<{ first: number }>`
    insert into certificate_counter (series, next) values (${series}, ${count + 1})
    on conflict (series) do update set next = certificate_counter.next + ${count}
    returning next - ${count} as first`.execute(tx)
  return (rows[0] as { first: number }).first
}

/** Records a public key the first time it signs here. */
export const rememberKey = async (tx: Tx, keyId: string, publicJwk: PublicJwk, now: Date): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('certificateKey')
    .values({ keyId, publicJwk: JSON.stringify(publicJwk), firstUsedAt: now })
    .onConflict((clash) => clash.column('keyId').doNothing())
    .execute()
}

export const publicKeys = (
  tx: Db | Tx,
): Promise<{ keyId: string; publicJwk: PublicJwk; firstUsedAt: Date }[]> =>
  as<Certificates>(tx)
    .selectFrom('certificateKey')
    .selectAll()
    .orderBy('firstUsedAt')
    .orderBy('keyId')
    .execute()

export interface NewCertificate {
  readonly content: CertificateContent
  readonly text: string
  readonly contentHash: Buffer
  readonly keyId: string
  readonly signature: Buffer
  readonly logIndex: number
  readonly programmeId: string
  readonly classId: string | null
  readonly enrolmentId: string | null
  readonly personId: string
  readonly institutionId: string | null
  readonly employerId: string | null
  readonly closingId: string | null
  readonly closingRowId: string | null
}

/** What a certificate of a class, and one of a closing, is without. */
export const ofNoClosing = { closingId: null, closingRowId: null } as const
export const ofNoClass = { classId: null, enrolmentId: null, institutionId: null } as const

/** Writes certificates with their frozen contents, however many, in two statements. */
export const insertCertificates = async (tx: Tx, made: readonly NewCertificate[]): Promise<void> => {
  await copyRows(
    tx,
    `certificate (number, type, supersedes, holder, holder_grams, title, title_en, class_name, class_name_en, hours, grade, grade_zh,
      grade_en, exam_date, issued_on, issuer, issuer_en, log_index, programme_id, class_id, enrolment_id, person_id, institution_id,
      employer_id, closing_id, closing_row_id, period)`,
    made,
    (one) => {
      const { number, type, supersedes, holder, hours, issuedOn, issuer } = one.content
      const [title, of] = [titleOf(one.content), ofClass(one.content)]
      return copyLine([
        number,
        type,
        supersedes?.number ?? null,
        holder.name,
        texts(nameGrams(holder.name)),
        title.zh,
        title.en,
        of.className,
        of.classNameEn,
        hours.classHours,
        of.grade,
        of.gradeWord?.zh ?? null,
        of.gradeWord?.en ?? null,
        of.examDate,
        issuedOn,
        issuer.name.zh,
        issuer.name.en,
        one.logIndex,
        one.programmeId,
        one.classId,
        one.enrolmentId,
        one.personId,
        one.institutionId,
        one.employerId,
        one.closingId,
        one.closingRowId,
        of.period,
      ])
    },
  )
  await copyRows(tx, 'certificate_content (number, content, content_hash, key_id, signature)', made, (one) =>
    copyLine([one.content.number, one.text, one.contentHash, one.keyId, one.signature]),
  )
}

export interface CertificateRow {
  readonly number: string
  readonly type: CertificateContent['type']
  readonly status: CertificateStatus
  readonly revokedOn: string | null
  readonly supersededBy: string | null
  readonly supersedes: string | null
  readonly holder: string
  readonly title: string
  readonly titleEn: string
  readonly className: string | null
  readonly classNameEn: string
  readonly hours: string
  readonly grade: string | null
  readonly gradeZh: string | null
  readonly gradeEn: string | null
  readonly examDate: string | null
  readonly issuedOn: string
  readonly issuer: string
  readonly issuerEn: string
  readonly logIndex: number
  readonly programmeId: string
  readonly classId: string | null
  readonly enrolmentId: string | null
  readonly personId: string
  readonly institutionId: string | null
  readonly employerId: string | null
  readonly closingId: string | null
  readonly closingRowId: string | null
  readonly period: string | null
}

/** None where the holder was erased: the number is all that is left of it. */
export const findCertificate = (tx: Db | Tx, number: string): Promise<CertificateRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificate')
    .selectAll()
    .where('number', '=', number)
    .where('holder', '<>', '')
    .executeTakeFirst()

/** The row, held until the transaction ends: two officers acting on one certificate act one after the other. */
export const lockCertificate = (tx: Tx, number: string): Promise<CertificateRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificate')
    .selectAll()
    .where('number', '=', number)
    .where('holder', '<>', '')
    .forUpdate()
    .executeTakeFirst()

export const setRevoked = async (tx: Tx, number: string, revokedOn: string): Promise<void> => {
  await as<Certificates>(tx)
    .updateTable('certificate')
    .set({ status: 'revoked', revokedOn })
    .where('number', '=', number)
    .execute()
}

export const setSuperseded = async (tx: Tx, number: string, supersededBy: string): Promise<void> => {
  await as<Certificates>(tx)
    .updateTable('certificate')
    .set({ status: 'superseded', supersededBy })
    .where('number', '=', number)
    .execute()
}

export interface ContentRow {
  readonly content: string
  readonly contentHash: Buffer
  readonly keyId: string
  readonly signature: Buffer
}

export const findContent = (tx: Db | Tx, number: string): Promise<ContentRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificateContent')
    .select(['content', 'contentHash', 'keyId', 'signature'])
    .where('number', '=', number)
    .executeTakeFirst()

export const findKey = async (tx: Db | Tx, keyId: string): Promise<{ publicJwk: PublicJwk } | undefined> => {
  const [key] = await preparedRead<{ publicJwk: PublicJwk }>(tx, {
    name: 'certificate-key',
    text: 'select public_jwk as "publicJwk" from certificate_key where key_id = $1',
    values: [keyId],
  })
  return key
}

export interface ChangeRow {
  readonly logIndex: number
  readonly number: string
  readonly kind: 'supersede' | 'revoke'
  readonly cause: string
  readonly reason: string
  readonly changedBy: string | null
  readonly at: Date
}

export const insertChange = async (tx: Tx, change: ChangeRow): Promise<void> => {
  await as<Certificates>(tx).insertInto('certificateChange').values(change).execute()
}

export const findChange = (tx: Db | Tx, number: string): Promise<ChangeRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificateChange')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()

export interface PdfRow {
  readonly bodyHash: Buffer
  readonly fileHash: Buffer
  readonly seal: string
}

export const findPdf = (tx: Db | Tx, number: string): Promise<PdfRow | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificatePdf')
    .select(['bodyHash', 'fileHash', 'seal'])
    .where('number', '=', number)
    .executeTakeFirst()

export const insertPdf = async (tx: Tx, number: string, pdf: PdfRow, now: Date): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('certificatePdf')
    .values({ number, ...pdf, madeAt: now })
    .execute()
}
