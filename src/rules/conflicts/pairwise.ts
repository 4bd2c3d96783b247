import type { Rule } from '../pack/rule.ts'
import type { Truth } from '../truth.ts'
import { inClaimOrder } from '../world.ts'
import type { Contender } from './conflict.ts'
import { type Doubt, doubtOf, joinedDoubt, noDoubt, yieldTo } from './yield-to.ts'

export interface Quarrel {
  /** Only those that share a key can be in each other's way. */
  readonly keysOf: (contender: Contender) => readonly string[]
  readonly clash: (kept: Contender, other: Contender) => Truth
  readonly prefer: 'first-claim' | 'highest'
  readonly because: string
}

/**
 * Goes through the contenders from the most preferred on; whoever clashes with one that is kept yields to it. Those
 * that have yielded stand in nobody's way. Where missing facts hide who is preferred, both are in doubt.
 */
export const settlePairs = (
  contenders: readonly Contender[],
  rule: Rule,
  quarrel: Quarrel,
): readonly Contender[] => {
  const doubts = new Map<string, Doubt>()
  const state = new Map<string, Contender>()
  const kept = new Map<string, string[]>()
  for (const contender of inPreference(contenders, quarrel.prefer)) {
    const truth = rule.when.test(contender.scene)
    if (contender.presence === 'no' || truth === false) continue
    const own = doubtOf(truth)
    const keys = quarrel.keysOf(contender)
    const rivals = [...new Set(keys.flatMap((key) => kept.get(key) ?? []))].flatMap(
      (id) => state.get(id) ?? [],
    )
    let result = contender
    for (const rival of rivals) {
      const clash = quarrel.clash(rival, contender)
      if (clash === false || result.presence === 'no') continue
      const settled = joinedDoubt(own, doubts.get(rival.deed.id) ?? noDoubt, doubtOf(clash))
      const isFirst = quarrel.prefer === 'first-claim' || surelyOutweighs(rival, contender)
      const doubt = isFirst
        ? settled
        : joinedDoubt(settled, { isOpen: true, missing: [...rival.missing, ...contender.missing] })
      if (!isFirst) state.set(rival.deed.id, yieldTo(rival, contender, quarrel.because, rule.clause, doubt))
      result = yieldTo(result, rival, quarrel.because, rule.clause, doubt)
    }
    state.set(contender.deed.id, result)
    if (result.presence === 'no') continue
    doubts.set(contender.deed.id, own)
    for (const key of keys) kept.set(key, [...(kept.get(key) ?? []), contender.deed.id])
  }
  return contenders.map((contender) => state.get(contender.deed.id) ?? contender)
}

const worth = ({ amounts }: Contender): { readonly lo: number; readonly hi: number } =>
  [...amounts.values()].find(({ hi }) => hi > 0) ?? { lo: 0, hi: 0 }

/** Contenders come in claim order, which the sort keeps among equals. */
const inPreference = (contenders: readonly Contender[], prefer: Quarrel['prefer']): readonly Contender[] =>
  prefer === 'first-claim'
    ? contenders
    : contenders.toSorted((a, b) => (worth(a).hi === worth(b).hi ? 0 : worth(a).hi > worth(b).hi ? -1 : 1))

/** Whether it would be worth more, or as much and claimed earlier, if both are there: whether they are is `yieldTo`'s question. */
export const surelyOutweighs = (rival: Contender, contender: Contender): boolean => {
  const least = rival.presence === 'maybe' ? worth(rival).hi : worth(rival).lo
  const most = worth(contender).hi
  if (least === Infinity || most === Infinity) return false
  return least === most ? inClaimOrder(rival.deed, contender.deed) < 0 : least > most
}
