import { type Shift, readSpan, shift } from '../day-ref.ts'
import { child, readChoice } from '../reading/cursor.ts'
import type { ConflictOperator, Contender } from './conflict.ts'
import { settlePairs } from './pairwise.ts'

/** One subject counts once: in a period, ever, or within a span of time from the one that counted. */
export const topicOnce: ConflictOperator = {
  key: 'topicOnce',
  keys: ['keep'],
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
    const keyOf = ({ deed, periodKey }: Contender): readonly string[] => {
      const { topic } = deed.source
      return topic === undefined ? [] : [once === 'period' ? `${periodKey} ${topic}` : topic]
    }
    return {
      clips: false,
      resolve: (contenders) =>
        settlePairs(contenders, own, {
          keysOf: keyOf,
          clash: (kept, other) =>
            span === null || isWithin(kept.deed.completedOn, other.deed.completedOn, span),
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
