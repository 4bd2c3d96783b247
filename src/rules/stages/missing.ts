import type { MissingFact } from '../result.ts'
import type { MissingRef } from '../truth.ts'
import { byCodePoint } from '../world.ts'
import type { Outcome } from './outcome.ts'

interface Entry {
  readonly ref: MissingRef
  readonly clauses: Set<string>
  readonly lines: Set<string>
}

/** Every fact that was asked for and is not there, once, with the clauses that asked and the lines it could change. */
export const missingFacts = (outcomes: readonly Outcome[]): readonly MissingFact[] => {
  const known = new Map<string, Entry>()
  const entryOf = (ref: MissingRef): Entry => {
    const key = `${ref.pointer} ${ref.at}`
    const entry = known.get(key) ?? { ref, clauses: new Set<string>(), lines: new Set<string>() }
    known.set(key, entry)
    return entry
  }
  for (const { assessed, open } of outcomes) {
    for (const { contender, outside, missing, recognised } of assessed) {
      if (!contender && outside !== 'fact.missing') continue
      for (const ref of missing) {
        const entry = entryOf(ref)
        if (recognised.clause !== undefined) entry.clauses.add(recognised.clause)
      }
    }
    for (const { line, clause, missing } of open) {
      const entry = entryOf(missing)
      entry.lines.add(line)
      if (clause !== undefined) entry.clauses.add(clause)
    }
  }
  return [...known.values()]
    .map(({ ref, clauses, lines }) => ({
      ...ref,
      neededBy: [...clauses].toSorted(byCodePoint),
      couldChange: [...lines].toSorted(byCodePoint),
    }))
    .toSorted((a, b) => byCodePoint(a.pointer, b.pointer) || byCodePoint(a.at, b.at))
}
