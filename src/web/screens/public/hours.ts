import type { ProgrammeHours } from '../../../areas/ledger/contract.ts'
import { classHours, hoursShown } from '../../../kernel/class-hours.ts'
import type { Say } from './words.ts'

/** Minutes in the class hours of a programme, as a certificate would state them; `exact` for parts that must add up. */
export const hoursText = (
  say: Say,
  rule: ProgrammeHours | undefined,
  minutes: number,
  part?: 'exact',
): string => {
  if (!rule) return say('minutes', { n: minutes.toLocaleString('en-US') })
  const hours = hoursShown(classHours(minutes, part === 'exact' ? { ...rule, round: null } : rule))
  return hours === 1 ? say('oneHour') : say('hoursText', { n: hours })
}
