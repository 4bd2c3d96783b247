import type { Bilingual } from '../../../kernel/bilingual.ts'
import { reasonSentence } from '../../../rules/index.ts'

/** Why an activity counted or did not, in both languages; a code without a sentence shows itself. */
export const becauseText = (code: string): Bilingual =>
  code === 'outside' ? { zh: '不在本期间内', en: 'outside this period' } : reasonSentence(code)
