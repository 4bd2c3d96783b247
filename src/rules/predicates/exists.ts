import { readFlag } from '../reading/cursor.ts'
import type { Comparison } from './predicate.ts'

/** Tells "known to have one" from "known to have none"; what is not known at all is neither. */
export const exists: Comparison = {
  key: 'exists',
  read: (at) => {
    const wanted = readFlag(at)
    if (wanted === null) return null
    return (value) => (value !== null && !(typeof value === 'object' && value.length === 0)) === wanted
  },
}
