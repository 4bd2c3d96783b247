import type { Bilingual } from '../../../kernel/bilingual.ts'
import { eitherName } from '../../i18n/words.ts'
import type { Language } from '../../i18n/language.ts'

/** A unit beside an amount: English wants its plural, `1 day` but `12 days`, `1/2 class hours`. */
export const unitName = (language: Language, unit: Bilingual, amount: string): string => {
  const name = eitherName(language, unit.zh, unit.en)
  return language === 'en' && amount !== '1' && !name.endsWith('s') ? `${name}s` : name
}
