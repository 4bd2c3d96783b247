import { reasonSentence } from '../../../rules/index.ts'
import type { Bilingual } from './pack-text.ts'

/** Why an activity counted or did not, in both languages; a code without a sentence shows itself. */
export const becauseText = (code: string): Bilingual =>
  code === 'outside' ? { zh: '不在本期间内', en: 'outside this period' } : reasonSentence(code)
