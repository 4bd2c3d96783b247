import { addDays } from '../../kernel/calendar.ts'
import { monthDayIn } from '../day-ref.ts'
import { child, fault, readMonthDay, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import type { PeriodOperator } from './period.ts'

/** A year that begins on a month-day other than 1 January. */
export const shiftedYear: PeriodOperator = {
  kind: 'shifted-year',
  read: (at) => {
    if (!isShaped(at, periods['shifted-year'])) return null
    const monthDay = readMonthDay(child(at, 'from'))
    if (monthDay === null) return null
    if (monthDay === '02-29') return fault(child(at, 'from'), 'period.leap-day')
    return {
      kind: 'shifted-year',
      isChain: true,
      containing: (day) => {
        const year = Number(day.slice(0, 4))
        const first = day >= monthDayIn(year, monthDay) ? year : year - 1
        return {
          span: { from: monthDayIn(first, monthDay), to: addDays(monthDayIn(first + 1, monthDay), -1) },
        }
      },
    }
  },
}
