import { add, ceiling, compare, divide, fraction, multiply, one, subtract, zero } from '../../kernel/exact.ts'
import type { Span } from '../scene.ts'
import type { Lack, Share } from './lacks.ts'

/** Something to be earned for a line, in any one of these categories; in null: in whatever that line alone knows. */
export interface Earned {
  readonly lack: Lack
  readonly in: ReadonlySet<string> | null
  readonly slice: Span | null
  readonly grains: number
}

/** Whether what is earned for one line counts for another: in time, and in each category it may be earned in. */
export const serves = (earned: Earned, lack: Lack): boolean => {
  if (earned.lack === lack) return true
  const { line, categories, slice } = lack
  const isInTime = slice === null || earned.slice?.from === slice.from
  if (!isInTime || categories === null) return false
  return earned.in === null ? line.counts.tree.op === 'always' : earned.in.isSubsetOf(categories)
}

/** Two shares that widen each other come to rest quickly or never. */
const mostRounds = 200

/**
 * What is to be earned with what each share of the counted asks for besides. With c counted for the share, C for its base
 * and p its part, x more of a category that both count is enough from `c + x ≥ p·(C + x)`, so x = ⌈(p·C − c) / (1 − p)⌉
 * grains and not one less; of a category that the base leaves out, x = ⌈p·C − c⌉. What is earned for one share may widen
 * another: each is given the least it lacks until none lacks anything. Null: that never ends, or cannot be told.
 */
export const sharesKept = (
  shares: readonly Lack[],
  earned: readonly Earned[],
  categories: readonly string[],
): readonly Earned[] | null => {
  let all = earned
  for (let round = 0; round < mostRounds; round += 1) {
    const before = all
    for (const lack of shares) {
      const { share } = lack
      if (!share) continue
      const missing = deficitOf(lack, share, all)
      if (compare(missing, zero) <= 0) continue
      const best = lack.categories && cheapest(lack.categories, share, categories)
      const kept = dilutes(best, share) ? subtract(one, share.of) : one
      if (compare(kept, zero) === 0) return null
      const grains = Number(ceiling(divide(missing, kept)))
      if (!Number.isSafeInteger(grains)) return null
      const own = all.find((each) => each.lack === lack)
      const more: Earned = { lack, in: best, slice: lack.slice, grains: (own?.grains ?? 0) + grains }
      all = own ? all.map((each) => (each === own ? more : each)) : [...all, more]
    }
    if (all === before) return all
  }
  return null
}

/** At worst: what may be counted by the base is, and what the share counts only perhaps is not. */
const deficitOf = (lack: Lack, share: Share, earned: readonly Earned[]) => {
  const sum = (some: readonly Earned[]) => fraction(some.reduce((grains, each) => grains + each.grains, 0))
  const widening = sum(earned.filter((each) => dilutes(each.in, share)))
  const own = sum(earned.filter((each) => serves(each, lack)))
  return subtract(add(share.deficit, multiply(share.of, widening)), own)
}

const dilutes = (categories: ReadonlySet<string> | null, { diluting }: Share): boolean =>
  categories === null || !categories.isDisjointFrom(diluting)

/** Categories that do not widen the base ask for less. */
const cheapest = (
  own: ReadonlySet<string>,
  { diluting }: Share,
  categories: readonly string[],
): ReadonlySet<string> => {
  const apart = own.difference(diluting)
  const best = apart.size > 0 ? apart : own
  return new Set(categories.filter((category) => best.has(category)))
}
