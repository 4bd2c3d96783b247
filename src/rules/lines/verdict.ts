import { compare, type Fraction, fraction, greater, subtract, zero } from '../../kernel/exact.ts'
import type { Standing } from '../result.ts'
import type { Draft, Figure } from '../trace/draft.ts'
import type { Line, Verdict } from './line.ts'

type Pair = { readonly lo: Fraction; readonly hi: Fraction }

/** Met if the cautious run meets it, unmet if even the favourable run does not. */
export const judged = (counted: Pick<Figure, 'lo' | 'hi'>, required: Pair): Standing => {
  const reaches = (amount: number, least: Fraction): boolean =>
    amount === Infinity || compare(fraction(amount), least) >= 0
  return reaches(counted.lo, required.lo)
    ? 'met'
    : reaches(counted.hi, required.hi)
      ? 'undetermined'
      : 'unmet'
}

export const remainingOf = (counted: Pick<Figure, 'lo'>, required: Pair): Fraction =>
  counted.lo === Infinity ? zero : greater(zero, subtract(required.lo, fraction(counted.lo)))

export const wholeGrains = ({ lo, hi }: Pick<Figure, 'lo' | 'hi'>): Pair => ({
  lo: fraction(lo),
  hi: fraction(hi),
})

export const verdictOf = (line: Line, counted: Figure, required: Pair, node: Omit<Draft, 'out'>): Verdict => {
  const standing = judged(counted, required)
  return {
    line,
    standing,
    required,
    counted: { lo: counted.lo, hi: counted.hi },
    remaining: remainingOf(counted, required),
    node: { ...node, ...(line.clause !== undefined && { clause: line.clause }), out: standing },
  }
}

/** All met; unmet as soon as one is. */
export const allStanding = (standings: readonly Standing[]): Standing =>
  standings.includes('unmet') ? 'unmet' : standings.includes('undetermined') ? 'undetermined' : 'met'

/** At least k met. */
export const someStanding = (standings: readonly Standing[], least: number): Standing => {
  const met = standings.filter((standing) => standing === 'met').length
  const open = standings.filter((standing) => standing === 'undetermined').length
  return met >= least ? 'met' : met + open >= least ? 'undetermined' : 'unmet'
}
