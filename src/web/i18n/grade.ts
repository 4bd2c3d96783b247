import type { Bilingual } from '../../kernel/bilingual.ts'
import type { Language } from './language.ts'

/** Marks and their word: `86/100 良好`, `86/100 Good`; the word alone where there are no marks, `null` where there is neither. */
export const gradeText = (
  language: Language,
  grade: string | null | undefined,
  word: Bilingual | null | undefined,
): string | null => {
  if (!word) return grade ?? null
  const said = language === 'en' && word.en !== '' ? word.en : word.zh
  return grade && grade !== word.zh ? `${grade} ${said}` : said
}
