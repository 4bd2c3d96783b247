import { ceiling, type Fraction } from '../../kernel/exact.ts'
import type { Line, Verdict } from '../lines/line.ts'
import type { Measure } from '../pack/scope.ts'
import type { Need } from '../result.ts'
import type { Scene } from '../scene.ts'
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

/** The cheapest set of remaining categories for each way to be met, cheapest first. */
export const plansFor = (
  verdicts: readonly Verdict[],
  categories: readonly string[],
  scene: Scene,
): readonly Plan[] =>
  branches(verdicts)
    .map((way) =>
      planOf(
        way.flatMap((verdict, order) => lackOf(verdict, order, categories, scene)),
        categories,
      ),
    )
    .filter(({ needs }) => needs.length > 0)
    .toSorted((a, b) => a.things - b.things || a.total - b.total)

const lackOf = (
  { line, remaining }: Verdict,
  order: number,
  categories: readonly string[],
  scene: Scene,
): readonly Lack[] => {
  const grains = wholeGrains(remaining)
  if (grains === 0) return []
  if (line.measure.id === 'done' || line.kind === 'floor') return [{ line, grains, categories: null, order }]
  const taken = categories.filter((category) => {
    return (
      line.counts.test({ ...scene, deed: null, category: line.readAs.get(category) ?? category }) === true
    )
  })
  const all = line.counts.tree.op === 'always'
  return [
    { line, grains, order, categories: all ? new Set(categories) : taken.length > 0 ? new Set(taken) : null },
  ]
}

const wholeGrains = (amount: Fraction): number => Number(ceiling(amount))

/**
 * Narrow lines first: what they need serves the wider ones that hold them, so that `need(parent) = max(own remaining,
 * Σ children)`. Where a wider line asks for more, any of its categories will do; the one that serves most others is taken.
 */
const planOf = (lacks: readonly Lack[], categories: readonly string[]): Plan => {
  const byMeasure = Map.groupBy(
    lacks.filter((lack) => lack.categories !== null),
    ({ line }) => line.measure.id,
  )
  const needs: {
    readonly need: Need
    readonly order: number
    readonly grains: number
    readonly measure: Measure
  }[] = []
  for (const group of byMeasure.values()) {
    const narrow = group.toSorted(
      (a, b) => (a.categories?.size ?? 0) - (b.categories?.size ?? 0) || a.order - b.order,
    )
    const earned: { readonly in: ReadonlySet<string>; readonly grains: number }[] = []
    for (const [index, lack] of narrow.entries()) {
      const own = lack.categories ?? new Set<string>()
      const have = earned
        .filter((each) => each.in.isSubsetOf(own))
        .reduce((sum, each) => sum + each.grains, 0)
      const grains = lack.grains - have
      if (grains <= 0) continue
      const best = mostServing(own, narrow.slice(index + 1), categories)
      earned.push({ in: best, grains })
      needs.push({
        need: needOf(best, lack, grains, categories),
        order: lack.order,
        grains,
        measure: lack.line.measure,
      })
    }
  }
  const special = lacks.filter((lack) => lack.categories === null)
  for (const { line, grains, order } of special) {
    needs.push({
      need: {
        category: null,
        line: line.id,
        measure: line.measure.id,
        amount: inUnitsOf(line.measure, grains),
      },
      order,
      grains,
      measure: line.measure,
    })
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
  best: ReadonlySet<string>,
  { line }: Lack,
  grains: number,
  categories: readonly string[],
): Need => {
  const rest = { measure: line.measure.id, amount: inUnitsOf(line.measure, grains) }
  const [only] = best
  if (only !== undefined && best.size === 1) return { category: only, ...rest }
  return best.size === categories.length
    ? { category: null, ...rest }
    : { category: null, anyOf: [...best], ...rest }
}
