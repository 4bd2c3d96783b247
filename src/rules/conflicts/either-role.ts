import { child, isPresent, readChoice } from '../reading/cursor.ts'
import { missingOfDeed } from '../scene.ts'
import { allOf, anyOf, type Truth, unknown } from '../truth.ts'
import type { ConflictOperator, Contender } from './conflict.ts'
import { readSameness, samenessOf } from './identity.ts'
import { settlePairs } from './pairwise.ts'
import { datesOf, overlaps } from './sessions.ts'

/** Teacher and learner of one session: one of the two roles counts. One session is one hour, or what `eitherRole` lists being equal. */
export const eitherRole: ConflictOperator = {
  key: 'eitherRole',
  read: (at, own) => {
    const fields = readSameness(child(at, 'eitherRole'))
    const prefer = isPresent(child(at, 'keep'))
      ? readChoice(child(at, 'keep'), ['first-claim', 'highest'])
      : 'first-claim'
    if (prefer === null || fields.length === 0) return null
    const { keyOf, isSame } = samenessOf(fields)
    const isOneSession = (a: Contender, b: Contender): Truth => {
      const key = keyOf(a.scene)
      return anyOf(
        [overlaps(a.deed, b.deed), key !== null && key === keyOf(b.scene) && isSame(a.scene, b.scene)],
        (truth) => truth,
      )
    }
    return {
      clips: false,
      resolve: (contenders) =>
        settlePairs(contenders, own, {
          keysOf: (contender) => [
            ...datesOf(contender.deed),
            ...[keyOf(contender.scene)].filter((key) => key !== null),
          ],
          clash: (kept, other) => allOf([isOneSession, differ], (test) => test(kept, other)),
          prefer,
          because: 'conflict.role',
        }),
    }
  },
}

const differ = (a: Contender, b: Contender): Truth => {
  const untold = [a, b].filter(({ deed }) => deed.source.role === undefined)
  if (untold.length > 0) return unknown(...untold.map(({ deed }) => missingOfDeed(deed, 'role')))
  return a.deed.source.role !== b.deed.source.role
}
