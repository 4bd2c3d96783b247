import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { type ClosedPeriod, closedPeriodsOf, evaluate, type RuleResult } from '../../../rules/index.ts'
import { exemptAsked } from '../domain/asked-periods.ts'
import { closedIn, countedLines, missingMinutes, saysTheSame } from '../domain/closing-content.ts'
import type { ClosingRecord, Counted } from '../store/closings.ts'
import { type AskedOfMany, type Evidence, gatherEvidence } from './gather-facts.ts'
import type { Rulebook } from './rulebook.ts'

/** What closing a period would say of a person. */
export interface Judged {
  readonly personId: string
  readonly evidence: Evidence
  readonly result: RuleResult
  readonly closed: readonly ClosedPeriod[]
  readonly counted: Counted
}

/** SHA-256 of the canonical text, base64url. */
export const hashOfJson = (value: unknown): string =>
  hashOfText(canonicalJson(value as Json)).toString('base64url')

export const hashOfText = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Of a RESULT without its trace, and of the trace. Remarks on words that the rules do not know decide nothing and are left
 * out: rows closed before RESULT made them keep their hash.
 */
export const hashesOfResult = ({ trace, activities, missing, ...said }: RuleResult) => ({
  hash: hashOfJson({
    ...said,
    activities: activities.map(({ unnamed: _unnamed, ...one }) => one),
    missing: missing.map(({ stated: _stated, ...one }) => one),
  }),
  trace: hashOfJson(trace),
})

/** Judges people for a closing as of a day, the period asked for afresh and the other closed ones as they were closed. */
export const judgePeople = async (
  tx: Tx,
  book: Rulebook,
  closing: ClosingRecord,
  programme: AskedOfMany['programme'],
  personIds: readonly string[],
  on: string,
  trace: boolean,
): Promise<Judged[]> => {
  const known = await gatherEvidence(tx, personIds, {
    programme,
    on,
    period: closing.period,
    participants: book.pack.participants,
    reopened: closing.period,
  })
  return personIds.map((personId) => {
    const evidence = known.get(personId) as Evidence
    const result = evaluate(book.ruleset, evidence.facts, { on, trace })
    const closed = closedPeriodsOf(result, on)
    return {
      personId,
      evidence,
      result,
      closed,
      counted: countedOf(personId, evidence, result, closed, book),
    }
  })
}

const countedOf = (
  personId: string,
  { before }: Evidence,
  result: RuleResult,
  closed: readonly ClosedPeriod[],
  { pack }: Rulebook,
): Counted => {
  const lines = countedLines(result)
  return {
    personId,
    standing: result.applies ? result.standing : 'outside',
    missingMinutes: missingMinutes({ standing: result.standing, lines }, pack.unit.minutes),
    lines,
    // What is not on record and decides nothing is nobody's to supply.
    lacks: result.standing === 'undetermined' ? [...new Set(result.missing.map((one) => one.fact))] : [],
    exempt: result.applies ? exemptAsked(result) : null,
    same: before !== null && saysTheSame(closed, closedIn(before)),
  }
}
