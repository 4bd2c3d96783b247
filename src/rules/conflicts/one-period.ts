import { type Truth, unknown } from '../truth.ts'
import type { Contender } from './conflict.ts'

/** Open where a missing fact hides which period one of them serves. */
export const inOnePeriod = (a: Contender, b: Contender): Truth => {
  const may = a.periods === null || b.periods === null || a.periods.some((key) => b.periods?.includes(key))
  if (!may) return false
  return a.periods?.length === 1 && b.periods?.length === 1 ? true : unknown(...a.missing, ...b.missing)
}
