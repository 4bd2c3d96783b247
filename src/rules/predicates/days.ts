import { isDay } from '../../kernel/calendar.ts'
import { readDayRef } from '../day-ref.ts'
import { unknown } from '../truth.ts'
import type { Comparison } from './predicate.ts'

/** Compares a value that is a day with another day; a day that is known not to exist is before and after nothing. */
const comparisonOfDays = (key: string, holds: (day: string, other: string) => boolean): Comparison => ({
  key,
  read: (at) => {
    const reference = readDayRef(at)
    if (!reference) return null
    return (value, scene) => {
      if (typeof value !== 'string' || !isDay(value)) return false
      const found = reference(scene)
      if (found.missing) return unknown(found.missing)
      return typeof found.value === 'string' && holds(value, found.value)
    }
  },
})

export const before = comparisonOfDays('before', (day, other) => day < other)
export const after = comparisonOfDays('after', (day, other) => day > other)
export const notBefore = comparisonOfDays('notBefore', (day, other) => day >= other)
export const notAfter = comparisonOfDays('notAfter', (day, other) => day <= other)
