import { addDays, addMonths } from '../../kernel/calendar.ts'
import { child, readChoice, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import { readLength } from './cycle.ts'
import type { PeriodOperator } from './period.ts'

/** The last N years or months up to the day asked about, or up to the end of the last full calendar year. */
export const rolling: PeriodOperator = {
  kind: 'rolling',
  read: (at) => {
    if (!isShaped(at, periods.rolling)) return null
    const length = readLength(at)
    const ends =
      at.value['ends'] === undefined ? 'on' : readChoice(child(at, 'ends'), ['on', 'last-full-year'])
    if (length === null || ends === null) return null
    return {
      kind: 'rolling',
      isChain: false,
      containing: (day) => {
        const yearEnd = `${day.slice(0, 4)}-12-31`
        const to = ends === 'on' || day === yearEnd ? day : addDays(`${day.slice(0, 4)}-01-01`, -1)
        return { span: { from: addMonths(addDays(to, 1), -length), to } }
      },
    }
  },
}
