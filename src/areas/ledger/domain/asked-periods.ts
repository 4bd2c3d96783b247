import type { LineResult, PeriodResult, RuleResult, Standing } from '../../../rules/index.ts'

/** What was asked for, of every obligation that reaches the person: several where the rules have several. */
export const askedPeriods = (result: RuleResult): readonly PeriodResult[] =>
  result.obligations.flatMap(({ periods }) => periods.filter(({ asked }) => asked))

/** Of the periods asked for together: met only where each is, unmet where one is. */
export const standingAsked = (result: RuleResult): Standing => {
  const standings = askedPeriods(result).map(({ standing }) => standing)
  if (standings.length === 0) return result.standing
  return (['unmet', 'undetermined'] as const).find((word) => standings.includes(word)) ?? 'met'
}

/** A line with the holding that it is asked for; null: it is asked of the person. */
export type AskedLine = LineResult & { readonly holding: string | null }

/** The lines a reader sees: where all that is asked is an either-or, its branches, `any` of which suffices. */
export const linesAsked = (
  result: RuleResult,
): { readonly lines: readonly AskedLine[]; readonly joined: 'any' | 'all' } => {
  const lines = result.obligations.flatMap(({ holding, periods }) =>
    periods
      .filter(({ asked }) => asked)
      .flatMap((period) => period.lines.map((line): AskedLine => ({ ...line, holding }))),
  )
  const [only, another] = lines
  const branches = another
    ? undefined
    : only?.alternatives?.map((line) => ({ ...line, holding: only.holding }))
  return { lines: branches ?? lines, joined: branches ? 'any' : 'all' }
}

/** `full` only where each of the periods asked for is wholly exempt; null where none is exempt at all. */
export const exemptAsked = (result: RuleResult): 'full' | 'part' | null => {
  const extents = askedPeriods(result).map(({ exempt }) => exempt?.extent)
  if (extents.every((extent) => extent === undefined)) return null
  return extents.every((extent) => extent === 'full') ? 'full' : 'part'
}
