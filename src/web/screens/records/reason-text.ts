import type { Outcome } from '../../../areas/training/contract.ts'
import type { Say } from '../../i18n/words.ts'

/** Why somebody does not complete a class, in words. */
export const reasonText = (say: Say<'training'>, reason: Outcome['reasons'][number]): string => {
  const of = (name: string): string | number => reason.params[name] ?? ''
  if (reason.code === 'attendance.short')
    return say('reason.attendance.short', { attended: of('attended'), required: of('required') })
  if (reason.code === 'exam.failed')
    return say('reason.exam.failed', { score: of('score'), maximum: of('maximum') })
  return say('reason.exam.not-taken')
}
