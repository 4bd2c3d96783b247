import { classHourRules } from '../../areas/ledger/contract.ts'
import { classHours, hoursShown } from '../../kernel/class-hours.ts'
import { useWords } from '../i18n/words.ts'
import { useAsk } from './use-ask.ts'

/**
 * Minutes of a programme in its class hours, in words: as a certificate would state them, or `exact` for a part of something,
 * so that parts add up. Minutes where the programme's rules are not on record; nothing while they are read.
 */
export const useClassHours = (): ((programmeId: string, minutes: number, part?: 'exact') => string) => {
  const ui = useWords('ui')
  const { data, isPending } = useAsk(classHourRules, {})
  return (programmeId, minutes, part) => {
    if (isPending) return ''
    const rule = data?.items.find((one) => one.programmeId === programmeId)
    if (!rule) return ui('minutes', { count: minutes })
    const round = part === 'exact' ? null : rule.round
    return ui('classHours', { count: hoursShown(classHours(minutes, { minutes: rule.minutes, round })) })
  }
}
