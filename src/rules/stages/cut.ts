import { fieldOf } from '../fields.ts'
import { type Cap, relationOf } from '../parts/caps.ts'
import { innerYears } from '../periods/inner-years.ts'
import { within } from '../periods/period.ts'
import type { Scene, Span } from '../scene.ts'
import { endsOf, type Figure, leftOf, lesserOf, reversed } from '../trace/draft.ts'
import { isUnknown, type Truth } from '../truth.ts'
import { inClaimOrder } from '../world.ts'
import { inEach, type Item, spanOf } from './item.ts'

/** Stage 8: what is left of each item after the caps, in cutting order; within a cap the earlier claim keeps its room. */
export type Cuts = ReadonlyMap<Item, { readonly figure: Figure; readonly by: string | null }>

export interface CutScene {
  readonly scene: Scene
  readonly caps: readonly Cap[]
  readonly atMost: (cap: Cap) => Figure
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
  cutBy(items, cutting, (figure) => figure)

/** Cuts items so that each is bounded by itself: what was before it took at most its most and at least its least. */
export const cutApart = (items: readonly Item[], cutting: CutScene): Cuts =>
  cutBy(
    items.map((item) => ({ item, figure: spanOf(item), role: 'own' })),
    cutting,
    (figure) => reversed(figure, 'rival'),
  )

const cutBy = (
  items: readonly Turned[],
  { scene, caps, atMost }: CutScene,
  asRival: (figure: Figure) => Figure,
): Cuts => {
  const left: Left = new Map(items.map(({ item, figure, role }) => [item, { figure, role, by: null }]))
  for (const cap of caps) {
    for (const group of groupsOf(cap, [...left.keys()], scene))
      cutGroup(cap, group, left, atMost(cap), asRival)
  }
  return left
}

interface Member {
  readonly item: Item
  readonly truth: Truth
}

type Left = Map<Item, Omit<Turned, 'item'> & { readonly by: string | null }>

const cutGroup = (
  cap: Cap,
  group: readonly Member[],
  left: Left,
  most: Figure,
  asRival: (figure: Figure) => Figure,
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

/** The groups a cap counts together, each in claim order; one whose group a missing fact hides stands alone and may lose all. */
const groupsOf = (cap: Cap, items: readonly Item[], scene: Scene): readonly (readonly Member[])[] => {
  const groups = new Map<string, Member[]>()
  const taken = items.filter((item) => takes(cap, item, scene) !== false)
  for (const item of taken.toSorted(byClaim)) {
    const truth = takes(cap, item, scene)
    const key = groupKey(cap, item, scene)
    groups.set(key, [...(groups.get(key) ?? []), { item, truth }])
  }
  return [...groups.values()]
}

/** Only of activities: what was carried in has no claim, and a sort in which it equals everything would keep no order at all. */
const byClaim = (a: Item, b: Item): number =>
  a.assessed && b.assessed ? inClaimOrder(a.assessed.deed, b.assessed.deed) : 0

const takes = (cap: Cap, item: Item, scene: Scene): Truth => {
  if (!item.assessed?.contender || item.measure !== cap.measure.id) return false
  const own: Scene = { ...item.assessed.contender.scene, period: scene.period }
  const { categories, missing } = item.assessed.recognised
  const truth = inEach({ counts: cap.when, readAs: new Map() }, own, categories, missing)
  if (truth === false || cap.per === null) return truth
  const found = fieldOf(own, cap.per)
  return found.missing ? { missing: [found.missing] } : truth
}

const groupKey = (cap: Cap, item: Item, scene: Scene): string => {
  const deed = item.assessed?.deed
  const slices = cap.window === 'year' && scene.period ? innerYears(scene.period) : []
  const slice = deed ? slices.findIndex((each: Span) => within(deed.completedOn, each)) : -1
  if (cap.per === null || !item.assessed?.contender) return `${slice}`
  const found = fieldOf(item.assessed.contender.scene, cap.per)
  return `${slice} ${JSON.stringify(found.missing ? { alone: deed?.id } : found.value)}`
}

/** Whether more credit of one kind may, through caps that lie across each other, mean less in all. */
export const haveCrossing = (caps: readonly Cap[]): boolean =>
  caps.some((cap, index) => caps.slice(index + 1).some((other) => relationOf(cap, other) === 'crossing'))
