import type { Db, Tx } from '../../../platform/db/database.ts'
import { type Activity, evaluate, type Facts, type RuleResult } from '../../../rules/index.ts'
import type { ClosingContent } from '../domain/closing-content.ts'
import { type ClosingRow, closingRowsById } from '../store/closing-rows.ts'
import { activitiesById } from '../store/entries.ts'
import { closedOf, factsFrom } from './gather-facts.ts'
import { rulebookOf, type Rulebook } from './rulebook.ts'

/** A closed period as it was judged: the rules, the FACTS and the RESULT of its closing day, whatever came since. */
export interface ClosedYear {
  readonly row: ClosingRow
  readonly content: ClosingContent
  readonly book: Rulebook
  readonly facts: Facts
  readonly result: RuleResult
}

/** FACTS of the closing day, from the evidence that a row names and the rows of FACTS closed before it. */
export const factsThen = (
  { evidence, person, closedOn, period }: ClosingContent,
  activities: ReadonlyMap<string, Activity>,
  closings: readonly ClosingRow[],
): Facts =>
  factsFrom(
    person,
    evidence.person,
    { on: closedOn, period: period.key },
    {
      activities: evidence.activities.flatMap((id) => activities.get(id) ?? []),
      holdings: evidence.holdings,
      exemptions: evidence.exemptions,
      closed: closedOf(closings),
    },
  )

/** Of a person's rows, in the order they were written, the one that speaks for a period on a day. */
export const rowInForce = (rows: readonly ClosingRow[], period: string, on: string): ClosingRow | undefined =>
  rows.findLast((row) => row.period === period && row.closedOn <= on)

/** Judged under the texts of then; what the row has frozen is fed back, so that it says the figures of the row whoever evaluates. */
export const closedYear = async (tx: Db | Tx, row: ClosingRow, trace: boolean): Promise<ClosedYear> => {
  const content = JSON.parse(row.content) as ClosingContent
  const { evidence, ruleset, closedOn } = content
  const book = await rulebookOf(tx, ruleset.packs)
  if (!book.ok)
    throw new Error(`rule pack ${ruleset.id} of closing row ${row.id} cannot be used: ${book.code}`)
  const closings = evidence.closings.length === 0 ? [] : await closingRowsById(tx, evidence.closings)
  const known = factsThen(content, await activitiesById(tx, evidence.activities), closings)
  const facts: Facts = { ...known, closed: [...(known.closed ?? []), ...content.closed] }
  return {
    row,
    content,
    book: book.value,
    facts,
    result: evaluate(book.value.ruleset, facts, { on: closedOn, trace }),
  }
}
