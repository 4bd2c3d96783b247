import type { Measure } from '../pack/scope.ts'
import type { Tier } from '../parts/extension.ts'
import { endsOf, type Figure, spanFigure, zeroFigure } from '../trace/draft.ts'
import { isUnknown, type MissingRef, missingOf } from '../truth.ts'
import type { Standing } from '../result.ts'
import { amountIn } from './amount-in.ts'
import type { Assessed } from './assess.ts'
import { itemOf, type Purse, purseCopy } from './credits.ts'
import type { Done } from './done.ts'
import { type Item, spanOf } from './item.ts'
import { standingOf } from './judge.ts'
import type { Portions } from './portions.ts'
import type { Added } from './requirement.ts'
import { takeFor } from './take.ts'
import { type Tally, tallyOf } from './tally.ts'
import type { Instance, Term } from './timeline.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'

export interface Extended {
  /** By which what is lacking is judged. */
  readonly tally: Tally
  /** The same with all that may have been taken; `added` is what may have been added to its requirements. */
  readonly bounded: Tally
  readonly added: readonly Added[]
  /** The tier in use; null: none was needed, or none is given. */
  readonly tier: {
    readonly to: string
    readonly adds: number
    readonly measure: Measure
    readonly clause: string | undefined
  } | null
  /** Whether there is extra time at all hangs on these. */
  readonly doubt: readonly MissingRef[]
}

/** What may have come of it: `tier` null where no extra time was needed or given. */
interface Outcome {
  readonly tier: Tier | null
  readonly tally: Tally
  readonly purse: Purse
  readonly adds: { readonly lo: number; readonly hi: number }
}

interface Tried extends Outcome {
  readonly tier: Tier
  readonly to: string
  readonly standing: Standing
  /** The fact that hides its last day; it is then tried up to the day asked about. */
  readonly missing: MissingRef | null
}

/**
 * Stage 7, extension: the first tier in which everything is met by credit completed by its day, else the one that the
 * day asked about lies in, else the last. Credit of the extra time serves the old period only as far as needed.
 */
export const extend = (tally: Tally, portions: Portions): Extended => {
  const { instance, purse } = portions
  const { added } = tally.adjustments
  const without: Extended = { tally, bounded: tally, added, tier: null, doubt: [] }
  const rule = tally.term.obligation.extension
  if (!rule || instance.world.on <= tally.term.span.to) return without
  const standing = standingOf(tally)
  if (standing === 'met') return without
  const given = rule.when.test(tally.judging.scene)
  if (given === false) return without
  const tried = rule.tiers.map((tier) => tryTier(tier, tally, portions))
  const doubt = [...missingOf(given), ...tried.flatMap(({ missing }) => missing ?? [])]
  const [cautious, favourable] = choose(standing, tried, instance.world.on)
  if (!cautious) return { ...without, doubt }
  const isOpen = standing === 'undetermined' || doubt.length > 0
  const none: Outcome = { tier: null, tally, purse: purseCopy(purse), adds: { lo: 0, hi: 0 } }
  const outcomes = [...(isOpen ? [none] : []), ...possible(tried, cautious)]
  const tier = {
    to: cautious.to,
    adds: cautious.adds.lo,
    measure: cautious.tier.measure,
    clause: cautious.tier.clause,
  }
  const [only] = outcomes
  if (only && outcomes.length === 1) {
    purse.adopt(only.purse)
    return { tally: only.tally, bounded: only.tally, added: only.tally.adjustments.added, tier, doubt }
  }
  leaveAll(purse, outcomes, portions.assessed)
  const taken = between(cautious, favourable, outcomes, tally, instance)
  const both = { bounded: taken, added: [...added, anyAdded(outcomes, tally.term)], doubt }
  return doubt.length > 0 ? { ...both, tally, tier: null } : { ...both, tally: taken, tier }
}

const tryTier = (tier: Tier, tally: Tally, portions: Portions): Tried => {
  const { instance, assessed, population } = portions
  const day = tier.until(tally.judging.scene)
  const missing = day.missing ?? null
  const to = typeof day.value === 'string' ? day.value : instance.world.on
  const found = amountIn(tier.adds, tally.judging)
  const adds = { lo: found.hi, hi: found.lo }
  const purse = purseCopy(portions.purse)
  const inDoubt = isUnknown(population)
  let now = withAdded(tally, tally.items, tally.adjustments.done, addedBy(tier, tally.term, adds), instance)
  for (const one of assessed) {
    const truth = isLater(one, tally.term, to)
    if (truth === 'no') continue
    now = takeFor(now, one, {
      instance,
      purse,
      whole: false,
      inDoubt,
      perhaps: truth === 'perhaps',
      things: true,
    })
  }
  return { tier, to, tally: now, standing: standingOf(now), purse, adds, missing }
}

const withAdded = (
  tally: Tally,
  items: readonly Item[],
  done: readonly Done[],
  added: Added,
  instance: Instance,
): Tally =>
  tallyOf(instance, tally.term, items, {
    ...tally.adjustments,
    done,
    added: [...tally.adjustments.added, added],
  })

const addedBy = (tier: Tier, term: Term, { lo, hi }: { readonly lo: number; readonly hi: number }): Added => {
  const total = firstAmountLine(term.obligation.lines, tier.measure)?.id
  const lines = tier.lines.length > 0 ? tier.lines : total === undefined ? [] : [total]
  return { text: 'extension', clause: tier.clause, lines, lo, hi }
}

/** Credit of the extra time: completed after the period and by the tier's day, and not chosen for another period. */
const isLater = ({ deed, routing }: Assessed, term: Term, to: string): 'yes' | 'perhaps' | 'no' => {
  const { targets, anywhere } = routing
  if (deed.completedOn <= term.span.to || deed.completedOn > to) return 'no'
  const later = targets.filter(
    (target) =>
      !target.isChosen &&
      (target.portion.kind === 'whole' || target.portion.kind === 'shortageFirst') &&
      target.term &&
      target.term.span.from > term.span.to,
  )
  if (later.length === 0) return 'no'
  return targets.length > 1 || anywhere ? 'perhaps' : 'yes'
}

/** For the cautious run the first tier that is met for certain; for the favourable one the first that may be. Null: no tier is needed. */
const choose = (
  standing: Standing,
  tried: readonly Tried[],
  on: string,
): readonly [Tried | null, Tried | null] => {
  const fallback = tried.find(({ to }) => on <= to) ?? tried.at(-1) ?? null
  const cautious = tried.find((each) => each.standing === 'met') ?? fallback
  if (standing === 'undetermined') return [cautious, null]
  return [cautious, tried.find((each) => each.standing !== 'unmet') ?? fallback]
}

/** Tiers that may turn out to be the one in use: those that may be met before one is for certain, and that one. */
const possible = (tried: readonly Tried[], cautious: Tried): readonly Tried[] => {
  const sure = tried.findIndex(({ standing }) => standing === 'met')
  const before = sure < 0 ? tried : tried.slice(0, sure)
  return [...before.filter((each) => each !== cautious && each.standing === 'undetermined'), cautious]
}

/** What the outcomes leave of each activity, at least and at most. */
const leaveAll = (purse: Purse, outcomes: readonly Outcome[], assessed: readonly Assessed[]): void => {
  for (const one of assessed) {
    for (const measure of one.contender?.amounts.keys() ?? []) {
      const now = purse.restOf(one, measure)
      const rests = outcomes.map((outcome) => outcome.purse.restOf(one, measure))
      if (rests.some(({ node }) => node !== now.node))
        purse.leave(one, measure, spanFigure(rests, 'credit-rest'))
    }
    const moved = outcomes.map((outcome) => outcome.purse.moved.get(one.deed.id))
    if (moved.some((each) => each))
      purse.moved.set(one.deed.id, {
        low: moved.some((each) => each?.low),
        high: moved.every((each) => each?.high),
      })
  }
}

/** The two runs end in different tiers: each takes what it takes, and owes what it owes. */
const between = (
  cautious: Tried,
  favourable: Tried | null,
  outcomes: readonly Outcome[],
  tally: Tally,
  instance: Instance,
): Tally => {
  const added = addedBy(cautious.tier, tally.term, { lo: cautious.adds.lo, hi: favourable?.adds.hi ?? 0 })
  const [one, other] = [newItems(cautious.tally, tally), newItems(favourable?.tally ?? tally, tally)]
  const all = outcomes.map((outcome) => newItems(outcome.tally, tally))
  const names = new Set(all.flatMap((items) => [...items.keys()]))
  const items = [...names].flatMap((name): readonly Item[] => {
    const item = all.map((each) => each.get(name)).find((each) => each)
    if (!item?.assessed) return []
    const nothing: Figure = zeroFigure('not-taken', item.figure.node.unit ?? '')
    const amount = endsOf(one.get(name)?.figure ?? nothing, other.get(name)?.figure ?? nothing, 'taken')
    const spans = all.map((each) => each.get(name)).map((each) => (each ? spanOf(each) : nothing))
    return [{ ...itemOf(item.assessed, item.measure, amount), span: spanFigure(spans, 'taken') }]
  })
  const [few, many] = [newThings(cautious.tally, tally), newThings(favourable?.tally ?? tally, tally)]
  const each = outcomes.map((outcome) => newThings(outcome.tally, tally))
  const ids = new Set(each.flatMap((things) => [...things.keys()]))
  const things = [...ids].flatMap((id): readonly Done[] => {
    const thing = each.map((found) => found.get(id)).find((found) => found)
    if (!thing) return []
    return [
      {
        assessed: thing.assessed,
        low: few.get(id)?.low ?? false,
        high: many.get(id)?.high ?? false,
        certain: each.every((found) => found.get(id)?.certain),
        possible: each.some((found) => found.get(id)?.high),
      },
    ]
  })
  return withAdded(tally, [...tally.items, ...items], [...tally.adjustments.done, ...things], added, instance)
}

/** The most and the least that may be owed for extra time, on every line that a tier in question adds to. */
const anyAdded = (outcomes: readonly Outcome[], term: Term): Added => {
  const each = outcomes.flatMap(({ tier, adds }) => (tier ? [addedBy(tier, term, adds)] : []))
  return {
    text: 'extension',
    clause: each[0]?.clause,
    lines: [...new Set(each.flatMap(({ lines }) => lines))],
    lo: Math.max(0, ...each.map(({ lo }) => lo)),
    hi: 0,
  }
}

const newItems = (after: Tally, before: Tally): ReadonlyMap<string, Item> =>
  new Map(
    after.items.slice(before.items.length).map((item) => [`${item.measure} ${item.assessed?.deed.id}`, item]),
  )

const newThings = (after: Tally, before: Tally): ReadonlyMap<string, Done> => {
  const fresh = after.adjustments.done.filter((each) => !before.adjustments.done.includes(each))
  return new Map(fresh.map((each) => [each.assessed.deed.id, each]))
}
