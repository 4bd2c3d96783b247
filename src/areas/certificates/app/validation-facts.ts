import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { ClosingContent } from '../../ledger/index.ts'
import type { ValidationFacts } from '../domain/content.ts'
import type { ValidationRow } from '../store/validations.ts'

/** "2007 年度继续教育验证"; a period of other days names them. */
export const validationTitle = ({ key, from, to }: ClosingContent['period']): Bilingual =>
  /^\d{4}$/.test(key)
    ? { zh: `${key} 年度继续教育验证`, en: `Annual validation ${key}` }
    : { zh: `${from} 至 ${to} 继续教育验证`, en: `Validation ${from} to ${to}` }

/** What a closing's row and the register say of a person, in the words of a certificate of annual validation. */
export const validationFacts = (row: ValidationRow, unit: Bilingual): ValidationFacts => {
  const closed = JSON.parse(row.content) as ClosingContent
  return {
    type: 'annual-validation',
    programme: { code: row.programmeCode, name: { zh: row.programme, en: row.programmeEn } },
    holder: { name: row.name },
    title: validationTitle(closed.period),
    period: closed.period,
    closing: {
      on: closed.closedOn,
      row: row.contentHash.toString('base64url'),
      ruleset: closed.ruleset.hash,
    },
    hours: {
      minutes: closed.hours.minutes,
      unitMinutes: closed.hours.unitMinutes,
      classHours: closed.hours.amount,
      unit: { zh: unit.zh, en: unit.en },
    },
    ...(row.exempt === 'full' && { exempt: row.exempt }),
    issuer: { name: { zh: row.issuer, en: row.issuerEn } },
    demo: row.demo,
  }
}
