import type { Day } from '../../../kernel/calendar.ts'

export interface DatedFacts {
  readonly from: Day
  readonly facts: Readonly<Record<string, string | null>>
}

/** What evidence says on a day: of each fact the latest statement, none where it was taken back or there is none. Statements in order of day, then of recording. */
export const factsInForce = (evidence: readonly DatedFacts[], on: Day): Record<string, string> => {
  const stated = evidence.filter(({ from }) => from <= on).flatMap(({ facts }) => Object.entries(facts))
  return Object.fromEntries(
    [...new Map(stated)].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== ''),
  )
}
