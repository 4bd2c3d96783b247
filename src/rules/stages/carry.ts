import type { CarryOver } from '../parts/carry-over.ts'
import type { Line } from '../lines/line.ts'
import {
  endsOf,
  type Figure,
  figure,
  leftOf,
  lesserOf,
  reversed,
  sumFigure,
  zeroFigure,
} from '../trace/draft.ts'
import { isUnknown, type MissingRef, missingOf, type Truth } from '../truth.ts'
import { inClaimOrder } from '../world.ts'
import { amountIn } from './amount-in.ts'
import { categoryName } from './category-name.ts'
import { cutApart } from './cut.ts'
import { inEach, type Item, type Lot, selects } from './item.ts'
import { findLine, type Tally } from './tally.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'

const minutes = 'min'

/** Stage 7: what a period hands on to the next, at least and at most; ages count periods since the credit was earned. */
export const carryOutOf = (tally: Tally, rule: CarryOver): readonly Lot[] => {
  const { lines } = tally.term.obligation
  const total = rule.line === null ? firstAmountLine(lines) : findLine(lines, rule.line)
  const when = rule.when.test(tally.judging.scene)
  if (!total || when === false) return []
  const own = ownCredit(tally, total, rule)
  const again = rule.recarry ? carriedIn(tally, rule) : []
  const credit = sumFigure(
    [...own.map((each) => each.figure), ...again.map((lot) => lot.figure)],
    'carriable',
    minutes,
  )
  const excess = leftOf(tally.judging.countOf(total), tally.judging.requiredOf(total), 'excess', rule.clause)
  let out = lesserOf(excess, credit, 'carry-out', rule.clause)
  const cap = rule.cap && amountIn(rule.cap, tally.judging)
  if (cap) {
    const most = figure(cap.lo, cap.hi, {
      op: 'const',
      text: 'carry-cap',
      ...(rule.clause !== undefined && { clause: rule.clause }),
      unit: minutes,
    })
    out = lesserOf(out, most, 'carry-out', rule.clause)
  }
  if (isUnknown(when)) out = endsOf(zeroFigure('carry-none', minutes), out, 'carry-out')
  const reasons = [
    ...missingOf(when),
    ...(cap?.missing ?? []),
    ...own.flatMap((each) => each.missing),
    ...tally.open.map(({ missing }) => missing),
  ]
  return distributed(out, own, again, excess, tally, total)
    .filter(({ figure: { lo, hi } }) => lo > 0 || hi > 0)
    .map((lot) => (lot.figure.lo === lot.figure.hi ? lot : { ...lot, missing: [...lot.missing, ...reasons] }))
}

interface Own {
  readonly figure: Figure
  readonly category: string
  readonly missing: readonly MissingRef[]
}

/** The period's own credit that may be carried, after caps, first claimed first. */
const ownCredit = (tally: Tally, total: Line, rule: CarryOver): readonly Own[] => {
  const cuts = cutApart(tally.items, tally.cutting)
  return tally.items
    .filter(({ assessed, measure }) => assessed && measure === total.measure.id)
    .toSorted((a, b) => (a.assessed && b.assessed ? inClaimOrder(a.assessed.deed, b.assessed.deed) : 0))
    .flatMap((item): readonly Own[] => {
      const truth = carriable(item, total, rule, tally)
      if (truth === false || !item.assessed) return []
      const cutTo = cuts.get(item)
      const kept = cutTo?.figure ?? item.figure
      const own = isUnknown(truth) ? endsOf(zeroFigure('maybe-not', minutes), kept, 'maybe') : kept
      const category = rule.as === 'total-only' ? '*' : categoryName(item.assessed.recognised.categories)
      const missing = [...missingOf(truth), ...item.assessed.missing, ...(cutTo?.missing ?? [])]
      return [{ figure: own, category, missing }]
    })
}

const carriable = (item: Item, total: Line, rule: CarryOver, tally: Tally): Truth => {
  const counted = selects(total, item, tally.judging.scene)
  const { assessed } = item
  if (counted === false || !assessed?.contender) return false
  const { categories, missing } = assessed.recognised
  const allowed = inEach(
    { counts: rule.carriable, readAs: new Map() },
    assessed.contender.scene,
    categories,
    missing,
  )
  if (allowed === false) return false
  return isUnknown(counted) ? counted : allowed
}

/** What was carried in and may be carried on: in a carriable category, and not past its time. */
const carriedIn = (tally: Tally, rule: CarryOver): readonly Lot[] =>
  tally.items
    .flatMap(({ lot }) => lot ?? [])
    .flatMap((lot): readonly Lot[] => {
      const { age, category } = lot
      if (rule.expires !== null && age + 1 > rule.expires) return []
      const truth = category === '*' || rule.carriable.test({ ...tally.judging.scene, category })
      if (truth === false) return []
      if (!isUnknown(truth)) return [lot]
      const figure = endsOf(zeroFigure('maybe-not', minutes), lot.figure, 'maybe')
      return [{ ...lot, figure, missing: [...lot.missing, ...truth.missing] }]
    })
    .toSorted((a, b) => a.age - b.age)

/**
 * Which credit goes on. What the requirement used up was the oldest: carried lots, then the first claims. Of what is
 * left the period's own goes before older lots, and earlier claims before later ones, so that one more claim at the
 * end takes nothing from those before it.
 */
const distributed = (
  out: Figure,
  own: readonly Own[],
  again: readonly Lot[],
  excess: Figure,
  tally: Tally,
  total: Line,
): readonly Lot[] => {
  const onlyLine = tally.term.obligation.carryOver?.as === 'total-only' ? total.id : null
  const fresh = { origin: tally.term.key, age: 1, onlyLine, missing: [] }
  const ownSum = sumFigure(
    own.map((each) => each.figure),
    'carriable',
    minutes,
  )
  let rest = out
  const take = (figure: Figure): Figure => {
    const taken = lesserOf(rest, figure, 'carried')
    rest = leftOf(rest, figure.lo === figure.hi ? taken : reversed(figure, 'carried'), 'carried-rest')
    return taken
  }
  const lots: Lot[] = []
  // While it is open how much goes on, or of what, only the sum is told: a share of each category would say less of it.
  const isOpen = out.lo !== out.hi || own.some(({ figure: each }) => each.lo !== each.hi)
  const [category, ...others] = new Set(own.map((each) => each.category))
  if (onlyLine !== null || isOpen || others.length === 0) {
    const name = onlyLine === null && others.length === 0 ? (category ?? '*') : '*'
    if (own.length > 0) lots.push({ ...fresh, category: name, figure: take(ownSum) })
  } else {
    let used = leftOf(ownSum, excess, 'used-up')
    const byCategory = new Map<string, Figure[]>()
    for (const { category, figure: credit } of own) {
      const left = leftOf(credit, used, 'unused')
      used = leftOf(used, credit, 'used-up')
      byCategory.set(category, [...(byCategory.get(category) ?? []), take(left)])
    }
    for (const [name, figures] of byCategory) {
      lots.push({ ...fresh, category: name, figure: sumFigure(figures, 'carried', minutes) })
    }
  }
  rest = leftOf(out, ownSum.lo === ownSum.hi ? ownSum : reversed(ownSum, 'carried'), 'carried-rest')
  for (const lot of again) lots.push({ ...lot, age: lot.age + 1, figure: take(lot.figure) })
  return lots
}
