import { child, isPresent, readChoice } from '../reading/cursor.ts'
import type { ConflictOperator } from './conflict.ts'
import { readSameness, samenessOf } from './identity.ts'
import { settlePairs } from './pairwise.ts'

/** The same thing twice: one is kept, the first claimed or the one worth most (of equals the first claimed). */
export const duplicate: ConflictOperator = {
  key: 'duplicate',
  read: (at, own) => {
    const fields = readSameness(child(at, 'duplicate'))
    const prefer = isPresent(child(at, 'keep'))
      ? readChoice(child(at, 'keep'), ['first-claim', 'highest'])
      : 'first-claim'
    if (prefer === null || fields.length === 0) return null
    const { keyOf, isSame } = samenessOf(fields)
    return {
      clips: false,
      resolve: (contenders) =>
        settlePairs(contenders, own, {
          keysOf: ({ scene }) => [keyOf(scene)].filter((key) => key !== null),
          clash: (kept, other) => isSame(kept.scene, other.scene),
          prefer,
          because: 'conflict.duplicate',
        }),
    }
  },
}
