import { child, isPresent, readChoice, readInteger } from '../reading/cursor.ts'
import type { Truth } from '../truth.ts'
import type { ConflictOperator, Contender } from './conflict.ts'
import { inOnePeriod } from './one-period.ts'
import { surelyOutweighs } from './pairwise.ts'
import { type Doubt, doubtOf, joinedDoubt, noDoubt, yieldTo } from './yield-to.ts'

type Preference = 'first-claim' | 'highest'

/** So many of a kind count in a period, whatever each is worth: the first claimed, or those worth most (of equals the first claimed). */
export const mostOf: ConflictOperator = {
  key: 'most',
  read: (at, own) => {
    const most = readInteger(child(at, 'most'), 1, 1000)
    const prefer = isPresent(child(at, 'keep'))
      ? readChoice(child(at, 'keep'), ['first-claim', 'highest'])
      : 'first-claim'
    if (most === null || prefer === null) return null
    return {
      clips: false,
      resolve: (contenders) => {
        const members = new Map(
          contenders.flatMap((contender): readonly (readonly [Contender, Doubt])[] => {
            const truth = own.when.test(contender.scene)
            return contender.presence === 'no' || truth === false ? [] : [[contender, doubtOf(truth)]]
          }),
        )
        return contenders.map((contender) => {
          const doubt = members.get(contender)
          return doubt ? placed(contender, doubt, members, { most, prefer, clause: own.clause }) : contender
        })
      },
    }
  },
}

interface Bound {
  readonly most: number
  readonly prefer: Preference
  readonly clause: string | undefined
}

/** Out where so many others are before it for certain; in where fewer may be; else it may be either. */
const placed = (
  contender: Contender,
  own: Doubt,
  members: ReadonlyMap<Contender, Doubt>,
  { most, prefer, clause }: Bound,
): Contender => {
  let [sure, may, reasons] = [0, 0, own]
  let winner: Contender | null = null
  let isBehind = false
  for (const [other, doubt] of members) {
    if (other === contender) {
      isBehind = true
      continue
    }
    const period = inOnePeriod(other, contender)
    const ahead = period === false ? false : isAhead(other, contender, prefer, !isBehind)
    if (ahead === false) continue
    may += 1
    winner = other
    const told = [doubtOf(period), doubtOf(ahead), doubt]
    if (other.presence !== 'yes' || told.some(({ isOpen }) => isOpen))
      reasons = joinedDoubt(reasons, ...told, {
        isOpen: true,
        missing: other.presence === 'yes' ? [] : other.missing,
      })
    else sure += 1
  }
  if (!winner || may < most) return contender
  const isCertain = sure >= most && !own.isOpen
  const first = isCertain ? { ...winner, presence: 'yes' as const } : winner
  return yieldTo(
    contender,
    first,
    'conflict.most',
    clause,
    isCertain ? noDoubt : { ...reasons, isOpen: true },
  )
}

/** Whether another goes before it, both being there. */
const isAhead = (other: Contender, one: Contender, prefer: Preference, isEarlier: boolean): Truth => {
  if (prefer === 'first-claim') return isEarlier
  if (surelyOutweighs(other, one)) return true
  return surelyOutweighs(one, other) ? false : { missing: [...other.missing, ...one.missing] }
}
