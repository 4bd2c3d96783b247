import type { Language } from './language.ts'

/** Things in a row, as the language separates them. */
export const listed = (language: Language, names: readonly string[]): string =>
  names.join(language === 'zh' ? '、' : ', ')
