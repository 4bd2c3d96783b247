import type { Db, Tx } from '../../../platform/db/database.ts'
import { adjustmentsOf } from './adjustments.ts'
import type { ClosedYear } from './closed-year.ts'
import { answerOf, type YearJudged } from './year-reading.ts'

type Answer = ReturnType<typeof answerOf>

/** What a reader sees of an answer: ids of lines, and clauses, may be others where the figures are the same. */
const seen = ({ standing, applies, exempt, lines }: Answer): string =>
  JSON.stringify([
    standing,
    applies,
    exempt,
    lines.map(({ holding, measure, required, counted }) => [holding?.zh, measure, required, counted]),
  ])

/** Of a closed year: when and where it was closed, what came since, and what the rules say today where that is something else. */
export const closedView = async (
  tx: Db | Tx,
  { closed, since, year }: { readonly closed: ClosedYear; readonly since: YearJudged; readonly year: string },
  {
    personId,
    programme,
  }: { readonly personId: string; readonly programme: { id: string; rulePack: string } },
) => {
  const { row, content, book } = closed
  const [then, now] = [answerOf(closed, year), answerOf(since, year)]
  const later = await adjustmentsOf(tx, personId, programme)
  return {
    on: row.closedOn,
    kind: content.reason === '' ? ('regular' as const) : ('supplementary' as const),
    reason: content.reason,
    closingId: row.closingId,
    hash: row.contentHash.toString('base64url'),
    adjustments: later.filter((one) => one.period === row.period),
    now:
      seen(then) === seen(now)
        ? null
        : {
            ...now,
            otherRules:
              since.result.pack.hash !== content.ruleset.hash || since.book.pack.id !== book.pack.id,
          },
  }
}
