import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Refused } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { sentence } from '../../../wire/problems/index.ts'
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

/** Why the rules say nothing today. */
const saying = ({ code, params }: Refused): Bilingual => ({
  zh: sentence(code, 'zh', params),
  en: sentence(code, 'en', params),
})

/** Of a closed year: when and where it was closed, what came since, and what the rules say today where that is something else. */
export const closedView = async (
  tx: Db | Tx,
  {
    closed,
    since,
    refused,
    year,
  }: {
    readonly closed: ClosedYear
    readonly since: YearJudged | null
    readonly refused: Refused | null
    readonly year: string
  },
  {
    personId,
    programme,
  }: { readonly personId: string; readonly programme: { id: string; rulePack: string } },
) => {
  const { row, content, book, isFiguresOnly } = closed
  const then = answerOf(closed, year)
  const now = since && answerOf(since, year)
  const later = await adjustmentsOf(tx, personId, programme)
  return {
    on: row.closedOn,
    kind: content.reason === '' ? ('regular' as const) : ('supplementary' as const),
    reason: content.reason,
    closingId: row.closingId,
    hash: row.contentHash.toString('base64url'),
    adjustments: later.filter((one) => one.period === row.period),
    isFiguresOnly,
    refused: refused && saying(refused),
    now:
      !since || !now || seen(then) === seen(now)
        ? null
        : {
            ...now,
            otherRules:
              since.result.pack.hash !== content.ruleset.hash || since.book.pack.id !== book.pack.id,
          },
  }
}
