import { addDays, addMonths } from '../../kernel/calendar.ts'
import type { Span } from '../scene.ts'

/** The twelve-month slices of a period, reckoned from its first day; the last may be shorter. */
export const innerYears = ({ from, to }: Span): readonly Span[] => {
  const slices: Span[] = []
  for (let year = 0; year < 200; year += 1) {
    const first = addMonths(from, year * 12)
    if (first > to) break
    const last = addDays(addMonths(from, (year + 1) * 12), -1)
    slices.push({ from: first, to: last < to ? last : to })
  }
  return slices
}
