import type { ClosedPeriod } from '../facts.ts'
import { usualExempt } from '../parts/exempt.ts'
import { endsOf, zeroFigure } from '../trace/draft.ts'
import type { Span } from '../scene.ts'
import { isUnknown, type Truth } from '../truth.ts'
import { amountIn } from './amount-in.ts'
import type { Assessed } from './assess.ts'
import { carryOutOf } from './carry.ts'
import { closedLots, closedRow } from './closed-row.ts'
import { doneIn } from './done.ts'
import { exemptBefore, exemptedOf, exemptedWithin } from './exemptions.ts'
import { extend, type Extended } from './extension.ts'
import type { Item, Lot } from './item.ts'
import { judge, type Judged } from './judge.ts'
import { membershipOf } from './membership.ts'
import { drawAll, ownItems, type Portions, shortageAll } from './portions.ts'
import type { Added, Adjustments } from './requirement.ts'
import { boundsOf, type Tally, tallyOf } from './tally.ts'
import type { Instance, Term } from './timeline.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'

/** One period gone through all stages. */
export interface Solved {
  readonly term: Term
  readonly population: Truth
  /** What its lines lack, at most and at least. */
  readonly tally: Tally
  /** What its lines count, at least and at most. */
  readonly bounds: Tally
  readonly judged: Judged
  readonly carryIn: readonly Lot[]
  readonly carryOut: readonly Lot[]
  readonly extension: Extended['tier']
  readonly closed: ClosedPeriod | null
}

/** Stages 6 to 10 for one period, on what older ones have left. A closed period takes nothing but what is pinned to it. */
export const solveTerm = (portions: Portions, lots: readonly Lot[]): Solved => {
  const { instance, term, population } = portions
  const closed = closedRow(instance, term)
  const assessed = closed
    ? portions.assessed.filter(({ deed }) => closed.counted.includes(deed.id))
    : portions.assessed
  const own: Portions = { ...portions, assessed }
  const adjustments = adjustmentsOf(own, portions.assessed)
  const base = [...ownItems(own, adjustments), ...lots.map(lotItem)]
  const taken = shortageAll(drawAll(tallyOf(instance, term, base, adjustments), own), own)
  const extended = extend(taken, own)
  const bounds = boundsOf(extended.bounded, instance, extended.added)
  const rule = term.obligation.carryOver
  const out = closed ? closedLots(closed, term, instance) : rule ? carryOutOf(bounds, rule) : []
  return {
    term,
    population,
    tally: extended.tally,
    bounds,
    judged: judge(extended.tally, bounds, instance, population, extended.doubt),
    carryIn: lots,
    carryOut: isUnknown(population) ? out.map(inDoubt) : out,
    extension: extended.tier,
    closed,
  }
}

const inDoubt = (lot: Lot): Lot => ({
  ...lot,
  figure: endsOf(zeroFigure('maybe-not', 'min'), lot.figure, 'maybe'),
})

const lotItem = (lot: Lot): Item => ({ measure: 'hours', figure: lot.figure, assessed: null, lot })

/** Stage 9's inputs for a period: proportion, exemptions and what is owed on return. */
const adjustmentsOf = (
  { instance, term, assessed, purse }: Portions,
  everything: readonly Assessed[],
): Adjustments => {
  const { prorate } = term.obligation
  const exempted = exemptedOf(instance, term)
  const prorated = (year?: Span): Adjustments['prorate'] =>
    prorate && { rule: prorate, membership: membershipOf(instance, term, prorate, year) }
  const usual: Adjustments = {
    prorate: prorated(),
    exempted,
    within: (year) => ({ prorate: prorated(year), exempted: exemptedWithin(instance, term, year) }),
    added: [],
    everything,
    done: doneIn(instance, term, assessed, purse),
  }
  return exempted.full.length > 0 ? usual : { ...usual, added: debtOf(instance, term, usual) }
}

const debtOf = (instance: Instance, term: Term, usual: Adjustments): readonly Added[] => {
  const exempt = term.obligation.exempt ?? usualExempt
  const before = exemptBefore(instance, term, exempt)
  if (!exempt.debt || before === 0) return []
  const { judging } = tallyOf(instance, term, [], usual)
  const each = amountIn(exempt.debt.perPeriod, judging)
  const most = exempt.debt.most && amountIn(exempt.debt.most, judging)
  const owed = (amount: number, limit: number | undefined): number =>
    Math.min(amount * before, limit ?? Infinity)
  const line = exempt.debt.line ?? firstAmountLine(term.obligation.lines, exempt.debt.measure)?.id
  const lines = line === undefined ? [] : [line]
  return [
    {
      text: 'debt',
      clause: exempt.debt.clause,
      lines,
      lo: owed(each.hi, most?.hi),
      hi: owed(each.lo, most?.lo),
    },
  ]
}
