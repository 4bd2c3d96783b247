import { isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import type { PeriodOperator } from './period.ts'

export const calendarYear: PeriodOperator = {
  kind: 'calendar-year',
  read: (at) => {
    if (!isShaped(at, periods['calendar-year'])) return null
    return {
      kind: 'calendar-year',
      isChain: true,
      containing: (day) => ({ span: { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` } }),
    }
  },
}
