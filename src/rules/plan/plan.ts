import { canonicalJson, type Json } from '../../kernel/canonical-json.ts'
import type { Ruleset } from '../compile.ts'
import type { DatedFacts, Day } from '../facts.ts'
import type { Line } from '../lines/line.ts'
import type { Obligation, RulesVersion } from '../pack/rules.ts'
import { spanOfKey, within } from '../periods/period.ts'
import type { PredicateTree } from '../predicates/predicate.ts'
import type { LineResult, Standing } from '../result.ts'
import type { Span } from '../scene.ts'
import { lineResult } from '../stages/render.ts'
import { type Instance, populationOf } from '../stages/timeline.ts'
import { isUnknown } from '../truth.ts'
import { type Alone, aloneIn } from './alone.ts'
import { shapeText } from './fold.ts'
import { judgingOf } from './judging.ts'
import { leavesOf, type Leaf, standingOf } from './leaves.ts'

/** Whether the obligation reaches somebody: no, yes, or a missing fact hides it. */
export type Reached = 0 | 1 | 2

/**
 * How the standing of a period can be judged from sums alone: what each leaf line counts, in grains. It says what
 * `evaluate` says of whoever has no exemption and no doubt about a credit; of anybody else ask `evaluate`. Holdings move nothing:
 * rules that look at them have no such plan.
 */
export interface SumsPlan {
  readonly kind: 'sums'
  readonly ruleset: Ruleset
  readonly period: Span & { readonly key: string }
  readonly version: string
  readonly obligation: string
  /** Person facts that decide whether the obligation reaches somebody. */
  readonly factsAsked: readonly string[]
  readonly reached: (facts: DatedFacts, on: Day) => Reached
  readonly leaves: readonly Pick<Leaf, 'id' | 'measure' | 'perUnit' | 'least' | 'required'>[]
  /** Places among `leaves` of those that count a credit. */
  readonly leavesCounting: (measure: string, category: string) => readonly number[]
  /** Small integer that stands for everything but the amounts: asked once per person, so it does nothing else. */
  readonly pathOf: (counted: ArrayLike<number>, reached: Reached) => number
  readonly standingOf: (path: number) => Standing
  readonly shapeOf: (path: number) => string
  /** The lines of RESULT, their nodes apart. */
  readonly lines: (counted: ArrayLike<number>) => readonly LineResult[]
  /** When a credit recorded once is what `evaluate` would still give; null: it may hang on other things than the activity. */
  readonly alone: Alone | null
  /** All that decides what an activity of the period is credited, in canonical JSON; of equal ones either's entries speak for both. */
  readonly credits: string
}

/** Some part of the pack needs more than sums; `because` names what. */
export interface WholePlan {
  readonly kind: 'whole'
  readonly because: readonly string[]
}

export type Plan = SumsPlan | WholePlan

/** Leaf standings are kept as bits of one integer beside the two of `Reached`. */
const mostLeaves = 20

/** Reads off a compiled pack whether a period needs only sums. What it does not know to be so is `whole`. */
export const planOf = (ruleset: Ruleset, key: string): Plan => {
  const span = spanOfKey(key)
  const version = span && ruleset.versions.find((each) => within(span.to, each))
  const [obligation, ...others] = version?.obligations ?? []
  if (!span || !version || !obligation) return { kind: 'whole', because: ['period.ungoverned'] }
  const because = [
    ...(others.length > 0 || isElsewhere(ruleset, obligation) ? ['obligations'] : []),
    ...partsBeyondSums(ruleset, obligation),
  ]
  const factsAsked = factsOf(obligation.population.tree)
  const leaves = leavesOf(obligation.lines)
  if (!factsAsked) because.push('population')
  if (!leaves || leaves.length > mostLeaves) because.push('lines')
  const period = obligation.period.containing(span.from, sceneless(ruleset, obligation))
  if (period.missing || period.span?.from !== span.from || period.span.to !== span.to) because.push('period')
  if (because.length > 0 || !factsAsked || !leaves) return { kind: 'whole', because }
  return sumsPlan({ ruleset, version, obligation, period: { ...span, key }, factsAsked, leaves })
}

const partsBeyondSums = (ruleset: Ruleset, obligation: Obligation): readonly string[] => {
  const { per, holding, period, asAt, reach, caps, spill, satisfiedBy, allocate } = obligation
  const parts: Readonly<Record<string, boolean>> = {
    holding: per !== 'person' || holding !== null,
    period: period.kind !== 'calendar-year',
    asAt: asAt !== null,
    chain:
      reach.isChained || ruleset.versions.some((each) => each.obligations.some((one) => one.reach.isChained)),
    carryOver: obligation.carryOver !== null,
    extension: obligation.extension !== null,
    prorate: obligation.prorate !== null,
    debt: Boolean(obligation.exempt?.debt),
    caps: caps.length > 0,
    spill: spill.length > 0,
    satisfiedBy: satisfiedBy.length > 0,
    allocate: allocate.some(({ portion }) => portion.kind !== 'whole'),
  }
  return Object.keys(parts).filter((part) => parts[part])
}

/** Another version lays another obligation, or this one on holdings. */
const isElsewhere = ({ versions }: Ruleset, { id }: Obligation): boolean =>
  versions.some(({ obligations }) => obligations.some((one) => one.id !== id || one.per !== 'person'))

/** Facts that a condition on the person asks for; null where it asks for anything else. */
const factsOf = (tree: PredicateTree): readonly string[] | null => {
  if (tree.op === 'not') return factsOf(tree.of)
  if (tree.op === 'test')
    return tree.subject === 'fact' ? [...new Set([tree.name, ...(tree.dayFacts ?? [])])] : null
  const found = tree.op === 'all' || tree.op === 'any' ? tree.of.map(factsOf) : []
  return found.includes(null) ? null : [...new Set(found.flatMap((facts) => facts ?? []))]
}

const instanceOf = (
  versions: readonly RulesVersion[],
  obligationId: string,
  person: DatedFacts,
  on: Day,
): Instance => ({
  versions,
  obligationId,
  holding: null,
  world: { on, personId: '', person, holdings: [], deeds: [], exemptions: [], closed: [] },
})

const sceneless = ({ versions }: Ruleset, { id }: Obligation) => ({
  ...instanceOf(versions, id, {}, '9999-12-31'),
  deed: null,
  period: null,
  asAt: '9999-12-31',
})

interface Parts {
  readonly ruleset: Ruleset
  readonly version: RulesVersion
  readonly obligation: Obligation
  readonly period: Span & { readonly key: string }
  readonly factsAsked: readonly string[]
  readonly leaves: readonly Leaf[]
}

const sumsPlan = ({ ruleset, version, obligation, period, factsAsked, leaves }: Parts): SumsPlan => {
  const term = { key: period.key, span: period, version, obligation }
  const thresholds = Float64Array.from(leaves, ({ least }) => least)
  const places = 2 ** leaves.length
  const counting = new Map<string, readonly number[]>()
  const standings = new Map<number, Standing>()
  const standing = (path: number): Standing => {
    const known = standings.get(path)
    if (known) return known
    const made = standingOfPath(obligation.lines, leaves, path % places, Math.floor(path / places) as Reached)
    standings.set(path, made)
    return made
  }
  return {
    kind: 'sums',
    ruleset,
    period,
    version: version.id,
    obligation: obligation.id,
    factsAsked,
    reached: (facts, on) => {
      const truth = populationOf(instanceOf(ruleset.versions, obligation.id, facts, on), term)
      return isUnknown(truth) ? 2 : truth ? 1 : 0
    },
    leaves,
    leavesCounting: (measure, category) => {
      const name = `${measure}\n${category}`
      const known = counting.get(name)
      if (known) return known
      const found = leaves.flatMap((leaf, place) => (leaf.counts(measure, category) ? [place] : []))
      counting.set(name, found)
      return found
    },
    pathOf: (counted, reached) => {
      if (reached === 0) return 0
      let bits = 0
      for (let place = 0; place < thresholds.length; place += 1)
        if ((counted[place] as number) >= (thresholds[place] as number)) bits += 2 ** place
      return reached * places + bits
    },
    standingOf: standing,
    shapeOf: (path) => {
      const reached = Math.floor(path / places) as Reached
      if (reached === 0) return shapeText(false, 'met', [])
      const lines = leaves.map(
        ({ id, measure, required }, place) =>
          [id, measure, required, hasBit(path % places, place) ? 'met' : 'unmet', 0] as const,
      )
      return shapeText(true, standing(path), [[standing(path), lines, [], []]])
    },
    lines: (counted) => {
      const judging = judgingOf(leaves, counted, period)
      return obligation.lines.map((line) => lineResult(line.judge(judging), () => 0))
    },
    alone: aloneIn(version, obligation),
    credits: creditsText(ruleset, version, obligation, period),
  }
}

/** What its rules of recognition, conversion, conflict and allocation say, with whatever they may name. */
const creditsText = (
  { measures, categories, orders }: Ruleset,
  { governs }: RulesVersion,
  { id, recognise, convert, conflicts, allocate }: Obligation,
  { key }: SumsPlan['period'],
): string => {
  const sources = (rules: readonly { readonly source: unknown }[]) => rules.map(({ source }) => source)
  const text = {
    period: key,
    obligation: id,
    governs,
    measures: [...measures.values()].map((measure) => [measure.id, measure.perUnit]),
    categories,
    orders: [...orders],
    recognise: sources(recognise),
    convert: [...convert].map(([kind, rules]) => [kind, sources(rules)]),
    conflicts: sources(conflicts),
    allocate: sources(allocate),
  }
  return canonicalJson(text as unknown as Json)
}

const hasBit = (bits: number, place: number): boolean => Math.floor(bits / 2 ** place) % 2 === 1

/** Nobody whom the obligation does not reach has anything to meet; in doubt about that, only what is met is decided. */
const standingOfPath = (
  lines: readonly Line[],
  leaves: readonly Leaf[],
  bits: number,
  reached: Reached,
): Standing => {
  const isMet = new Map(leaves.map(({ id }, place) => [id, hasBit(bits, place)]))
  const met = reached === 0 || standingOf(lines, (id) => isMet.get(id) === true)
  return met ? 'met' : reached === 2 ? 'undetermined' : 'unmet'
}
