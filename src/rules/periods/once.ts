import { isDay } from '../../kernel/calendar.ts'
import { readDayRef } from '../day-ref.ts'
import { child, fault, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import { type PeriodOperator, within } from './period.ts'

/**
 * One span of days and no other: a transitional duty, a single round of a programme, or (with days reckoned from a fact)
 * the sixty days after somebody's return.
 */
export const once: PeriodOperator = {
  kind: 'once',
  read: (at) => {
    if (!isShaped(at, periods.once)) return null
    const [from, to] = [readDayRef(child(at, 'from')), readDayRef(child(at, 'to'))]
    if (!from || !to) return null
    const [first, last] = [at.value['from'], at.value['to']]
    if (isWritten(first) && isWritten(last) && last < first)
      return fault(child(at, 'to'), 'dates.order', { from: first, to: last })
    return {
      kind: 'once',
      isChain: true,
      containing: (day, scene) => {
        const [begin, end] = [from(scene), to(scene)]
        if (begin.missing) return begin
        if (end.missing) return end
        if (typeof begin.value !== 'string' || typeof end.value !== 'string' || end.value < begin.value)
          return { span: null }
        const span = { from: begin.value, to: end.value }
        return { span: within(day, span) ? span : null }
      },
    }
  },
}

const isWritten = (value: unknown): value is string => typeof value === 'string' && isDay(value)
