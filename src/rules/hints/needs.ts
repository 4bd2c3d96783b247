import { ceiling, type Fraction } from '../../kernel/exact.ts'
import type { Line, Verdict } from '../lines/line.ts'
import type { Measure } from '../pack/scope.ts'
import type { Need } from '../result.ts'
import type { Scene, Span } from '../scene.ts'
import { inUnitsOf } from '../stages/render.ts'

/** One way to satisfy what is still unmet, with the effort it takes: minutes, and things to be done that have none. */
export interface Plan {
  readonly needs: readonly Need[]
  readonly total: number
  readonly measure: Measure | null
  readonly things: number
}

/** What one line still lacks, and in which categories it can be earned; null: not by category alone. */
interface Lack {
  readonly line: Line
  readonly grains: number
  readonly categories: ReadonlySet<string> | null
  /** The inner year in which it has to be earned. */
  readonly slice: Span | null
  readonly order: number
}

const mostPlans = 6

/** The unmet lines of each way through the alternatives; two branches of an either-or are two ways. */
const branches = (verdicts: readonly Verdict[]): readonly (readonly Verdict[])[] =>
  verdicts.reduce<readonly (readonly Verdict[])[]>(
    (ways, verdict) => {
      const own = waysOf(verdict)
      return ways.flatMap((way) => own.map((more) => [...way, ...more])).slice(0, mostPlans)
    },
    [[]],
  )

const waysOf = (verdict: Verdict): readonly (readonly Verdict[])[] => {
  if (verdict.standing === 'met') return [[]]
  if (verdict.line.kind === 'floor') return [verdict.lines ?? []]
  if (verdict.lines) return branches(verdict.lines)
  if (!verdict.alternatives) return [[verdict]]
  if (verdict.line.kind === 'anyOf') return verdict.alternatives.flatMap(waysOf).slice(0, mostPlans)
  const open = verdict.alternatives.filter(({ standing }) => standing !== 'met')
  const least = Number(verdict.node.args?.['k'] ?? 1) - (verdict.alternatives.length - open.length)
  return choices(open, least)
    .flatMap((chosen) => branches(chosen))
    .slice(0, mostPlans)
}

/** The ways to choose k of a list, in its order. */
const choices = <T>(items: readonly T[], k: number): readonly (readonly T[])[] => {
  if (k <= 0) return [[]]
  const [first, ...rest] = items
  if (first === undefined || items.length < k) return []
  return [...choices(rest, k - 1).map((more) => [first, ...more]), ...choices(rest, k)].slice(0, mostPlans)
}

/** The cheapest set of remaining categories for each way to be met, cheapest first. What an inner year lacks that is over nothing mends. */
export const plansFor = (
  verdicts: readonly Verdict[],
  categories: readonly string[],
  scene: Scene,
): readonly Plan[] =>
  branches(verdicts)
    .filter(
      (way) => !way.some(({ slice, standing }) => slice && standing !== 'met' && slice.to < scene.world.on),
    )
    .map((way) =>
      planOf(
        way.flatMap((verdict, order) => lackOf(verdict, order, categories, scene)),
        categories,
      ),
    )
    .filter(({ needs }) => needs.length > 0)
    .toSorted((a, b) => a.things - b.things || a.total - b.total)

const lackOf = (
  { line, remaining, ...verdict }: Verdict,
  order: number,
  categories: readonly string[],
  scene: Scene,
): readonly Lack[] => {
  const grains = wholeGrains(remaining)
  const slice = verdict.slice ?? null
  if (grains === 0) return []
  if (line.measure.id === 'done') return [{ line, grains, categories: null, slice, order }]
  const taken = categories.filter((category) => {
    return (
      line.counts.test({ ...scene, deed: null, category: line.readAs.get(category) ?? category }) === true
    )
  })
  const all = line.counts.tree.op === 'always'
  return [
    {
      line,
      grains,
      order,
      slice,
      categories: all ? new Set(categories) : taken.length > 0 ? new Set(taken) : null,
    },
  ]
}

const wholeGrains = (amount: Fraction): number => Number(ceiling(amount))

/** Something to be earned for a line; in null: in whatever that line alone knows. */
interface Earned {
  readonly in: ReadonlySet<string> | null
  readonly slice: Span | null
  readonly grains: number
}

/** Whether what is earned for a narrower line counts for another: in time, and in each category it may be earned in. */
const serves = (earned: Earned, { line, categories, slice }: Lack): boolean => {
  const isInTime = slice === null || earned.slice?.from === slice.from
  if (!isInTime || categories === null) return false
  return earned.in === null ? line.counts.tree.op === 'always' : earned.in.isSubsetOf(categories)
}

/** Inner years before the whole period, and what can be earned in fewest ways before what can be in more. */
const narrowness = ({ slice, categories }: Lack): number =>
  (slice ? 0 : 1_000_000) + (categories ? categories.size : -1)

/**
 * Narrow lines first: what they need serves the wider ones that hold them, so that `need(parent) = max(own remaining,
 * Σ children)`. Where a wider line asks for more, any of its categories will do; the one that serves most others is taken.
 */
const planOf = (lacks: readonly Lack[], categories: readonly string[]): Plan => {
  const byMeasure = Map.groupBy(lacks, ({ line }) => line.measure.id)
  const needs: {
    readonly need: Need
    readonly order: number
    readonly grains: number
    readonly measure: Measure
  }[] = []
  for (const group of byMeasure.values()) {
    const narrow = group.toSorted((a, b) => narrowness(a) - narrowness(b) || a.order - b.order)
    const earned: Earned[] = []
    for (const [index, lack] of narrow.entries()) {
      const have = earned.filter((each) => serves(each, lack)).reduce((sum, each) => sum + each.grains, 0)
      const grains = lack.grains - have
      if (grains <= 0) continue
      const best = lack.categories && mostServing(lack.categories, narrow.slice(index + 1), categories)
      earned.push({ in: best, slice: lack.slice, grains })
      needs.push({
        need: needOf(best, lack, grains, categories),
        order: lack.order,
        grains,
        measure: lack.line.measure,
      })
    }
  }
  const isNamed = ({ need }: (typeof needs)[number]): number =>
    need.category === null && need.line === undefined ? 1 : 0
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
