import type { Measure } from '../pack/scope.ts'
import { endsOf, type Figure, figure, leftOf, lesserOf, reversed, zeroFigure } from '../trace/draft.ts'
import type { Assessed } from './assess.ts'
import { categoryName } from './category-name.ts'
import type { Item } from './item.ts'
import type { Target } from './route.ts'
import { type Instance, neighbour, type Term } from './timeline.ts'

/** What is still unspent of each activity while the periods are gone through, oldest first. */
export interface Purse {
  readonly fullOf: (assessed: Assessed, measure: string) => Figure
  readonly restOf: (assessed: Assessed, measure: string) => Figure
  readonly spend: (assessed: Assessed, measure: string, amount: Figure) => void
  /** Says what is left, whatever was spent. */
  readonly leave: (assessed: Assessed, measure: string, amount: Figure) => void
  /** What is left, by measure and activity, of those that something was taken from. */
  readonly rest: Map<string, Figure>
  /** Things that an older period took over, in the cautious run and in the favourable one. */
  readonly moved: Map<string, { readonly low: boolean; readonly high: boolean }>
  /** Takes over what another purse has left: a trial that was kept. */
  readonly adopt: (other: Purse) => void
}

export const purseOf = (measures: ReadonlyMap<string, Measure>): Purse =>
  purseWith((assessed, measure) => creditOf(assessed, measure, measures), new Map(), new Map())

/** A purse to try with: what is spent of it leaves the other as it is. */
export const purseCopy = (purse: Purse): Purse =>
  purseWith(purse.fullOf, new Map(purse.rest), new Map(purse.moved))

const purseWith = (make: Purse['fullOf'], rest: Map<string, Figure>, moved: Purse['moved']): Purse => {
  const full = new Map<string, Figure>()
  const nameOf = (assessed: Assessed, measure: string): string => `${measure} ${assessed.deed.id}`
  const fullOf = (assessed: Assessed, measure: string): Figure => {
    const name = nameOf(assessed, measure)
    const known = full.get(name) ?? make(assessed, measure)
    full.set(name, known)
    return known
  }
  return {
    rest,
    moved,
    adopt: (other) => {
      for (const [id, how] of other.moved) moved.set(id, how)
      for (const [name, left] of other.rest) rest.set(name, left)
    },
    fullOf,
    restOf: (assessed, measure) => rest.get(nameOf(assessed, measure)) ?? fullOf(assessed, measure),
    leave: (assessed, measure, amount) => rest.set(nameOf(assessed, measure), amount),
    spend: (assessed, measure, amount) => {
      const now = rest.get(nameOf(assessed, measure)) ?? fullOf(assessed, measure)
      rest.set(nameOf(assessed, measure), leftOf(now, amount, 'credit-rest'))
    },
  }
}

/** The credit of an activity: a leaf of the trace. */
const creditOf = (assessed: Assessed, measure: string, measures: ReadonlyMap<string, Measure>): Figure => {
  const { lo, hi } = assessed.contender?.amounts.get(measure) ?? { lo: 0, hi: 0 }
  const key = assessed.routing.targets.length === 1 ? assessed.routing.targets[0]?.key : undefined
  return figure(lo, hi, {
    op: 'credit',
    text: 'activity',
    ref: assessed.deed.id,
    ...(key !== undefined && { period: key }),
    category: categoryName(assessed.recognised.categories),
    unit: measures.get(measure)?.isTime ? 'min' : measure,
  })
}

/** The place of a period among those that a portion laid from `first` reaches; -1 if it is none of them. */
export const placeFrom = (instance: Instance, first: Term, term: Term, over: number): number => {
  let at: Term | null = first
  for (let place = 0; at && place < over; place += 1) {
    if (at.key === term.key) return place
    if (at.span.from > term.span.from) return -1
    at = neighbour(instance, at, 1)
  }
  return -1
}

/** Whether a credit that may be laid from a target may serve a period: its first one, or one that its parts reach. */
export const mayServe = (instance: Instance, { key, term: first, portion }: Target, term: Term): boolean =>
  key === term.key ||
  (first !== null && 'over' in portion && placeFrom(instance, first, term, portion.over) >= 0)

/** ⌊(i+1)T/k⌋ − ⌊iT/k⌋ grains of the i-th of k parts, so that the parts add up to the whole. */
const partOf = (full: Figure, place: number, over: number): Figure => {
  const upTo = (grains: number, parts: number): number =>
    Number((BigInt(grains) * BigInt(parts)) / BigInt(over))
  const part = (grains: number): number =>
    grains === Infinity ? Infinity : upTo(grains, place + 1) - upTo(grains, place)
  if (over === 1) return full
  // More in all may be a grain less in a part between: in doubt the smallest and the largest part bound it.
  if (full.lo !== full.hi && place > 0 && place < over - 1)
    return endsOf(partOf(full, 0, over), partOf(full, over - 1, over), 'part')
  return figure(part(full.lo), part(full.hi), {
    op: 'part',
    text: 'part',
    in: [full.node],
    args: { place, over },
    ...(full.node.unit !== undefined && { unit: full.node.unit }),
  })
}

export interface Portioning {
  readonly instance: Instance
  readonly term: Term
  readonly purse: Purse
  /** The limit of a `spread` in this period: the least and the most it may be. */
  readonly limitOf: (target: Target) => Figure
  /** Whether the period is there at all is in doubt. */
  readonly inDoubt: boolean
}

/** What a period takes of an activity at first, before anything looks at what it lacks; null: nothing. */
export const firstPortion = (
  assessed: Assessed,
  measure: string,
  { instance, term, purse, limitOf, inDoubt }: Portioning,
): Figure | null => {
  const { targets, anywhere } = assessed.routing
  const [only] = targets
  if (!only || targets.length > 1 || anywhere) {
    const possible = anywhere || targets.some((target) => mayServe(instance, target, term))
    const full = purse.fullOf(assessed, measure)
    return possible ? endsOf(zeroFigure('maybe-elsewhere', full.node.unit ?? ''), full, 'maybe') : null
  }
  const { portion, term: first } = only
  if (!first) return null
  if (portion.kind === 'whole' || portion.kind === 'shortageFirst') {
    return first.key === term.key ? purse.restOf(assessed, measure) : null
  }
  const place = placeFrom(instance, first, term, portion.over)
  if (place < 0 || portion.kind === 'draw') return null
  if (portion.kind === 'repeat') return purse.fullOf(assessed, measure)
  if (portion.kind === 'equalParts') return partOf(purse.fullOf(assessed, measure), place, portion.over)
  if (measure !== 'hours') return place === 0 ? purse.fullOf(assessed, measure) : null
  const [rest, limit] = [purse.restOf(assessed, measure), limitOf(only)]
  const taken = lesserOf(rest, limit, 'spread')
  const most = lesserOf(rest, reversed(limit, 'spread-limit'), 'spread')
  purse.spend(assessed, measure, inDoubt ? endsOf(most, zeroFigure('maybe-not', 'min'), 'spread') : most)
  return place > 0 && taken.lo === 0 && taken.hi === 0 ? null : taken
}

export const itemOf = (assessed: Assessed, measure: string, amount: Figure): Item => ({
  measure,
  figure: amount,
  assessed,
  lot: null,
})
