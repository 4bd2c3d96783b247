import { formatExact, fraction, zero } from '../../kernel/exact.ts'
import { daysBetween } from '../../kernel/calendar.ts'
import { point, type Range, smaller, times } from '../range.ts'
import { child, readExact, isShaped } from '../reading/cursor.ts'
import { perDate as form } from '../schema/condition-schema.ts'
import { missingOfDeed } from '../scene.ts'
import { byDate } from './full-dates.ts'
import { joined, multiplesOf } from './grain.ts'
import { type Flow, type StepOperator, type StepScene, total, whole } from './step.ts'

/** The cap of one date. Where the dates of the sessions are not known, anything from one full date to all of them is possible. */
export const perDate: StepOperator = {
  key: 'perDate',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const most = readExact(child(at, 'atMost'))
    if (!most) return null
    return {
      apply: (before, scene) => {
        const dates = byDate(before)
        const flow: Flow = dates
          ? [...dates].map(([date, range]) => ({ date, range: smaller(range, point(most)) }))
          : whole(withoutDates(total(before), point(most), scene))
        return { flow, given: formatExact(total(before).lo) }
      },
      grain: (before) => joined(before, multiplesOf([most])),
    }
  },
}

const withoutDates = (sum: Range, most: Range, { scene, missing }: StepScene): Range => {
  const { deed } = scene
  const dates = deed ? daysBetween(deed.from, deed.to) + 1 : 1
  const [least, greatest] = [smaller(sum, most), smaller(sum, times(most, fraction(dates)))]
  const isOpen =
    greatest.hi === null || least.lo.top * greatest.hi.bottom !== greatest.hi.top * least.lo.bottom
  if (deed && isOpen && sum.hi?.top !== zero.top) missing.push(missingOfDeed(deed, 'sessions'))
  return { lo: least.lo, hi: greatest.hi }
}
