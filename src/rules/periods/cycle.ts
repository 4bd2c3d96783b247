import { addDays, addMonths, isDay } from '../../kernel/calendar.ts'
import { readDayRef } from '../day-ref.ts'
import { child, type Cursor, fault, isPresent, readChoice, readInteger, isShaped } from '../reading/cursor.ts'
import { periods } from '../schema/obligation-schema.ts'
import type { Span } from '../scene.ts'
import type { PeriodOperator } from './period.ts'

/** Years or months of a cycle; exactly one of the two is stated. */
export const readLength = (at: Cursor): number | null => {
  const [years, months] = [child(at, 'years'), child(at, 'months')]
  if ((years.value === undefined) === (months.value === undefined)) return fault(at, 'period.length')
  if (years.value === undefined) return readInteger(months, 1, 1200)
  const read = readInteger(years, 1, 100)
  return read === null ? null : read * 12
}

const monthsOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

/** The span of the k-th cycle: each is reckoned from the anchor itself, so that an anchor on the 31st or on a leap day does not creep. */
const cycleAt = (anchor: string, length: number, k: number): Span => ({
  from: addMonths(anchor, k * length),
  to: addDays(addMonths(anchor, (k + 1) * length), -1),
})

export const cycleContaining = (anchor: string, length: number, day: string): Span => {
  let k = Math.floor((monthsOf(day) - monthsOf(anchor)) / length)
  if (cycleAt(anchor, length, k).from > day) k -= 1
  else if (cycleAt(anchor, length, k).to < day) k += 1
  return cycleAt(anchor, length, k)
}

/**
 * Cycles of so many years or months, end to end from a day: a date, the issue of a licence, the anniversary of a membership.
 * Before a date they go on backwards; before something that happened to the person there are none, unless `before` says so.
 */
export const cycle: PeriodOperator = {
  kind: 'cycle',
  read: (at) => {
    if (!isShaped(at, periods.cycle)) return null
    const length = readLength(at)
    const anchor = readDayRef(child(at, 'anchor'))
    const isDate = typeof at.value['anchor'] === 'string' && isDay(at.value['anchor'])
    const before = isPresent(child(at, 'before'))
      ? readChoice(child(at, 'before'), ['none', 'cycles'])
      : isDate
        ? 'cycles'
        : 'none'
    if (length === null || !anchor) return null
    return {
      kind: 'cycle',
      isChain: true,
      containing: (day, scene) => {
        const found = anchor(scene)
        if (found.missing) return found
        if (typeof found.value !== 'string' || (before === 'none' && day < found.value)) return { span: null }
        return { span: cycleContaining(found.value, length, day) }
      },
    }
  },
}
