import type { Activity, DatedFacts, Facts, Holding } from '../facts.ts'

/** The facts with one of them taken out of the record: what was known is now missing. */
export interface Blank {
  readonly fact: string
  readonly facts: Facts
}

const without = <T extends object>(record: T, key: string): T =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as T

const eachOf = <T extends object>(record: T | undefined): readonly string[] => Object.keys(record ?? {})

/** Every way to leave out one fact about the person, a holding, an activity or its provider. */
export const blanks = (facts: Facts): readonly Blank[] => [
  ...eachOf(facts.person.facts).map(
    (name): Blank => ({
      fact: `person.facts.${name}`,
      facts: { ...facts, person: { ...facts.person, facts: without(facts.person.facts, name) } },
    }),
  ),
  ...(facts.holdings ?? []).flatMap((holding) =>
    eachOf(holding.facts).map(
      (name): Blank => ({
        fact: `holdings.${holding.id}.facts.${name}`,
        facts: withHolding(facts, { ...holding, facts: without(holding.facts ?? {}, name) }),
      }),
    ),
  ),
  ...(facts.activities ?? []).flatMap((activity) => ofActivity(facts, activity)),
]

const withHolding = (facts: Facts, changed: Holding): Facts => ({
  ...facts,
  holdings: (facts.holdings ?? []).map((holding) => (holding.id === changed.id ? changed : holding)),
})

const withActivity = (facts: Facts, changed: Activity): Facts => ({
  ...facts,
  activities: (facts.activities ?? []).map((activity) => (activity.id === changed.id ? changed : activity)),
})

/**
 * Fields that every activity has, whether or not they are on record. Not the day of registration: where it is not told, who
 * came first goes by completion, which is a known answer and may be another.
 */
const telling = ['category', 'mode', 'role', 'quantity', 'provider'] as const

const ofActivity = (facts: Facts, activity: Activity): readonly Blank[] => {
  const name = (part: string): string => `activities.${activity.id}.${part}`
  const provider = activity.provider
  return [
    ...telling
      .filter((key) => activity[key] !== undefined)
      .map((key): Blank => ({ fact: name(key), facts: withActivity(facts, without(activity, key)) })),
    ...eachOf(activity.evidence).map(
      (key): Blank => ({
        fact: name(`evidence.${key}`),
        facts: withActivity(facts, { ...activity, evidence: without(activity.evidence ?? {}, key) }),
      }),
    ),
    ...eachOf<DatedFacts>(provider?.facts).map(
      (key): Blank => ({
        fact: name(`provider.facts.${key}`),
        facts: withActivity(facts, {
          ...activity,
          ...(provider && { provider: { ...provider, facts: without(provider.facts ?? {}, key) } }),
        }),
      }),
    ),
  ]
}
