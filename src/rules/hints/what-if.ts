import type { Activity, Facts } from '../facts.ts'
import { allStanding } from '../lines/verdict.ts'
import type { Standing } from '../result.ts'
import { type Outcome, outcomesOf, type Rules } from '../stages/outcome.ts'
import { worldOf } from '../world.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'

export interface WhatIf {
  readonly standing: Standing
  /** Grains that the widest line of each obligation counts, added up. */
  readonly counted: number
  readonly outcomes: readonly Outcome[]
}

export const countedOf = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, { asked }) => {
    const line = asked && firstAmountLine(asked.term.obligation.lines)
    return line ? sum + asked.tally.judging.countOf(line).lo : sum
  }, 0)

/** The same person, had some activities been otherwise and the asked periods not been closed yet. */
export const whatIf = (
  rules: Rules,
  facts: Facts,
  all: readonly Outcome[],
  on: string,
  change: (activity: Activity) => Activity,
): WhatIf => {
  const asked = new Set(
    all.map(({ instance, term }) => nameOf(instance.obligationId, instance.holding?.id, term?.key)),
  )
  const closed = (facts.closed ?? []).filter(
    (row) => !asked.has(nameOf(row.obligation, row.holding, row.period)),
  )
  const changed: Facts = { ...facts, closed, activities: (facts.activities ?? []).map(change) }
  const outcomes = outcomesOf(rules, facts.ask, worldOf(changed, on, rules))
  return {
    standing: allStanding(outcomes.map(({ standing }) => standing)),
    counted: countedOf(outcomes),
    outcomes,
  }
}

const nameOf = (obligation: string, holding: string | undefined, period: string | undefined): string =>
  JSON.stringify([obligation, holding ?? null, period ?? null])
