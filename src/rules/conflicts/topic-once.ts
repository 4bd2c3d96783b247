import { type Shift, readSpan, shift } from '../day-ref.ts'
import { child, readChoice } from '../reading/cursor.ts'
import type { Truth } from '../truth.ts'
import type { ConflictOperator, Contender } from './conflict.ts'
import { inOnePeriod } from './one-period.ts'
import { settlePairs } from './pairwise.ts'

/** One subject counts once: in a period, ever, or within a span of time from the one that counted. */
export const topicOnce: ConflictOperator = {
  key: 'topicOnce',
  read: (at, own) => {
    const place = child(at, 'topicOnce')
    const span: Shift | null =
      typeof place.value === 'object' && place.value !== null ? readSpan(place) : null
    const once = span ? 'span' : readChoice(place, ['period', 'ever'])
    const prefer =
      child(at, 'keep').value === undefined
        ? 'first-claim'
        : readChoice(child(at, 'keep'), ['first-claim', 'highest'])
    if (once === null || prefer === null) return null
    const clash = (kept: Contender, other: Contender): Truth => {
      if (once === 'period') return inOnePeriod(kept, other)
      return span === null || isWithin(kept.deed.completedOn, other.deed.completedOn, span)
    }
    return {
      clips: false,
      resolve: (contenders) =>
        settlePairs(contenders, own, {
          keysOf: ({ deed }) => (deed.source.topic === undefined ? [] : [deed.source.topic]),
          clash,
          prefer,
          because: 'conflict.topic',
        }),
    }
  },
}

const isWithin = (one: string, other: string, span: Shift): boolean => {
  const [first, second] = one <= other ? [one, other] : [other, one]
  return second < shift(first, span, 1)
}
