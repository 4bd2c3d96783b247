import type { Tx } from '../../../platform/db/database.ts'
import { turns } from '../../../platform/turns.ts'
import { type ActivityResult, evaluate, type RuleResult } from '../../../rules/index.ts'
import { countedLines, missingMinutes } from '../domain/closing-content.ts'
import type { Counted } from '../store/closings.ts'
import { type AskedOfMany, gatherEvidence, takesPart } from './gather-facts.ts'
import type { Rulebook } from './rulebook.ts'

/** How somebody stands under one rulebook in the period asked: `outside` where no requirement reaches them. */
export interface Stand extends Omit<Counted, 'personId' | 'same' | 'exempt'> {
  readonly activities: readonly ActivityResult[]
}

export interface Compared {
  readonly personId: string
  readonly before: Stand
  readonly after: Stand
  /** Has studied in the programme or is enrolled in it. */
  readonly takesPart: boolean
}

export interface Comparison {
  readonly before: Rulebook
  readonly after: Rulebook
  readonly programme: AskedOfMany['programme']
  readonly period: string
  /** The day as of which people are judged; what is dated later does not exist yet. */
  readonly on: string
}

/**
 * The same evidence under two rulebooks. The period is asked afresh even where it is closed, so that a difference is
 * one of the rules alone; other closed periods are taken as they were closed.
 */
export const compareRules = async (
  tx: Tx,
  { before, after, programme, period, on }: Comparison,
  personIds: readonly string[],
): Promise<Compared[]> => {
  const factsUnder = ({ pack }: Rulebook) =>
    gatherEvidence(tx, personIds, {
      programme,
      on,
      period,
      participants: pack.participants,
      reopened: period,
    })
  const known = await factsUnder(before)
  const knownAfter = before.pack.participants === after.pack.participants ? known : await factsUnder(after)
  const stand = (book: Rulebook, evidence: typeof known, personId: string): Stand => {
    const facts = evidence.get(personId)?.facts
    if (!facts) throw new Error(`no evidence was gathered of ${personId}`)
    return standOf(evaluate(book.ruleset, facts, { on, hints: false }), book)
  }
  const compared: Compared[] = []
  const work = turns()
  for (const personId of personIds) {
    compared.push({
      personId,
      takesPart: takesPart(known.get(personId)?.facts, programme),
      before: stand(before, known, personId),
      after: stand(after, knownAfter, personId),
    })
    await work.pass()
  }
  return compared
}

const standOf = (result: RuleResult, { pack }: Rulebook): Stand => {
  const lines = countedLines(result)
  return {
    standing: result.applies ? result.standing : 'outside',
    missingMinutes: missingMinutes({ standing: result.standing, lines }, pack.unit.minutes),
    lines,
    activities: result.activities,
    lacks: [...new Set(result.missing.map((one) => one.fact))],
  }
}
