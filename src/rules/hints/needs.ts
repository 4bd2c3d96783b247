import type { Verdict } from '../lines/line.ts'
import type { Measure } from '../pack/scope.ts'
import type { Need } from '../result.ts'
import { inUnitsOf } from '../stages/render.ts'
import { type Given, type Lack, lacksOf } from './lacks.ts'
import { type Earned, serves, sharesKept } from './shares.ts'
import { branches } from './ways.ts'

/** One way to satisfy what is still unmet, with the effort it takes: minutes, and things to be done that have none. */
export interface Plan {
  readonly needs: readonly Need[]
  readonly total: number
  readonly measure: Measure | null
  readonly things: number
}

/** `barred`: lines that no study settles any more, where each of the ways holds one. */
export interface Plans {
  readonly plans: readonly Plan[]
  readonly barred: readonly string[]
}

/** The cheapest set of remaining categories for each way to be met, cheapest first. What an inner year lacks that is over nothing mends. */
export const plansFor = (verdicts: readonly Verdict[], given: Given): Plans => {
  const { on } = given.scene.world
  const ways = branches(verdicts).map((way) => ({
    isOver: way.some(({ slice, standing }) => slice && standing !== 'met' && slice.to < on),
    found: lacksOf(way, given),
  }))
  const plans = ways
    .flatMap(({ isOver, found }) =>
      isOver || 'barred' in found ? [] : [planOf(found.lacks, given.categories)],
    )
    .filter((plan) => plan !== null)
    .filter(({ needs }) => needs.length > 0)
    .toSorted((a, b) => a.things - b.things || a.total - b.total)
  const barred = ways.map(({ found }) => ('barred' in found ? found.barred : []))
  return { plans, barred: barred.every((lines) => lines.length > 0) ? [...new Set(barred.flat())] : [] }
}

/** Inner years before the whole period, and what can be earned in fewest ways before what can be in more. */
const narrowness = ({ slice, categories }: Lack): number =>
  (slice ? 0 : 1_000_000) + (categories ? categories.size : -1)

interface Found {
  readonly need: Need
  readonly order: number
  readonly grains: number
  readonly measure: Measure
}

/**
 * Narrow lines first: what they need serves the wider ones that hold them, so that `need(parent) = max(own remaining,
 * Σ children)`. Where a wider line asks for more, any of its categories will do; the one that serves most others is taken.
 * Shares of what is counted come last, for all that is studied widens them. Null: no end of it was found.
 */
const planOf = (lacks: readonly Lack[], categories: readonly string[]): Plan | null => {
  const needs: Found[] = []
  for (const group of Map.groupBy(lacks, ({ line }) => line.measure.id).values()) {
    const narrow = group
      .filter(({ share }) => !share)
      .toSorted((a, b) => narrowness(a) - narrowness(b) || a.order - b.order)
    const shares = group.filter(({ share }) => share)
    const earned: Earned[] = []
    for (const [index, lack] of narrow.entries()) {
      const have = earned.filter((each) => serves(each, lack)).reduce((sum, each) => sum + each.grains, 0)
      const grains = lack.grains - have
      if (grains <= 0) continue
      const wider = [...narrow.slice(index + 1), ...shares]
      earned.push({
        lack,
        in: lack.categories && mostServing(lack.categories, wider, categories),
        slice: lack.slice,
        grains,
      })
    }
    const all = sharesKept(shares, earned, categories)
    if (!all) return null
    for (const { lack, in: best, grains } of all)
      needs.push({
        need: needOf(best, lack, grains, categories),
        order: lack.order,
        grains,
        measure: lack.line.measure,
      })
  }
  const isNamed = ({ need }: Found): number => (need.category === null && need.line === undefined ? 1 : 0)
  const inOrder = needs.toSorted((a, b) => isNamed(a) - isNamed(b) || a.order - b.order)
  const timed = inOrder.filter(({ measure }) => measure.isTime)
  const summed = timed.length > 0 ? timed : inOrder
  return {
    needs: inOrder.map(({ need }) => need),
    total: summed.reduce((sum, { grains }) => sum + grains, 0),
    measure: summed[0]?.measure ?? null,
    things: timed.length > 0 ? inOrder.length - timed.length : inOrder.length,
  }
}

/** Those of a line's categories that serve the most of the wider lines still open. */
const mostServing = (
  own: ReadonlySet<string>,
  wider: readonly Lack[],
  categories: readonly string[],
): ReadonlySet<string> => {
  const served = (category: string): number => wider.filter((lack) => lack.categories?.has(category)).length
  const inOrder = categories.filter((category) => own.has(category))
  const most = Math.max(...inOrder.map(served))
  return new Set(inOrder.filter((category) => served(category) === most))
}

const needOf = (
  best: ReadonlySet<string> | null,
  { line, slice }: Lack,
  grains: number,
  categories: readonly string[],
): Need => {
  const rest = {
    measure: line.measure.id,
    amount: inUnitsOf(line.measure, grains),
    ...((slice || best === null) && { line: line.id }),
    ...(slice && { from: slice.from, before: slice.to }),
  }
  if (best === null) return { category: null, ...rest }
  const [only] = best
  if (only !== undefined && best.size === 1) return { category: only, ...rest }
  return best.size === categories.length
    ? { category: null, ...rest }
    : { category: null, anyOf: [...best], ...rest }
}
