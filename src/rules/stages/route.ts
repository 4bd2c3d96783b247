import { type AllocateRule, type Portion, wholePortion } from '../allocate/allocate.ts'
import { keyOf, spanOfKey, within } from '../periods/period.ts'
import type { Scene } from '../scene.ts'
import { firstMatches, type MissingRef, missingOf } from '../truth.ts'
import type { Deed } from '../world.ts'
import { claimed } from './claim.ts'
import { type Instance, lawOf, neighbour, sceneAt, type Term, termContaining, termOfKey } from './timeline.ts'

/** A period that an activity (first) serves; `term` null: a period that no version in force judges. */
export interface Target {
  readonly key: string
  readonly term: Term | null
  readonly portion: Portion
  /** The person named it. */
  readonly isChosen: boolean
}

/** Where an activity goes: one target when settled; several, or anywhere, when missing facts hide which. */
export interface Routing {
  readonly targets: readonly Target[]
  readonly anywhere: boolean
  readonly missing: readonly MissingRef[]
}

/** Stage 6, first half: the period named by choice if its own law admits it, else the one the rules of the home period find. */
export const route = (deed: Deed, instance: Instance, asked: Term): Routing => {
  const chosenTerm =
    deed.source.chosenPeriod === undefined
      ? null
      : (termOfKey(instance, deed.source.chosenPeriod).term ?? null)
  const byChoice = chosenTerm ? chosenTarget(deed, instance, chosenTerm) : notChosen
  if (byChoice.truth === true)
    return settled({ key: byChoice.term.key, term: byChoice.term, portion: wholePortion, isChosen: true })
  const rest = homeRouting(deed, instance, asked, chosenTerm !== null)
  if (byChoice.truth === false) return rest
  const target: Target = {
    key: byChoice.term.key,
    term: byChoice.term,
    portion: wholePortion,
    isChosen: true,
  }
  return {
    targets: [target, ...rest.targets],
    anywhere: rest.anywhere,
    missing: [...byChoice.missing, ...rest.missing],
  }
}

const settled = (target: Target): Routing => ({ targets: [target], anywhere: false, missing: [] })
const nowhere = settled({ key: '', term: null, portion: wholePortion, isChosen: false })
const notChosen = { truth: false } as const

type Chosen =
  | { readonly truth: false }
  | { readonly truth: true; readonly term: Term }
  | { readonly truth: 'unknown'; readonly term: Term; readonly missing: readonly MissingRef[] }

/** The activity as the law of a period sees it: that law tells whose acts date its claim. */
const sceneOf = (deed: Deed, instance: Instance, term: Term): Scene => {
  const scene = sceneAt(instance, deed.completedOn, term.span)
  return { ...scene, deed: claimed(deed, lawOf(deed, instance, term).recognise, scene) }
}

const chosenTarget = (deed: Deed, instance: Instance, term: Term): Chosen => {
  const scene = sceneOf(deed, instance, term)
  const { candidates, certain, missing } = firstMatches(term.obligation.allocate, ({ when }) =>
    when.test(scene),
  )
  const truths = candidates.map(({ choice }) => (choice ? choice.admits(scene) : false))
  if (truths.every((truth) => truth === false)) return notChosen
  if (certain && truths.length === 1 && truths[0] === true) return { truth: true, term }
  return { truth: 'unknown', term, missing: [...missing, ...truths.flatMap(missingOf)] }
}

const homeRouting = (deed: Deed, instance: Instance, asked: Term, choiceSettled: boolean): Routing => {
  const home = homeOf(deed.completedOn, instance, asked)
  if ('missing' in home) return { targets: [], anywhere: true, missing: [home.missing] }
  if (!home.term) return nowhere
  const scene = sceneOf(deed, instance, home.term)
  const { candidates, certain, missing } = firstMatches(home.term.obligation.allocate, ({ when }) =>
    when.test(scene),
  )
  const routings = candidates.map((rule) => byRule(rule, deed, instance, asked, scene, choiceSettled))
  if (!certain)
    routings.push(settled({ key: home.term.key, term: home.term, portion: wholePortion, isChosen: false }))
  return joined(routings, candidates.length > 1 || (candidates.length > 0 && !certain) ? missing : [])
}

const isSame = (a: Target, b: Target): boolean =>
  a.key === b.key && (a.portion === b.portion || (a.portion.kind === 'whole' && b.portion.kind === 'whole'))

const joined = (routings: readonly Routing[], missing: readonly MissingRef[]): Routing => {
  const targets: Target[] = []
  for (const target of routings.flatMap((each) => each.targets)) {
    if (!targets.some((other) => isSame(other, target))) targets.push(target)
  }
  return {
    targets,
    anywhere: routings.some(({ anywhere }) => anywhere),
    missing: [...missing, ...routings.flatMap((routing) => routing.missing)],
  }
}

/** A chosen period that no version judges is still the one it serves: the home period's rule says so. */
const byRule = (
  rule: AllocateRule,
  deed: Deed,
  instance: Instance,
  asked: Term,
  scene: Scene,
  choiceSettled: boolean,
): Routing => {
  const outside = choiceSettled ? notChosen : unjudgedChoice(rule, deed, scene, asked)
  if (outside.truth === true) return settled(outside.target)
  const day = rule.day(scene)
  const found = day.missing
    ? { missing: day.missing }
    : homeOf(typeof day.value === 'string' ? day.value : deed.completedOn, instance, asked)
  const rest: Routing =
    'missing' in found
      ? { targets: [], anywhere: true, missing: [found.missing] }
      : laid(rule.portion, found.term, instance, scene)
  if (outside.truth === false) return rest
  return {
    ...rest,
    targets: [outside.target, ...rest.targets],
    missing: [...outside.missing, ...rest.missing],
  }
}

/** The first period with the portion laid from it; a credit that runs through a day reaches as far as that day's period. */
const laid = (portion: Portion, term: Term | null, instance: Instance, scene: Scene): Routing => {
  const target: Target = { key: term?.key ?? '', term, portion, isChosen: false }
  const isTimed = portion.kind === 'repeat' || portion.kind === 'equalParts'
  if (!term || !isTimed || !portion.through) return settled(target)
  const day = portion.through(scene)
  if (day.missing) return { targets: [], anywhere: true, missing: [day.missing] }
  const last = typeof day.value === 'string' ? day.value : term.span.to
  let over = 1
  for (let at: Term | null = term; at && at.span.to < last && over < portion.over; over += 1)
    at = neighbour(instance, at, 1)
  return settled({ ...target, portion: { ...portion, over } })
}

type Unjudged =
  | { readonly truth: false }
  | { readonly truth: true; readonly target: Target }
  | { readonly truth: 'unknown'; readonly target: Target; readonly missing: readonly MissingRef[] }

const unjudgedChoice = (rule: AllocateRule, deed: Deed, scene: Scene, asked: Term): Unjudged => {
  const span =
    rule.choice && deed.source.chosenPeriod !== undefined ? spanOfKey(deed.source.chosenPeriod) : null
  if (!rule.choice || !span) return notChosen
  const same = asked.obligation.period.containing(span.from, { ...scene, period: null })
  if (same.missing || !same.span || keyOf(same.span) !== keyOf(span)) return notChosen
  const target: Target = { key: keyOf(span), term: null, portion: wholePortion, isChosen: true }
  const truth = rule.choice.admits({ ...scene, period: span })
  if (truth === false) return notChosen
  return truth === true ? { truth: true, target } : { truth: 'unknown', target, missing: truth.missing }
}

/** The period of a day; windows that slide have one period only, the asked one. */
const homeOf = (
  day: string,
  instance: Instance,
  asked: Term,
): { readonly term: Term | null } | { readonly missing: MissingRef } => {
  if (!asked.obligation.period.isChain) return { term: within(day, asked.span) ? asked : null }
  const found = termContaining(instance, day)
  return found.missing ? { missing: found.missing } : { term: found.term }
}
