import { child, readChoice } from '../reading/cursor.ts'
import type { ConflictOperator } from './conflict.ts'
import { settlePairs } from './pairwise.ts'
import { datesOf, overlaps } from './sessions.ts'

/** Two sessions at one hour: the earlier claim keeps it and the later activity is refused whole, or with `clip` loses only the shared minutes. */
export const overlap: ConflictOperator = {
  key: 'overlap',
  read: (at, own) => {
    const way = readChoice(child(at, 'overlap'), ['first-claim', 'clip'])
    if (way === null) return null
    return {
      clips: way === 'clip',
      resolve: (contenders) =>
        way === 'clip'
          ? contenders
          : settlePairs(contenders, own, {
              keysOf: ({ deed }) => datesOf(deed),
              clash: (kept, other) => overlaps(kept.deed, other.deed),
              prefer: 'first-claim',
              because: 'conflict.overlap',
            }),
    }
  },
}
