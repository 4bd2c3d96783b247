import { useWords } from '../../i18n/words.ts'

const known = [
  'time',
  'round',
  'days',
  'units',
  'fullDates',
  'flat',
  'table',
  'rank',
  'perItem',
  'times',
  'atMost',
] as const

/** What a step of a conversion does, in words; one without words shows its name. */
export const useStepName = (): ((op: string) => string) => {
  const say = useWords('ledger')
  return (op) => {
    const found = known.find((one) => one === op)
    return found ? say(`op.${found}`) : say('op.other', { op })
  }
}
