import type { ClosedPeriod, Day } from './facts.ts'
import type { LineResult, PeriodResult, RuleResult } from './result.ts'

/** Lines that are judged by themselves: alternatives and members in place of the line that joins them. */
export const leavesIn = (lines: readonly LineResult[]): readonly LineResult[] =>
  lines.flatMap((line) =>
    line.alternatives || line.lines
      ? leavesIn([...(line.alternatives ?? []), ...(line.lines ?? [])])
      : [line],
  )

/** Leaf lines of a period, in the order of the pack. */
export const leafLines = ({ lines }: PeriodResult): readonly LineResult[] => leavesIn(lines)

/**
 * The rows that freeze the asked period of a RESULT, one for each obligation (and holding) that reaches the person; none
 * where none does. Where a missing fact leaves a range, its lower end is frozen. Fed back as `closed` into the same facts
 * they change nothing; later evaluations take the carried amounts from them.
 */
export const closedPeriodsOf = (result: RuleResult, closedOn: Day): readonly ClosedPeriod[] =>
  result.obligations.flatMap((obligation): readonly ClosedPeriod[] => {
    const period = obligation.periods.find(({ asked }) => asked)
    if (!period) return []
    return [
      {
        obligation: obligation.id,
        ...(obligation.holding !== null && { holding: obligation.holding }),
        period: period.key,
        closedOn,
        standing: period.standing,
        pack: `${result.pack.id}@${result.pack.version ?? ''}`,
        counted: pinned(result, obligation.id, obligation.holding, period.key),
        lines: Object.fromEntries(
          leavesIn(period.lines).map(({ id, required, counted }) => [id, { required, counted }]),
        ),
        carryOut: Object.fromEntries(
          period.carryOut.map(({ category, from, amount }) => [
            from === undefined || from === period.key ? category : `${category}@${from}`,
            amount,
          ]),
        ),
      },
    ]
  })

/** What stood in the period when it was closed, counted in full, in part or not at all. */
const pinned = (
  { activities }: RuleResult,
  obligation: string,
  holding: string | null,
  period: string,
): readonly string[] =>
  activities
    .filter(({ credited }) =>
      credited.some(
        (row) => row.obligation === obligation && (row.holding ?? null) === holding && row.period === period,
      ),
    )
    .map(({ id }) => id)
