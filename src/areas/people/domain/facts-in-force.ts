import type { Day } from '../../../kernel/calendar.ts'

export interface DatedFacts {
  readonly from: Day
  readonly facts: Readonly<Record<string, string>>
}

/** What evidence says on a day: of each fact the latest statement, none where it was taken back. Statements in order of day, then of recording. */
export const factsInForce = (evidence: readonly DatedFacts[], on: Day): Record<string, string> => {
  const stated = evidence.filter(({ from }) => from <= on).flatMap(({ facts }) => Object.entries(facts))
  return Object.fromEntries([...new Map(stated)].filter(([, value]) => value !== ''))
}
