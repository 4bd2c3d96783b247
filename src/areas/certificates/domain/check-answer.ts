import type { Bilingual } from '../../../kernel/bilingual.ts'
import { hoursShown } from '../../../kernel/class-hours.ts'
import { maskedName } from './holder-name.ts'

/** The register's row as the public check reads it. */
export interface CheckedRow {
  readonly number: string
  readonly type: string
  readonly status: 'valid' | 'superseded' | 'revoked'
  readonly revokedOn: string | null
  readonly supersededBy: string | null
  /** Why another took its place. */
  readonly supersededCause: string | null
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
  /** `full`: what was validated is an exemption from all that was asked, and no hours. */
  readonly exempt: string | null
}

export interface CheckAnswer {
  readonly number: string
  readonly status: 'valid' | 'superseded' | 'revoked' | 'unknown'
  readonly supersededBy?: string
  /** `correction`, or `lost`: then nothing in it was wrong. */
  readonly supersededCause?: string
  readonly revokedOn?: string
  readonly holderMasked?: string
  readonly type?: string
  readonly title?: string
  readonly titleEn?: string
  readonly hours?: number | string
  /** Exempt from all that was asked: stated in place of the hours. */
  readonly exempt?: 'full'
  readonly grade?: string | null
  /** The grade in words; null where the certificate states none. */
  readonly gradeWord?: Bilingual | null
  readonly issuedOn?: string
  readonly issuer?: string
  readonly issuerEn?: string
  readonly logIndex?: number
  /** Only for those who know a part of the name or hold the certificate. */
  readonly holder?: string
  readonly className?: string
  readonly classNameEn?: string
  readonly examDate?: string | null
  /** The frozen content but for its salt. */
  readonly content?: object
  /** Present when a name or token was given: whether it fits. */
  readonly holderMatches?: boolean
  /**
   * Names were tried too often for this number: whether this one fits is told in so many seconds. Of an unknown number: too
   * many numbers were asked about, and the register was not asked.
   */
  readonly waitSeconds?: number
}

export const unknownAnswer = (number: string): CheckAnswer => ({ number, status: 'unknown' })

/** Stated where there is one: a certificate of a class says nothing of it. */
export const exemptIn = ({ exempt }: { readonly exempt: string | null }): { readonly exempt?: 'full' } =>
  exempt === 'full' ? { exempt } : {}

/** What everybody may know of a certificate. */
export const maskedAnswer = (row: CheckedRow): CheckAnswer => ({
  number: row.number,
  status: row.status,
  ...(row.supersededBy !== null ? { supersededBy: row.supersededBy } : {}),
  ...(row.supersededCause !== null ? { supersededCause: row.supersededCause } : {}),
  ...(row.revokedOn !== null ? { revokedOn: row.revokedOn } : {}),
  holderMasked: maskedName(row.holder),
  type: row.type,
  title: row.title,
  titleEn: row.titleEn,
  hours: hoursShown(row.hours),
  ...exemptIn(row),
  grade: row.grade,
  gradeWord: gradeWordIn(row),
  issuedOn: row.issuedOn,
  issuer: row.issuer,
  issuerEn: row.issuerEn,
  logIndex: row.logIndex,
})

/** What is shown beyond that to those who know a part of the name or hold the certificate. */
export const fullAnswer = (row: CheckedRow, content: object): CheckAnswer => {
  const { salt: _salt, ...shown } = content as { readonly salt?: string }
  return {
    ...maskedAnswer(row),
    holder: row.holder,
    ...(row.className !== null ? { className: row.className, classNameEn: row.classNameEn } : {}),
    examDate: row.examDate,
    content: shown,
    holderMatches: true,
  }
}

/** The grade in words as a row repeats it. */
export const gradeWordIn = (row: Pick<CheckedRow, 'gradeZh' | 'gradeEn'>): Bilingual | null =>
  row.gradeZh === null ? null : { zh: row.gradeZh, en: row.gradeEn ?? '' }
