import { daysBetween } from '../../kernel/calendar.ts'
import { compare, divide, floor, fraction, lesser, zero } from '../../kernel/exact.ts'
import { fieldOf } from '../fields.ts'
import { anything, plus, point, type Range, times } from '../range.ts'
import { child, readExact, readInteger, isShaped } from '../reading/cursor.ts'
import { fullDates as form } from '../schema/condition-schema.ts'
import { missingOfDeed } from '../scene.ts'
import { multiplesOf } from './grain.ts'
import { type Part, type StepOperator, type StepScene, total, whole } from './step.ts'

/** Dates on which the taught minutes reach a number; each is worth so much, and a lesser date nothing. */
export const fullDates: StepOperator = {
  key: 'fullDates',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const minutes = readInteger(child(at, 'minutes'), 1, 1440)
    const each = readExact(child(at, 'each'))
    if (minutes === null || !each) return null
    const enough = fraction(minutes)
    return {
      apply: (_before, scene) => {
        const dates = byDate(scene.minutes)
        const untold = fieldOf(scene.scene, 'sessions').missing
        if (!dates || untold) return { flow: whole(times(undated(scene, minutes), each)), given: '?' }
        const reached = [...dates.values()].map(({ lo, hi }) => ({
          lo: compare(lo, enough) >= 0 ? fraction(1) : zero,
          hi: hi === null || compare(hi, enough) >= 0 ? fraction(1) : zero,
        }))
        const count = reached.reduce(plus, point(zero))
        return { flow: whole(times(count, each)), given: `${count.lo.top}/${dates.size} dates` }
      },
      grain: () => multiplesOf([each]),
    }
  },
}

/** Without dates, as many as the minutes could fill, but no more than the days from first to last. */
const undated = ({ scene, minutes, missing }: StepScene, enough: number): Range => {
  const { deed } = scene
  if (!deed) return anything
  missing.push(missingOfDeed(deed, 'sessions'))
  const days = fraction(daysBetween(deed.from, deed.to) + 1)
  const sum = total(minutes)
  const filled = sum.hi && minutes.length > 0 ? fraction(floor(divide(sum.hi, fraction(enough)))) : days
  return { lo: zero, hi: lesser(days, filled) }
}

/** Amounts by date; null if some amount has no date. */
export const byDate = (parts: readonly Part[]): ReadonlyMap<string, Range> | null => {
  const dates = new Map<string, Range>()
  for (const { date, range } of parts) {
    if (date === null) return null
    const sum = dates.get(date)
    dates.set(date, sum ? plus(sum, range) : range)
  }
  return dates
}
