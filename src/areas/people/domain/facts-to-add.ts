import type { DatedFacts } from './facts-in-force.ts'

/**
 * Which facts of a list are worth adding to the evidence on record, given in order: those nobody stated yet, and other
 * values than an unchecked statement. What somebody checked, a list does not overrule. Where nothing is on record the
 * listed facts come back themselves, so that equal ones stay one object.
 */
export const factsToAdd = (
  listed: Readonly<Record<string, string>>,
  evidence: readonly (DatedFacts & { readonly checked: boolean })[],
): Readonly<Record<string, string>> => {
  if (evidence.length === 0) return listed
  const standing = new Map(
    evidence.flatMap(({ facts, checked }) =>
      Object.entries(facts).map(([fact, value]) => [fact, { value, checked }] as const),
    ),
  )
  return Object.fromEntries(
    Object.entries(listed).filter(([fact, value]) => {
      const stated = standing.get(fact)
      return stated === undefined || (!stated.checked && stated.value !== value)
    }),
  )
}
