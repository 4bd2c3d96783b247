import { leafLines } from '../../../rules/closing.ts'
import { compare, parseExact } from '../../../kernel/exact.ts'
import type { RuleResult } from '../../../rules/index.ts'
import { standingAsked } from './asked-periods.ts'

/** What each requirement of the periods asked about still lacks, by where it stands. */
const lackingIn = (result: RuleResult): ReadonlyMap<string, string> =>
  new Map(
    result.obligations.flatMap(({ id, holding, periods }) =>
      periods
        .filter(({ asked }) => asked)
        .flatMap((period) =>
          leafLines(period).map((line) => [
            JSON.stringify([id, holding, period.key, line.id]),
            line.remaining,
          ]),
        ),
    ),
  )

/** Whether anything that was lacking lacks less: hours of a category that is full already count, and help nobody. */
export const bringsNearer = (before: RuleResult, after: RuleResult): boolean => {
  if (standingAsked(before) !== 'met' && standingAsked(after) === 'met') return true
  const then = lackingIn(after)
  return [...lackingIn(before)].some(([line, lacking]) => {
    const [was, is] = [parseExact(lacking), parseExact(then.get(line) ?? lacking)]
    return was !== null && is !== null && compare(is, was) < 0
  })
}

/** Categories that the cheapest ways to be met name, the cheapest first; none where any category does. */
export const categoriesLacking = ({ hints }: RuleResult): readonly string[] => [
  ...new Set(
    hints.flatMap((hint) =>
      hint.kind === 'earn'
        ? hint.need.flatMap(({ category, anyOf = [] }) => [
            ...(category === null ? [] : [category]),
            ...anyOf,
          ])
        : [],
    ),
  ),
]
