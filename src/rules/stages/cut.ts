import { fieldOf } from '../fields.ts'
import { type Cap, relationOf } from '../parts/caps.ts'
import { innerYears } from '../periods/inner-years.ts'
import { within } from '../periods/period.ts'
import type { Scene, Span } from '../scene.ts'
import { endsOf, type Figure, leftOf, lesserOf, reversed } from '../trace/draft.ts'
import { isUnknown, type MissingRef, missingOf, type Truth, unknown } from '../truth.ts'
import { inClaimOrder } from '../world.ts'
import { inEach, type Item, spanOf } from './item.ts'

/** Stage 8: what is left of each item after the caps, in cutting order; within a cap the earlier claim keeps its room. */
export type Cuts = ReadonlyMap<Item, Kept>

interface Kept {
  readonly figure: Figure
  /** The cap that took of it last. */
  readonly by: string | null
  /** What hides whether, or with what others, a cap takes it. */
  readonly missing: readonly MissingRef[]
}

export interface CutScene {
  readonly scene: Scene
  readonly caps: readonly Cap[]
  /** How much the cap lets through, and what hides how much that is. */
  readonly atMost: (cap: Cap) => { readonly most: Figure; readonly missing: readonly MissingRef[] }
}

/** An item turned to the line it is cut for: what competes with the line's own is there in the cautious run. */
export interface Turned {
  readonly item: Item
  readonly figure: Figure
  /** Whether the line counts it, or it only takes room from what the line counts; `either` is in doubt. */
  readonly role: 'own' | 'rival' | 'either'
}

/** Cuts items for one line: the sum of what it counts is bounded. */
export const cut = (items: readonly Turned[], cutting: CutScene): Cuts =>
  cutBy(
    items,
    cutting,
    (figure) => figure,
    items.every(({ role }) => role === 'own') && cutting.caps.length === 1,
  )

/** Cuts items so that each is bounded by itself: what was before it took at most its most and at least its least. */
export const cutApart = (items: readonly Item[], cutting: CutScene): Cuts =>
  cutBy(
    items.map((item) => ({ item, figure: spanOf(item), role: 'own' })),
    cutting,
    (figure) => reversed(figure, 'rival'),
    false,
  )

/** Whether a missing fact hides what a cap takes of these items. */
export const isCutInDoubt = (items: readonly Item[], { scene, caps }: CutScene): boolean =>
  caps.some((cap) => membersOf(cap, items, scene).some(({ missing }) => missing.length > 0))

const cutBy = (
  items: readonly Turned[],
  { scene, caps, atMost }: CutScene,
  asRival: (figure: Figure) => Figure,
  isSum: boolean,
): Cuts => {
  const left: Left = new Map(
    items.map(({ item, figure, role }) => [item, { figure, role, by: null, missing: [] }]),
  )
  for (const cap of caps) {
    const { most, missing: open } = atMost(cap)
    const members = membersOf(cap, [...left.keys()], scene)
    for (const inSlice of Map.groupBy(members, ({ slice }) => slice).values())
      cutSlice(cap, inSlice, left, most, { asRival, isSum })
    for (const { item, missing } of members) {
      const now = left.get(item)
      const reasons = [...missing, ...open]
      if (now && reasons.length > 0) left.set(item, { ...now, missing: [...now.missing, ...reasons] })
    }
  }
  return left
}

interface Manner {
  readonly asRival: (figure: Figure) => Figure
  /** Only what is left of all of them together matters, under one cap. */
  readonly isSum: boolean
}

const cutSlice = (cap: Cap, members: readonly Member[], left: Left, most: Figure, manner: Manner): void => {
  const hidden = members.filter(({ group }) => group === null)
  const known = [...Map.groupBy(members, ({ group }) => group)].flatMap(([group, of]) =>
    group === null ? [] : [of],
  )
  // Whatever group it is of, it is in one: alone it is bounded already.
  for (const member of hidden) cutGroup(cap, [member], left, most, manner)
  const before: Left = new Map(left)
  for (const group of known) cutGroup(cap, group, left, most, manner)
  for (const group of hostsOf(known, hidden, before, manner)) {
    const tried: Left = new Map(before)
    const all = [...group, ...hidden.map(inDoubt)].toSorted((a, b) => byClaim(a.item, b.item))
    cutGroup(cap, all, tried, most, manner)
    for (const { item } of all) join(left, item, tried.get(item))
  }
}

/**
 * Groups that items of a hidden group are tried in. Of a sum the least is left where they all come to the group with the
 * most in it, for there they add least; of an item by itself, or against rivals, it may be any.
 */
const hostsOf = (
  known: readonly (readonly Member[])[],
  hidden: readonly Member[],
  before: Left,
  { isSum }: Manner,
): readonly (readonly Member[])[] => {
  if (hidden.length === 0) return []
  if (known.length === 0) return [[]]
  if (!isSum) return known
  const sum = (group: readonly Member[]): number =>
    group.reduce((all, { item }) => all + (before.get(item)?.figure.lo ?? 0), 0)
  const [first, ...others] = known as readonly [readonly Member[], ...(readonly Member[])[]]
  return [others.reduce((fullest, group) => (sum(group) > sum(fullest) ? group : fullest), first)]
}

/** The same with one more way that it may be cut: the worse for the line in the cautious run, as before in the favourable. */
const join = (left: Left, item: Item, tried: LeftOver | undefined): void => {
  const now = left.get(item)
  if (!now || !tried) return
  const isWorse = now.role === 'own' ? tried.figure.lo < now.figure.lo : tried.figure.hi < now.figure.hi
  if (!isWorse) return
  const [cautious, favourable] = now.role === 'own' ? [tried.figure, now.figure] : [now.figure, tried.figure]
  left.set(item, { ...now, by: tried.by ?? now.by, figure: endsOf(cautious, favourable, 'maybe-capped') })
}

interface Member {
  readonly item: Item
  /** Whether the cap takes it. */
  readonly truth: Truth
  /** Inner year of the period that it falls in, where the cap is one of inner years. */
  readonly slice: number
  /** What it is counted together with; null where a missing fact hides that. */
  readonly group: string | null
  readonly missing: readonly MissingRef[]
}

type LeftOver = Kept & Pick<Turned, 'role'>
type Left = Map<Item, LeftOver>

const inDoubt = (member: Member): Member => ({ ...member, truth: unknown() })

const cutGroup = (
  cap: Cap,
  group: readonly Member[],
  left: Left,
  most: Figure,
  { asRival }: Manner,
): void => {
  const figures = group.map(({ item }) => asRival(left.get(item)?.figure ?? most))
  const [lo, hi] = [
    figures.reduce((sum, each) => sum + each.lo, 0),
    figures.reduce((sum, each) => sum + each.hi, 0),
  ]
  if (lo <= most.lo && hi <= most.hi) return
  // A cap that is open itself leaves the line's own least room in the cautious run, and what competes with it most.
  let [room, wide] = [most, reversed(most, 'rival')]
  const roomFor = (role: Turned['role']): Figure => (role === 'own' ? room : endsOf(wide, room, 'room'))
  for (const { item, truth } of group) {
    const now = left.get(item)
    if (!now) continue
    const taken = lesserOf(now.figure, roomFor(now.role), `cap.${cap.id}`, cap.clause)
    const unsure = isUnknown(truth)
    const result = unsure ? maybeCut(now, taken) : taken
    const [rest, restWide] = [leftOf(room, asRival(taken), 'room'), leftOf(wide, asRival(taken), 'room')]
    room = unsure ? endsOf(rest, room, 'room') : rest
    wide = unsure ? endsOf(wide, restWide, 'room') : restWide
    const bites = result.lo < now.figure.lo || result.hi < now.figure.hi
    left.set(item, bites ? { ...now, figure: result, by: cap.id } : { ...now, figure: result })
  }
}

/** Whether the cap takes it at all is in doubt: the line's own is then cut in the cautious run, its rival in the favourable. */
const maybeCut = ({ figure, role }: Omit<Turned, 'item'>, taken: Figure): Figure => {
  if (role === 'either') return figure
  const [cautious, favourable] = role === 'own' ? [taken, figure] : [figure, taken]
  return endsOf(cautious, favourable, 'maybe-capped')
}

/** What a cap takes or may take, in claim order. */
const membersOf = (cap: Cap, items: readonly Item[], scene: Scene): readonly Member[] =>
  items.toSorted(byClaim).flatMap((item): readonly Member[] => {
    const truth = takes(cap, item, scene)
    return truth === false ? [] : [{ item, truth, ...placeOf(cap, item, truth, scene) }]
  })

const placeOf = (
  cap: Cap,
  { assessed }: Item,
  truth: Truth,
  scene: Scene,
): Pick<Member, 'slice' | 'group' | 'missing'> => {
  const slices = cap.window === 'year' && scene.period ? innerYears(scene.period) : []
  const slice = assessed ? slices.findIndex((each: Span) => within(assessed.deed.completedOn, each)) : -1
  const missing = missingOf(truth)
  if (cap.per === null || !assessed?.contender) return { slice, group: '', missing }
  const found = fieldOf(assessed.contender.scene, cap.per)
  if (found.missing) return { slice, group: null, missing: [...missing, found.missing] }
  return { slice, group: JSON.stringify(found.value), missing }
}

/** Only of activities: what was carried in has no claim, and a sort in which it equals everything would keep no order at all. */
const byClaim = (a: Item, b: Item): number =>
  a.assessed && b.assessed ? inClaimOrder(a.assessed.deed, b.assessed.deed) : 0

const takes = (cap: Cap, item: Item, scene: Scene): Truth => {
  if (!item.assessed?.contender || item.measure !== cap.measure.id) return false
  const own: Scene = { ...item.assessed.contender.scene, period: scene.period }
  const { categories, missing } = item.assessed.recognised
  return inEach({ counts: cap.when, readAs: new Map() }, own, categories, missing)
}

/** Whether more credit of one kind may, through caps that lie across each other, mean less in all. */
export const haveCrossing = (caps: readonly Cap[]): boolean =>
  caps.some((cap, index) => caps.slice(index + 1).some((other) => relationOf(cap, other) === 'crossing'))
