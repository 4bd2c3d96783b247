import { amountIn } from './amount-in.ts'
import { figure, reversed, zeroFigure } from '../trace/draft.ts'
import { isUnknown, type Truth } from '../truth.ts'
import type { Assessed } from './assess.ts'
import { firstPortion, itemOf, placeFrom, type Portioning, type Purse } from './credits.ts'
import type { Item } from './item.ts'
import type { Adjustments } from './requirement.ts'
import type { Target } from './route.ts'
import { takeFor, type Taking } from './take.ts'
import { type Tally, tallyOf } from './tally.ts'
import type { Instance, Term } from './timeline.ts'

export interface Portions {
  readonly instance: Instance
  readonly term: Term
  /** In study order. */
  readonly assessed: readonly Assessed[]
  readonly purse: Purse
  readonly population: Truth
}

/** What each activity brings to a period of itself. */
export const ownItems = (
  { instance, term, assessed, purse, population }: Portions,
  adjustments: Adjustments,
): readonly Item[] => {
  const { judging } = tallyOf(instance, term, [], adjustments)
  const limitOf: Portioning['limitOf'] = ({ portion }) => {
    if (portion.kind !== 'spread') return zeroFigure('spread', 'min')
    if ('line' in portion.upTo) {
      const line = judging.lineById(portion.upTo.line)
      return line ? reversed(judging.requiredOf(line), 'spread-limit') : zeroFigure('spread', 'min')
    }
    const { lo, hi } = amountIn(portion.upTo.amount, judging)
    return figure(lo, hi, { op: 'const', text: 'spread-limit', unit: 'min' })
  }
  return assessed.flatMap((one) =>
    [...(one.contender?.amounts.keys() ?? [])].flatMap((measure) => {
      const portion = firstPortion(one, measure, {
        instance,
        term,
        purse,
        limitOf,
        inDoubt: isUnknown(population),
      })
      return portion ? [itemOf(one, measure, portion)] : []
    }),
  )
}

/** Takes of one activity as a rule that may govern it says; where several may, nothing is certain. */
const takeBy = (
  tally: Tally,
  assessed: Assessed,
  { instance, purse, population }: Portions,
  admits: (target: Target) => Pick<Taking, 'whole' | 'things'> | null,
): Tally => {
  const { targets, anywhere } = assessed.routing
  const perhaps = targets.length > 1 || anywhere
  return targets.reduce((now, target) => {
    const how = admits(target)
    const inDoubt = isUnknown(population)
    return how ? takeFor(now, assessed, { instance, purse, inDoubt, perhaps, ...how }) : now
  }, tally)
}

/** `draw`: after all other credit, what the period still lacks, in study order. */
export const drawAll = (tally: Tally, portions: Portions): Tally =>
  portions.assessed.reduce(
    (now, one) =>
      takeBy(now, one, portions, ({ portion, term }) => {
        const isHere =
          portion.kind === 'draw' &&
          term !== null &&
          placeFrom(portions.instance, term, portions.term, portion.over) >= 0
        return isHere ? { whole: false, things: false } : null
      }),
    tally,
  )

/** `shortageFirst`: what the period lacks, from later ones in study order, as far as they look back. */
export const shortageAll = (tally: Tally, portions: Portions): Tally =>
  portions.assessed.reduce(
    (now, one) =>
      takeBy(now, one, portions, ({ portion, term: home }) => {
        const { instance, term } = portions
        if (portion.kind !== 'shortageFirst' || !home || home.span.from <= term.span.to) return null
        const isNear = placeFrom(instance, term, home, portion.lookback + 1) >= 0
        return isNear ? { whole: portion.whole, things: true } : null
      }),
    tally,
  )
