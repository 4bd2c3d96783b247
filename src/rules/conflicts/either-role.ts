import { child, isPresent, readChoice } from '../reading/cursor.ts'
import { missingOfDeed } from '../scene.ts'
import { type Truth, unknown } from '../truth.ts'
import type { ConflictOperator, Contender } from './conflict.ts'
import { identityOf, readSameness } from './identity.ts'
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
    const identity = ({ scene }: Contender): string | null => identityOf(scene, fields)
    return {
      clips: false,
      resolve: (contenders) =>
        settlePairs(contenders, own, {
          keysOf: (contender) => [
            ...datesOf(contender.deed),
            ...[identity(contender)].filter((key) => key !== null),
          ],
          clash: (kept, other) =>
            differ(
              kept,
              other,
              overlaps(kept.deed, other.deed) ||
                (identity(kept) !== null && identity(kept) === identity(other)),
            ),
          prefer,
          because: 'conflict.role',
        }),
    }
  },
}

const differ = (a: Contender, b: Contender, isOneSession: boolean): Truth => {
  if (!isOneSession) return false
  const untold = [a, b].filter(({ deed }) => deed.source.role === undefined)
  if (untold.length > 0) return unknown(...untold.map(({ deed }) => missingOfDeed(deed, 'role')))
  return a.deed.source.role !== b.deed.source.role
}
