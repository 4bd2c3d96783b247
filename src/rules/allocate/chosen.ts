import { type DayRef, readDayRef } from '../day-ref.ts'
import { child, type Cursor, isPresent } from '../reading/cursor.ts'
import type { Scene } from '../scene.ts'
import { type Truth, unknown } from '../truth.ts'
import { type AllocateOperator, type Choice, wholePortion } from './allocate.ts'
import { dayOf, readDayOf } from './day-of.ts'

/**
 * Serves the period the person chose, if the day of the activity lies in that period's window (`from` its first day,
 * `until` its last, unless stated otherwise); else the fallback.
 */
export const chosen: AllocateOperator = {
  by: 'chosen',
  read: (at) => {
    const choice = readWindow(at)
    const otherwise = readDayOf(child(at, 'else'))
    return choice && otherwise && { choice, day: dayOf[otherwise], portion: wholePortion }
  },
}

/** The window of a chosen period: `from` and `until` are days reckoned from it. */
export const readWindow = (at: Cursor): Choice | null => {
  const from = isPresent(child(at, 'from')) ? readDayRef(child(at, 'from')) : periodEdge('from')
  const until = isPresent(child(at, 'until')) ? readDayRef(child(at, 'until')) : periodEdge('to')
  const measuredBy = readDayOf(child(at, 'measuredBy'))
  if (!from || !until || !measuredBy) return null
  return {
    first: from,
    last: until,
    admits: (scene): Truth => {
      const [day, first, last] = [dayOf[measuredBy](scene), from(scene), until(scene)]
      const missing = [day, first, last].flatMap((found) => found.missing ?? [])
      if (missing.length > 0) return unknown(...missing)
      const [value, low, high] = [day.value, first.value, last.value]
      if (typeof value !== 'string') return false
      return (typeof low !== 'string' || value >= low) && (typeof high !== 'string' || value <= high)
    },
  }
}

const periodEdge =
  (edge: 'from' | 'to'): DayRef =>
  ({ period }: Scene) => ({ value: period?.[edge] ?? null })
