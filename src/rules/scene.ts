import type { Day, DatedFacts, Holding, Value } from './facts.ts'
import type { MissingRef } from './truth.ts'
import type { Deed, World } from './world.ts'

/** A span of days, both ends inclusive. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** Everything a predicate may look at, and nothing else: no clock, no later stage. */
export interface Scene {
  readonly world: World
  /** The holding whose obligation is judged, if it is one of a holding. */
  readonly holding: Holding | null
  readonly deed: Deed | null
  /** The category as settled by recognition or mapped by a layer; undefined: as the activity states it. */
  readonly category?: string | null
  readonly period: Span | null
  /** Day at which person facts are read where the predicate names none. */
  readonly asAt: Day
}

/** What a look-up finds. `value: null` is "known to have none"; `missing` is no knowledge at all. */
export type Found =
  | { readonly value: Value; readonly missing?: never }
  | { readonly missing: MissingRef; readonly value?: never }

const segment = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1')

/** The value of a dated fact on a day; days after the day asked about are read as of that day. */
export const datedFact = (
  facts: DatedFacts | undefined,
  name: string,
  day: Day,
  on: Day,
  owner: { readonly path: string; readonly pointer: string },
): Found => {
  const at = day < on ? day : on
  const spans = facts && Object.hasOwn(facts, name) ? facts[name] : undefined
  const covering = spans?.find(
    ({ from, to }) => (from === undefined || from <= at) && (to === undefined || to >= at),
  )
  if (covering) return { value: covering.value }
  return { missing: { fact: `${owner.path}.${name}`, pointer: `${owner.pointer}/${segment(name)}`, at } }
}

export const personFact = (scene: Scene, name: string, day: Day): Found =>
  datedFact(scene.world.person, name, day, scene.world.on, { path: 'person.facts', pointer: '/person/facts' })

/** A fact of the holding that is judged; without one every such fact is "known to have none". */
export const holdingFact = (scene: Scene, name: string, day: Day): Found => {
  const { holding } = scene
  if (!holding) return { value: null }
  if (name === 'id' || name === 'kind' || name === 'from') return { value: holding[name] }
  if (name === 'to') return { value: holding.to ?? null }
  const pointer = `/holdings/${segment(holding.id)}/facts`
  return datedFact(holding.facts, name, day, scene.world.on, {
    path: `holdings.${holding.id}.facts`,
    pointer,
  })
}

export const missingOfDeed = (deed: Deed, path: string): MissingRef => ({
  fact: `activities.${deed.id}.${path}`,
  pointer: `/activities/${segment(deed.id)}/${path.split('.').map(segment).join('/')}`,
  at: deed.completedOn,
  ...(path === 'category' && deed.unnamed.category !== undefined && { stated: deed.unnamed.category }),
})
