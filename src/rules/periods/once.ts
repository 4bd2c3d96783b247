import { child, fault, isRecord, readDay } from '../reading/cursor.ts'
import { type PeriodOperator, within } from './period.ts'

/** One span of days and no other: a transitional duty, a single round of a programme. */
export const once: PeriodOperator = {
  kind: 'once',
  read: (at) => {
    if (!isRecord(at, ['kind', 'from', 'to'], ['from', 'to'])) return null
    const [from, to] = [readDay(child(at, 'from')), readDay(child(at, 'to'))]
    if (from === null || to === null) return null
    if (to < from) return fault(child(at, 'to'), 'dates.order', { from, to })
    return {
      kind: 'once',
      isChain: true,
      containing: (day) => ({ span: within(day, { from, to }) ? { from, to } : null }),
    }
  },
}
