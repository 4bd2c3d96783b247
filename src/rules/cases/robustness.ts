import { compare, type Fraction, lesser, parseExact, zero } from '../../kernel/exact.ts'
import type { Ruleset } from '../compile.ts'
import { evaluate, type EvaluateOptions } from '../evaluate.ts'
import type { Facts } from '../facts.ts'
import type { LineResult, RuleResult } from '../result.ts'
import { blanks } from './blanked.ts'
import type { Mismatch } from './match.ts'
import { shuffled } from './shuffled.ts'

/** What holds of every answer, whatever a case expects: order says nothing, and a missing fact never turns into "no". */
export const robustness = (ruleset: Ruleset, facts: Facts, options: EvaluateOptions): readonly Mismatch[] => {
  const result = evaluate(ruleset, facts, options)
  return [...orders(ruleset, facts, options, result), ...missing(ruleset, facts, options, result)]
}

const orders = (
  ruleset: Ruleset,
  facts: Facts,
  options: EvaluateOptions,
  result: RuleResult,
): readonly Mismatch[] => {
  const bytes = JSON.stringify(result)
  return [0, 1].flatMap((turn) => {
    const other = JSON.stringify(evaluate(ruleset, shuffled(facts, turn), options))
    return other === bytes ? [] : [{ pointer: `/shuffled/${turn}`, expected: bytes, got: other }]
  })
}

/** Whether periods take from later ones what they lack: then what is counted beyond a requirement is nobody's due. */
const takesFromLater = (ruleset: Ruleset): boolean =>
  ruleset.versions.some(({ obligations }) => obligations.some(({ reach }) => reach.isChained))

/** Leaving a fact out may open an answer, which then names it, never reverse it; and what was counted stays within what is now possible. */
const missing = (
  ruleset: Ruleset,
  facts: Facts,
  options: EvaluateOptions,
  result: RuleResult,
): readonly Mismatch[] => {
  const takes = takesFromLater(ruleset)
  return blanks(facts).flatMap(({ fact, facts: blank }): readonly Mismatch[] => {
    const open = evaluate(ruleset, blank, options)
    const moved = open.standing !== result.standing && open.standing !== 'undetermined'
    const wrong = moved
      ? [{ pointer: `/without/${fact}/standing`, expected: result.standing, got: open.standing }]
      : []
    const unnamed =
      open.standing === 'undetermined' && open.missing.length === 0
        ? [{ pointer: `/without/${fact}/missing`, expected: fact, got: '[]' }]
        : []
    return [...wrong, ...unnamed, ...narrower(result, open, fact, takes)]
  })
}

const linesOf = (result: RuleResult): ReadonlyMap<string, LineResult> => {
  const found = new Map<string, LineResult>()
  const visit = (prefix: string, lines: readonly LineResult[]): void => {
    for (const line of lines) {
      found.set(`${prefix}/${line.id}`, line)
      visit(`${prefix}/${line.id}`, [...(line.alternatives ?? []), ...(line.lines ?? [])])
    }
  }
  for (const { id, holding, periods } of result.obligations) {
    for (const { key, asked, lines } of periods) if (asked) visit(`${id}/${holding}/${key}`, lines)
  }
  return found
}

/** Groups and floors show the alternative that is nearest at the time: only what counts by itself is compared. */
const isLeaf = ({ alternatives, lines }: LineResult): boolean => !alternatives && !lines

const narrower = (known: RuleResult, open: RuleResult, fact: string, takes: boolean): readonly Mismatch[] => {
  const after = linesOf(open)
  return [...linesOf(known)].flatMap(([path, line]): readonly Mismatch[] => {
    const other = after.get(path)
    if (!other || !isLeaf(line) || holds(other, line, takes)) return []
    return [
      {
        pointer: `/without/${fact}/${path}`,
        expected: `${line.counted}–${line.countedHigh ?? line.counted}`,
        got: `${other.counted}–${other.countedHigh ?? other.counted}`,
      },
    ]
  })
}

const holds = (open: LineResult, known: LineResult, takes: boolean): boolean => {
  const due = parseExact(known.required)
  const upToDue = (amount: Fraction): Fraction => (takes && due ? lesser(amount, due) : amount)
  const low = (line: LineResult): Fraction => upToDue(parseExact(line.counted) ?? zero)
  const high = (line: LineResult): Fraction | null => {
    const amount = parseExact(line.countedHigh ?? line.counted)
    return amount && upToDue(amount)
  }
  const [openHigh, knownHigh] = [high(open), high(known)]
  return (
    compare(low(open), low(known)) <= 0 &&
    (!openHigh || (knownHigh !== null && compare(knownHigh, openHigh) <= 0))
  )
}
