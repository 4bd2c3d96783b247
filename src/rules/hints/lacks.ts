import { ceiling, compare, type Fraction, fraction, one, subtract, zero } from '../../kernel/exact.ts'
import type { Judging, Line, Verdict } from '../lines/line.ts'
import type { Scene, Span } from '../scene.ts'
import { countsBy, toldBy } from './by-category.ts'

/** What one line still lacks, and in which categories it can be earned; null: not by category alone. */
export interface Lack {
  readonly line: Line
  readonly grains: number
  readonly categories: ReadonlySet<string> | null
  /** The inner year in which it has to be earned. */
  readonly slice: Span | null
  readonly order: number
  readonly share: Share | null
}

/** Of a share of what is counted: what it lacks or has to spare, and what more of each category does to its base. */
export interface Share {
  readonly of: Fraction
  /** Required less counted, in grains: negative where there is something to spare. */
  readonly deficit: Fraction
  /** Categories that its base counts, or may. */
  readonly diluting: ReadonlySet<string>
  /** Those that it counts for certain. */
  readonly counted: ReadonlySet<string>
  /** Whether the base counts whatever there is. */
  readonly isOfAll: boolean
}

/** A way to go, or the lines of it that no study settles any more. */
export type Lacks = { readonly lacks: readonly Lack[] } | { readonly barred: readonly string[] }

export interface Given {
  /** In the order of the pack. */
  readonly categories: readonly string[]
  readonly scene: Scene
  readonly lineById: Judging['lineById']
}

export const lacksOf = (way: readonly Verdict[], given: Given): Lacks => {
  const { categories, scene } = given
  const bans = way.flatMap(({ line }) => line.bans ?? [])
  const allowed = categories.filter((category) => !bans.some((ban) => toldBy(ban, scene, category) === 'yes'))
  const broken = way.filter(({ line, standing }) => line.bans && standing === 'unmet')
  const lacks = way.flatMap((verdict, order) => lackOf(verdict, order, allowed, given))
  const barred = [...broken.map(({ line }) => line.id), ...lacks.filter(isBarred).map(({ line }) => line.id)]
  return barred.length > 0 ? { barred } : { lacks }
}

const lackOf = (
  { line, remaining, ...verdict }: Verdict,
  order: number,
  allowed: readonly string[],
  { categories, scene, lineById }: Given,
): readonly Lack[] => {
  const grains = Number(ceiling(remaining))
  const slice = verdict.slice ?? null
  const base = line.part?.base === 'counted' ? lineById(line.part.line) : undefined
  if (line.bans || (grains === 0 && !base)) return []
  if (line.measure.id === 'done') return [{ line, grains, categories: null, slice, order, share: null }]
  const all = line.counts.tree.op === 'always'
  const own = categories.filter((category) => all || countsBy(line, scene, category) === 'yes')
  const share =
    base && line.part ? shareOf(line.part.of, verdict, remaining, base, { categories, scene }) : null
  const taken = own.filter((category) => allowed.includes(category))
  return [{ line, grains, order, slice, share, categories: all || own.length > 0 ? new Set(taken) : null }]
}

const shareOf = (
  of: Fraction,
  { required, counted }: Pick<Verdict, 'required' | 'counted'>,
  remaining: Fraction,
  base: Line,
  { categories, scene }: Pick<Given, 'categories' | 'scene'>,
): Share => ({
  of,
  deficit:
    compare(remaining, zero) > 0 || counted.lo === Infinity
      ? remaining
      : subtract(required.lo, fraction(counted.lo)),
  diluting: new Set(categories.filter((category) => countsBy(base, scene, category) !== 'no')),
  counted: new Set(categories.filter((category) => countsBy(base, scene, category) === 'yes')),
  isOfAll: base.counts.tree.op === 'always',
})

/** Nothing that may still be studied is counted by it; or all of it widens the base by as much as it adds. */
const isBarred = ({ grains, categories, share }: Lack): boolean => {
  if (grains <= 0) return false
  if (categories?.size === 0) return true
  if (!share || compare(share.of, one) < 0) return false
  return categories ? categories.isSubsetOf(share.counted) : share.isOfAll
}
