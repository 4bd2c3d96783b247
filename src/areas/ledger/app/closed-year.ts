import type { Db, Tx } from '../../../platform/db/database.ts'
import { type Activity, evaluate, type Facts, type RuleResult, type Ruleset } from '../../../rules/index.ts'
import type { ClosingContent } from '../domain/closing-content.ts'
import { frozenResult } from '../domain/frozen-result.ts'
import { type ClosingRow, closingRowsById } from '../store/closing-rows.ts'
import { activitiesById, entriesOf } from '../store/entries.ts'
import { closedOf, factsFrom } from './gather-facts.ts'
import { hashesOfResult } from './judge-closing.ts'
import { type FrozenBook, frozenBookOf, type Rulebook } from './rulebook.ts'

/** A closed period as it was judged: the rules, the FACTS and the RESULT of its closing day, whatever came since. */
export interface ClosedYear {
  readonly row: ClosingRow
  readonly content: ClosingContent
  readonly book: Rulebook
  readonly facts: Facts
  readonly result: RuleResult
  /** The rules of then can no longer be read by this compiler: RESULT is what the row itself keeps, without arithmetic. */
  readonly isFiguresOnly: boolean
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

/**
 * Judged under the texts of then; what the row has frozen is fed back, so that it says the figures of the row whoever
 * evaluates. Where today's compiler refuses those texts they are read in spite of it, and what comes of them is taken only
 * if it is, hash for hash, the RESULT and the trace that were frozen; failing that the row tells its own figures.
 */
export const closedYear = async (tx: Db | Tx, row: ClosingRow, trace: boolean): Promise<ClosedYear> => {
  const content = JSON.parse(row.content) as ClosingContent
  const { evidence, ruleset, closedOn } = content
  const book = await frozenBookOf(tx, ruleset.packs)
  if (!book.ok) throw new Error(`rule pack ${ruleset.id} of closing row ${row.id} is gone: ${book.code}`)
  const closings = evidence.closings.length === 0 ? [] : await closingRowsById(tx, evidence.closings)
  const known = factsThen(content, await activitiesById(tx, evidence.activities), closings)
  const facts: Facts = { ...known, closed: [...(known.closed ?? []), ...content.closed] }
  const read = book.value.isSound ? book.value.ruleset : provenRuleset(book.value, known, content)
  if (read) {
    const result = evaluate(read, facts, { on: closedOn, trace })
    return { row, content, book: { ...book.value, ruleset: read }, facts, result, isFiguresOnly: false }
  }
  const entries = (await entriesOf(tx, row.personId, {})).filter(({ id }) => row.entries.includes(id))
  return {
    row,
    content,
    book: { ...book.value, ruleset: unreadRuleset(content.ruleset) },
    facts,
    result: frozenResult(content, { activities: facts.activities ?? [], entries, texts: book.value.texts }),
    isFiguresOnly: true,
  }
}

/** A text read in spite of its faults, if it gives RESULT and trace exactly as they were frozen. */
export const provenRuleset = (
  { ruleset }: Pick<FrozenBook, 'ruleset'>,
  known: Facts,
  { result, closedOn }: ClosingContent,
): Ruleset | null => {
  if (!ruleset) return null
  try {
    const found = hashesOfResult(evaluate(ruleset, known, { on: closedOn, trace: true }))
    return found.hash === result.hash && found.trace === result.trace ? ruleset : null
  } catch {
    // A part that could not be read may be missing anywhere.
    return null
  }
}

/** Stands for texts of which nothing can be read: no names of lines, no kinds to declare. */
const unreadRuleset = ({ id, hash }: ClosingContent['ruleset']): Ruleset => ({
  id,
  hash,
  header: {
    id,
    layer: '',
    on: [],
    title: { zh: id, en: id },
    unit: null,
    measures: [],
    orders: new Map(),
    categories: new Map(),
    clauses: new Map(),
  },
  measures: new Map(),
  categories: [],
  named: { kind: new Set(), mode: new Set() },
  orders: new Map(),
  versions: [],
  clauses: new Map(),
  notes: [],
})
