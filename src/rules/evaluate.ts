import type { Ruleset } from './compile.ts'
import type { Facts } from './facts.ts'
import { hintsOf } from './hints/hints.ts'
import { allStanding } from './lines/verdict.ts'
import type { ActivityResult, RuleResult } from './result.ts'
import { missingFacts } from './stages/missing.ts'
import { firstPeriodOn, type Outcome, outcomesOf, whyNone } from './stages/outcome.ts'
import type { Draft } from './trace/draft.ts'
import { numberNodes } from './trace/number-nodes.ts'
import { type World, worldOf } from './world.ts'

export interface EvaluateOptions {
  /** The day asked about; wins over `ask.on`. */
  readonly on?: string
  readonly trace?: boolean
  /** False leaves `hints` empty: trying out what would help costs as much again, for whoever only wants the standing. */
  readonly hints?: boolean
}

/** Answers for one person: pure, total and deterministic; the same facts in any order give the same bytes. */
export const evaluate = (ruleset: Ruleset, facts: Facts, options: EvaluateOptions = {}): RuleResult => {
  const on = options.on ?? facts.ask?.on ?? lastDayOf(facts)
  const world = worldOf(facts, on, ruleset)
  const outcomes = outcomesOf(ruleset, facts.ask, world)
  const { trace, numberOf } = numberNodes(rootOf(outcomes), (unit) => {
    const measure = unit === 'min' ? undefined : ruleset.measures.get(unit)
    return measure?.perUnit ?? 1
  })
  return {
    schema: 'zhixin.result/1',
    pack: packRef(ruleset, outcomes, on),
    on,
    person: facts.person.id,
    standing: allStanding(outcomes.map(({ standing }) => standing)),
    applies: outcomes.length > 0,
    ...(outcomes.length === 0 && { because: whyNone(ruleset, facts.ask, world) }),
    obligations: outcomes.map((outcome) => outcome.render(numberOf)),
    activities: activitiesOf(world, outcomes),
    missing: missingFacts(outcomes),
    hints: options.hints === false ? [] : hintsOf(ruleset, facts, world, outcomes),
    ...(options.trace && { trace }),
  }
}

/** The part of RESULT that tells what every activity comes to, for whoever posts it and asks for nothing else. */
export const judgeActivities = (
  ruleset: Ruleset,
  facts: Facts,
  on: string,
): Pick<RuleResult, 'pack' | 'activities'> => {
  const world = worldOf(facts, on, ruleset)
  const outcomes = outcomesOf(ruleset, facts.ask, world)
  return { pack: packRef(ruleset, outcomes, on), activities: activitiesOf(world, outcomes) }
}

const packRef = (ruleset: Ruleset, outcomes: readonly Outcome[], on: string): RuleResult['pack'] => ({
  id: ruleset.id,
  version: outcomes[0]?.term?.version.id ?? versionOn(ruleset, on),
  hash: ruleset.hash,
})

/** Key of the period that `evaluate` would be about on a day: that of the first obligation which reaches the person. */
export const periodOn = (ruleset: Ruleset, facts: Facts, on: string): string | undefined =>
  // What was done says nothing about which period a day lies in, nor about whom an obligation reaches.
  firstPeriodOn(ruleset, worldOf({ ...facts, activities: [] }, on, ruleset))

/** Without a day asked about, the last day that the asked period or the activities speak of. */
const lastDayOf = (facts: Facts): string => {
  const period = facts.ask?.period
  if (period !== undefined)
    return /^\d{4}$/.test(period) ? `${period}-12-31` : (period.split('/')[1] ?? period)
  const days = (facts.activities ?? []).flatMap(({ completedOn, to, recognitions }) => [
    completedOn ?? to,
    ...(recognitions ?? []).map((act) => act.on),
  ])
  return days.toSorted().at(-1) ?? '0001-01-01'
}

const versionOn = (ruleset: Ruleset, on: string): string | null =>
  ruleset.versions.find(({ from, to }) => from <= on && on <= to)?.id ?? null

const rootOf = (outcomes: readonly Outcome[]): Draft => {
  const [only] = outcomes
  if (only && outcomes.length === 1) return only.node
  return {
    op: 'all',
    text: 'standing',
    in: outcomes.map(({ node }) => node),
    out: allStanding(outcomes.map(({ standing }) => standing)),
  }
}

/** Every activity once, as the first obligation that makes something of it sees it, with the credited rows of all. */
const activitiesOf = (world: World, outcomes: readonly Outcome[]): readonly ActivityResult[] => {
  const byId = outcomes.map(
    ({ activities }) => new Map(activities.map((activity) => [activity.id, activity])),
  )
  return world.deeds.map((deed): ActivityResult => {
    const unnamed = Object.keys(deed.unnamed).length > 0 && { unnamed: deed.unnamed }
    const seen = byId.flatMap((activities) => activities.get(deed.id) ?? [])
    const best = seen.find(({ status }) => status !== 'outside') ?? seen[0]
    if (!best) {
      const [status, because] = deed.annulled
        ? (['none', deed.annulled] as const)
        : (['outside', 'obligation.none'] as const)
      return { id: deed.id, status, because, ...unnamed, steps: [], credited: [] }
    }
    return { ...best, ...unnamed, credited: seen.flatMap(({ credited }) => credited) }
  })
}
