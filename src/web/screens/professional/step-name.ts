import { mixedNumber } from '../../../kernel/mixed-number.ts'
import { useWords, type Word } from '../../i18n/words.ts'

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
  'steps',
  'times',
  'plus',
  'minus',
  'atMost',
  'atLeast',
  'perDate',
  'highestOf',
  'sumOf',
  'case',
] as const

/** What a step of a conversion does, in words; one without words shows its name. */
export const useStepName = (): ((op: string) => string) => {
  const say = useWords('ledger')
  return (op) => {
    const found = known.find((one) => one === op)
    return found ? say(`op.${found}`) : say('op.other', { op })
  }
}

type Input = readonly [word: Word<'ledger'>, fill: Readonly<Record<string, string>>]

/** The forms in which the engine notes what went into a step, where that is more than a number. */
const forms: readonly (readonly [op: string, form: RegExp, read: (found: RegExpExecArray) => Input])[] = [
  ['time', /^(\S+) min$/, ([, n = '']) => ['in.minutes', { n: mixedNumber(n) }]],
  ['fullDates', /^(\d+)\/(\d+) dates$/, ([, n = '', all = '']) => ['in.dates', { n, all }]],
  ['days', /^(\S+) d$/, ([, n = '']) => ['in.days', { n: mixedNumber(n) }]],
  [
    'days',
    /^(\S+) d \+ (\S+) half-days$/,
    ([, n = '', half = '']) => ['in.halfDays', { n: mixedNumber(n), half: mixedNumber(half) }],
  ],
  ['rank', /^(\d+)$/, ([, n = '']) => ['in.rank', { n }]],
]

/** What went into a step as the engine notes it (`1800 min`, `5/5 dates`), for words of the reader's language; null: a bare number or name. */
export const inputWords = (op: string, given: string): Input | null => {
  for (const [of, form, read] of forms) {
    const found = of === op ? form.exec(given) : null
    if (found) return read(found)
  }
  return null
}
