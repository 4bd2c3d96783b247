import type { Day, Value } from './facts.ts'
import { datedFact, type Found, missingOfDeed, type Scene } from './scene.ts'
import type { Deed } from './world.ts'

const stated = new Set([
  'id',
  'kind',
  'title',
  'from',
  'to',
  'completedOn',
  'registeredOn',
  'tags',
  'topic',
  'work',
  'chosenPeriod',
  'sessions',
])
/** Left out, these are unknown rather than absent: every activity has a category, a mode and a role. */
const telling = new Set(['category', 'mode', 'role'])
/** So is the day of registration: whatever is on record was registered on one, told or not. */
const isTold = (name: string): boolean => telling.has(name) || name === 'registeredOn'
export const isTelling = (name: string): boolean => telling.has(name)
const quantities = new Set(['minutes', 'days', 'halfDays', 'units', 'count', 'points'])

/** True if a pack may name the field: one of the contract's, or any name under `evidence.` and `provider.facts.`. */
export const isField = (name: string): boolean =>
  stated.has(name) ||
  telling.has(name) ||
  name === 'provider.id' ||
  (name.startsWith('quantity.') &&
    name
      .slice(9)
      .split('|')
      .every((part) => quantities.has(part))) ||
  (name.startsWith('evidence.') && name.length > 9) ||
  (name.startsWith('provider.facts.') && name.length > 15)

/** Looks up a field of the scene's activity. Fields that can only be present or absent read as null when absent. */
export const fieldOf = (scene: Scene, name: string, day?: Day): Found => {
  const { deed } = scene
  if (name === 'category' && scene.category !== undefined) return { value: scene.category }
  if (!deed) return { value: null }
  if (name.startsWith('quantity.')) return quantityOf(deed, name.slice(9).split('|'))
  if (name.startsWith('evidence.')) return evidenceOf(deed, name.slice(9))
  if (name.startsWith('provider.')) return providerOf(scene, deed, name, day ?? deed.completedOn)
  if (name === 'sessions' && isUntold(deed)) return { missing: missingOfDeed(deed, 'quantity') }
  const value = ownField(deed, name)
  return value === undefined && isTold(name)
    ? { missing: missingOfDeed(deed, name) }
    : { value: value ?? null }
}

const ownField = (deed: Deed, name: string): Value | undefined => {
  if (name === 'completedOn') return deed.completedOn
  if (name === 'sessions') return sessionsOf(deed)
  const value = (deed.source as unknown as Record<string, Value | undefined>)[name]
  return name === 'tags' ? (value ?? []) : value
}

const sessionsOf = (deed: Deed): Value => {
  const { sessions } = deed.source
  return sessions && sessions.length > 0 ? sessions.map(({ date }) => date) : null
}

const isUntold = ({ source }: Deed): boolean =>
  (source.sessions ?? []).length === 0 && Object.keys(source.quantity ?? {}).length === 0

/** With no quantity at all the amount was not told; with one kind of it the others are known to be absent. */
const quantityOf = (deed: Deed, parts: readonly string[]): Found => {
  const quantity = deed.source.quantity as Readonly<Record<string, number | string | undefined>> | undefined
  for (const part of parts) {
    const value = quantity?.[part]
    if (value !== undefined) return { value }
  }
  const sessions = deed.source.sessions ?? []
  if (parts.includes('minutes') && sessions.length > 0) {
    return { value: sessions.reduce((sum, { minutes }) => sum + minutes, 0) }
  }
  return isUntold(deed) ? { missing: missingOfDeed(deed, 'quantity') } : { value: null }
}

const evidenceOf = (deed: Deed, name: string): Found => {
  const { evidence } = deed.source
  if (!evidence || !Object.hasOwn(evidence, name)) return { missing: missingOfDeed(deed, `evidence.${name}`) }
  return { value: evidence[name] ?? null }
}

const providerOf = (scene: Scene, deed: Deed, name: string, day: Day): Found => {
  const { provider } = deed.source
  if (!provider) return { missing: missingOfDeed(deed, 'provider') }
  if (name === 'provider.id') return { value: provider.id }
  const pointer = `/activities/${deed.id}/provider/facts`
  return datedFact(provider.facts, name.slice(15), day, scene.world.on, {
    path: `activities.${deed.id}.provider.facts`,
    pointer,
  })
}
