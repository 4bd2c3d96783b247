import type { Ruleset } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import { recheck } from '../trace/recheck.ts'
import { type Mismatch, mismatches } from './match.ts'
import type { Case } from './read-cases.ts'
import { robustness } from './robustness.ts'

export interface CaseOutcome {
  readonly name: string
  readonly passed: boolean
  readonly mismatches: readonly Mismatch[]
}

/** Runs worked examples against a pack. Every trace is recomputed, every input shuffled, and every fact left out once. */
export const runCases = (ruleset: Ruleset, cases: readonly Case[]): readonly CaseOutcome[] =>
  cases.map((one) => {
    const options = one.on === undefined ? { trace: true } : { on: one.on, trace: true }
    const result = evaluate(ruleset, one.facts, options)
    const traced = result.trace ? recheck(result.trace) : []
    const found = [
      ...mismatches(one.expect, result),
      ...robustness(ruleset, one.facts, options),
      ...traced.map(
        ({ node, says, expected }): Mismatch => ({ pointer: `/trace/nodes/${node}`, expected, got: says }),
      ),
    ]
    return { name: one.name, passed: found.length === 0, mismatches: found }
  })
