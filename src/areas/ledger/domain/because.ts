import type { Bilingual } from '../../../kernel/bilingual.ts'
import { reasonSentence } from '../../../rules/index.ts'

const notCompleted: Readonly<Record<string, Bilingual>> = {
  'attendance.short': { zh: '出勤不足', en: 'too little attended' },
  'exam.failed': { zh: '考核不合格', en: 'exam not passed' },
  'exam.not-taken': { zh: '未参加考试', en: 'did not take the exam' },
}

/** Why a class that was not completed gives no hours; null where nothing is known beyond that. */
export const notCompletedText = (codes: readonly string[]): Bilingual | null => {
  const reasons = codes.flatMap((code) => notCompleted[code] ?? [])
  if (reasons.length === 0) return null
  return {
    zh: `${reasons.map(({ zh }) => zh).join('、')}，不计学时`,
    en: `${reasons.map(({ en }) => en).join(', ')}: no hours count`,
  }
}

/** Why an activity counted or did not, in both languages; a code without a sentence shows itself. */
export const becauseText = (code: string): Bilingual =>
  code === 'outside' ? { zh: '不在本期间内', en: 'outside this period' } : reasonSentence(code)
