import { addDays } from '../../kernel/calendar.ts'
import type { Holding } from '../facts.ts'
import type { Obligation, RulesVersion } from '../pack/rules.ts'
import { keyOf, spanOfKey, within } from '../periods/period.ts'
import type { Scene, Span } from '../scene.ts'
import { missingOf, type MissingRef, type Truth } from '../truth.ts'
import type { Deed, World } from '../world.ts'

/** One period of one obligation, under the version in force on its last day. */
export interface Term {
  readonly key: string
  readonly span: Span
  readonly version: RulesVersion
  readonly obligation: Obligation
}

export type TermFound =
  | { readonly term: Term | null; readonly missing?: never }
  | { readonly missing: MissingRef; readonly term?: never }

/** One obligation of one person, or of one holding of that person. */
export interface Instance {
  readonly versions: readonly RulesVersion[]
  readonly obligationId: string
  readonly holding: Holding | null
  readonly world: World
}

export const sceneAt = (instance: Instance, asAt: string, period: Span | null): Scene => ({
  world: instance.world,
  holding: instance.holding,
  deed: null,
  period,
  asAt,
})

const obligationIn = (version: RulesVersion, id: string): Obligation | undefined =>
  version.obligations.find((obligation) => obligation.id === id)

/** The obligation as the version in force on a day has it. */
export const obligationOn = (instance: Instance, day: string): Obligation | null => {
  const version = instance.versions.find((each) => within(day, each))
  return (version && obligationIn(version, instance.obligationId)) ?? null
}

/** Recognition and conversion follow the period's version, or the one in force when the activity began or was completed. */
export const lawOf = (deed: Deed, instance: Instance, term: Term): Obligation => {
  const { governs } = term.version
  if (governs === 'period') return term.obligation
  return (
    obligationOn(instance, governs === 'activity-start' ? deed.from : deed.completedOn) ?? term.obligation
  )
}

/** The period a day falls in: that of the version whose law is in force when the period ends; null in a gap between versions. */
export const termContaining = (instance: Instance, day: string): TermFound => {
  let missing: MissingRef | null = null
  for (const version of instance.versions) {
    const obligation = obligationIn(version, instance.obligationId)
    if (!obligation) continue
    const found = obligation.period.containing(day, sceneAt(instance, day, null))
    if (found.missing) {
      if (within(day, version)) missing ??= found.missing
      continue
    }
    if (found.span && within(found.span.to, version)) return { term: termOf(found.span, version, obligation) }
  }
  return missing ? { missing } : { term: null }
}

const termOf = (span: Span, version: RulesVersion, obligation: Obligation): Term => ({
  key: keyOf(span),
  span,
  version,
  obligation,
})

/** The period that a key names; null if it names none that a version governs, missing where that hangs on a fact not on record. */
export const termOfKey = (instance: Instance, key: string): TermFound => {
  const span = spanOfKey(key)
  const version = span && instance.versions.find((each) => within(span.to, each))
  const obligation = version && obligationIn(version, instance.obligationId)
  if (!span || !obligation) return { term: null }
  if (!obligation.period.isChain) return { term: termOf(span, version, obligation) }
  const found = obligation.period.containing(span.from, sceneAt(instance, span.to, null))
  if (found.missing) return found
  return { term: found.span && keyOf(found.span) === keyOf(span) ? termOf(span, version, obligation) : null }
}

/** Whether the obligation reaches nobody like this person, whatever the period (of that name) turns out to be. */
export const isOutsideAnyway = (instance: Instance, key: string | undefined): boolean => {
  const span = key === undefined ? null : spanOfKey(key)
  const { on } = instance.world
  const day = span && span.to < on ? span.to : on
  const coming = instance.versions.filter(({ from, to }) => to >= day && (!span || from <= span.to))
  return coming.every((version) => {
    const obligation = obligationIn(version, instance.obligationId)
    if (!obligation) return true
    if (obligation.asAt || (!span && obligation.population.needsPeriod)) return false
    return obligation.population.test(sceneAt(instance, day, span)) === false
  })
}

/** The period after or before one; null where the chain breaks. */
export const neighbour = (instance: Instance, term: Term, direction: 1 | -1): Term | null => {
  if (!term.obligation.period.isChain) return null
  const day = direction === 1 ? addDays(term.span.to, 1) : addDays(term.span.from, -1)
  if (day < '0001-01-02' || day > '9990-01-01') return null
  return termContaining(instance, day).term ?? null
}

/** The day at which the person is looked at for a period: the earlier of the day asked about and the period's end, unless stated. */
export const asAtOf = (
  instance: Instance,
  term: Term,
): { readonly scene: Scene; readonly missing: readonly MissingRef[] } => {
  const usual = instance.world.on < term.span.to ? instance.world.on : term.span.to
  const scene = sceneAt(instance, usual, term.span)
  const day = term.obligation.asAt?.(scene)
  if (!day) return { scene, missing: [] }
  if (day.missing) return { scene, missing: [day.missing] }
  return { scene: typeof day.value === 'string' ? { ...scene, asAt: day.value } : scene, missing: [] }
}

/** Stage 2: whether the obligation reaches the person in this period. */
export const populationOf = (instance: Instance, term: Term): Truth => {
  const { scene, missing } = asAtOf(instance, term)
  if (missing.length > 0) return { missing }
  const { holding } = instance
  const kind = term.obligation.holding
  if (holding && (holding.from > term.span.to || (holding.to !== undefined && holding.to < term.span.from)))
    return false
  const isKind = holding && kind ? kind.when.test(scene) : true
  const reached = term.obligation.population.test(scene)
  if (isKind === false || reached === false) return false
  const unknown = [...missingOf(isKind), ...missingOf(reached)]
  return unknown.length > 0 ? { missing: unknown } : true
}
