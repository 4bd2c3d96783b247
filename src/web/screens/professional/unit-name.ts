import type { Bilingual } from '../../../kernel/bilingual.ts'
import { mixedNumber } from '../../../kernel/mixed-number.ts'
import { eitherName } from '../../i18n/words.ts'
import type { Language } from '../../i18n/language.ts'

const half = '1/2'

/** A unit beside an amount: English wants its plural, `1 day` and `half a day` but `12 days`, `1½ days`. */
export const unitName = (language: Language, unit: Bilingual, amount: string): string => {
  const name = eitherName(language, unit.zh, unit.en)
  return language === 'en' && amount !== '1' && amount !== half && !name.endsWith('s') ? `${name}s` : name
}

/** An exact amount in front of its unit, as people say it: `半`, `half a`, `1½`. */
export const saidAmount = (language: Language, amount: string): string =>
  amount === half ? (language === 'en' ? 'half a' : '半') : mixedNumber(amount)
