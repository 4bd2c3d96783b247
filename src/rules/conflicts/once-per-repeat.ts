import { compare, type Fraction, one, zero } from '../../kernel/exact.ts'
import { child, fault, isPresent, readExact } from '../reading/cursor.ts'
import type { Amounts, ConflictOperator, Contender } from './conflict.ts'
import { identityOf, readSameness } from './identity.ts'
import { type Doubt, doubtOf, joinedDoubt, yieldTo } from './yield-to.ts'

/** A presentation given again: the first claimed counts, later ones nothing or (`later`) a stated fraction. */
export const oncePerRepeat: ConflictOperator = {
  key: 'repeat',
  read: (at, own) => {
    const fields = readSameness(child(at, 'repeat'))
    const later = isPresent(child(at, 'later')) ? readExact(child(at, 'later')) : zero
    if (!later || fields.length === 0) return null
    if (compare(later, one) > 0) return fault(child(at, 'later'), 'share.above-one')
    return {
      clips: false,
      resolve: (contenders) => {
        const firsts = new Map<string, First>()
        return contenders.map((contender) => {
          const truth = own.when.test(contender.scene)
          const key =
            contender.presence === 'no' || truth === false ? null : identityOf(contender.scene, fields)
          if (key === null) return contender
          const mine: First = { contender, doubt: doubtOf(truth) }
          const first = firsts.get(key)
          if (!first || !isSure(first)) firsts.set(key, first && !isSure(mine) ? first : mine)
          if (!first) return contender
          const doubt = joinedDoubt(mine.doubt, first.doubt)
          if (later.top === 0n)
            return yieldTo(contender, first.contender, 'conflict.repeat', own.clause, doubt)
          return reduced(contender, first.contender, later, doubt, own.clause)
        })
      },
    }
  },
}

/** The one that the others repeat: of those in doubt the earliest, until one is certain. */
interface First {
  readonly contender: Contender
  readonly doubt: Doubt
}

const isSure = ({ contender, doubt }: First): boolean => contender.presence === 'yes' && !doubt.isOpen

/** The fraction of whole grains, the part below one grain dropped; in doubt anything from it to the full amount. */
const reduced = (
  contender: Contender,
  winner: Contender,
  later: Fraction,
  doubt: Doubt,
  clause: string | undefined,
): Contender => {
  const isOpen = doubt.isOpen || winner.presence !== 'yes'
  const part = (grains: number): number =>
    grains === Infinity ? Infinity : Number((BigInt(grains) * later.top) / later.bottom)
  const amounts: Amounts = new Map(
    [...contender.amounts].map(([measure, { lo, hi }]) => [
      measure,
      { lo: part(lo), hi: isOpen ? hi : part(hi) },
    ]),
  )
  const factor = { top: Number(later.top), bottom: Number(later.bottom) }
  const lost = {
    because: 'conflict.repeat',
    winner: winner.deed.id,
    factor,
    ...(clause !== undefined && { clause }),
  }
  const missing = [
    ...contender.missing,
    ...doubt.missing,
    ...(winner.presence === 'yes' ? [] : winner.missing),
  ]
  return { ...contender, amounts, missing, lost }
}
