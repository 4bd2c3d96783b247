import type pg from 'pg'
import type { CheckedRow } from '../domain/check-answer.ts'
import { exemptOf } from './exempt-column.ts'

/** Name and text of the one select of the public check; a bench has a bare route do the same. */
export const checkStatement = {
  name: 'certificate-check',
  text: `select number, type, status, revoked_on as "revokedOn", superseded_by as "supersededBy",
    case when status = 'superseded' then (select h.cause from certificate_change h where h.number = certificate.number) end as "supersededCause", holder, title, title_en as "titleEn",
    class_name as "className", class_name_en as "classNameEn", hours, grade, grade_zh as "gradeZh", grade_en as "gradeEn", exam_date as "examDate", issued_on as "issuedOn", issuer, issuer_en as "issuerEn",
    log_index as "logIndex", ${exemptOf('certificate')} as exempt from certificate where number = $1 and holder <> ''`,
} as const

/** The one certificate that bears one of these numbers; none where several do. */
export const readOneOf = async (
  pool: pg.Pool,
  numbers: readonly string[],
): Promise<CheckedRow | undefined> => {
  const { rows } = await pool.query<CheckedRow>({
    name: 'certificate-check-meant',
    text: checkStatement.text.replace('number = $1', 'number = any($1::text[])'),
    values: [numbers],
  })
  return rows.length === 1 ? rows[0] : undefined
}

/** The public check's one read: a prepared statement on the primary key, straight on the pool (docs/decisions/0007). */
export const readForCheck = async (pool: pg.Pool, number: string): Promise<CheckedRow | undefined> => {
  const { rows } = await pool.query<CheckedRow>({ ...checkStatement, values: [number] })
  return rows[0]
}
