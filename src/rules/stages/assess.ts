import { formatExact } from '../../kernel/exact.ts'
import type { Contender } from '../conflicts/conflict.ts'
import type { Obligation } from '../pack/rules.ts'
import type { Measure } from '../pack/scope.ts'
import type { Scene } from '../scene.ts'
import type { MissingRef } from '../truth.ts'
import { type Deed, inClaimOrder } from '../world.ts'
import { claimed } from './claim.ts'
import { type Clipped, clip, minutesOf } from './clip.ts'
import { convert, type Converted, finish, stepResult } from './convert.ts'
import { shareOverTopic, type TopicShare } from './over-topic.ts'
import { recognise, type Recognised } from './recognise.ts'
import { route, type Routing } from './route.ts'
import { type Instance, lawOf, sceneAt, type Term } from './timeline.ts'

export type Worth = ReturnType<typeof finish>

/** Stages 3 to 5 for one activity: recognised, converted, its conflicts settled, its first period known. */
export interface Assessed {
  readonly deed: Deed
  readonly routing: Routing
  /** The rules it is recognised and converted by. */
  readonly law: Obligation | null
  readonly recognised: Recognised
  /** By measure. */
  readonly worth: ReadonlyMap<string, Worth>
  readonly clipped: Clipped | null
  /** Null where it is not in at all. */
  readonly contender: Contender | null
  readonly missing: readonly MissingRef[]
  /** Why it cannot be in the obligation at all; null if it is. */
  readonly outside: string | null
}

/** Takes every activity of the world through stages 3 to 5, in an order that does not depend on the input's. */
export const assess = (
  instance: Instance,
  asked: Term,
  measures: ReadonlyMap<string, Measure>,
): readonly Assessed[] => {
  const drafts = instance.world.deeds.map((deed) => draftOf(deed, instance, asked))
  const inClaim = drafts.toSorted((a, b) => inClaimOrder(a.deed, b.deed))
  const clips = clip(inClaim.flatMap((draft) => holderOf(draft) ?? []))
  const converted = new Map(
    drafts.map((draft) => [draft.deed.id, convertAll(draft, clips.get(draft.deed.id) ?? null, measures)]),
  )
  roundOverTopics(drafts, converted, measures)
  const singly = drafts.map((draft) =>
    assessedOf(draft, converted.get(draft.deed.id) ?? new Map(), clips.get(draft.deed.id) ?? null, measures),
  )
  const contenders = settleConflicts(singly)
  return singly.map((one) => {
    const contender = contenders.get(one.deed.id) ?? one.contender
    return contender ? { ...one, contender, missing: contender.missing } : one
  })
}

interface Draft {
  readonly deed: Deed
  readonly routing: Routing
  readonly law: Obligation | null
  readonly scene: Scene
  readonly recognised: Recognised
  readonly outside: string | null
}

const unrecognised: Recognised = { state: 'no', because: 'outside', needs: [], categories: [], missing: [] }
const unrouted: Routing = { targets: [], anywhere: false, missing: [] }

const draftOf = (stated: Deed, instance: Instance, asked: Term): Draft => {
  const bare = sceneAt(instance, stated.completedOn, null)
  const nowhere = {
    deed: stated,
    routing: unrouted,
    law: null,
    scene: { ...bare, deed: stated },
    recognised: unrecognised,
  }
  if (stated.annulled) return { ...nowhere, outside: stated.annulled }
  const routing = route(stated, instance, asked)
  const term = routing.targets.find((target) => target.term)?.term ?? null
  if (!term && !routing.anywhere) {
    const serves = routing.targets.some(({ key }) => key !== '')
    return { ...nowhere, routing, outside: serves ? 'period.other' : 'period.none' }
  }
  const law = lawOf(stated, instance, term ?? asked)
  const deed = claimed(stated, law.recognise, { ...bare, period: (term ?? asked).span })
  const scene: Scene = { ...bare, deed, period: (term ?? asked).span }
  const recognised = recognisedBy(deed, law.recognise, scene)
  const category = recognised.categories?.length === 1 ? (recognised.categories[0] ?? null) : undefined
  return {
    deed,
    routing,
    law,
    scene: category === undefined ? scene : { ...scene, category },
    recognised,
    outside: null,
  }
}

/** Who came first cannot be told of an activity whose claim is unsure: it stands in others' way perhaps, and they in its. */
const recognisedBy = (deed: Deed, rules: Obligation['recognise'], scene: Scene): Recognised => {
  const found = recognise(rules, scene)
  const { claimMissing } = deed
  if (!claimMissing || found.state !== 'yes') return found
  const missing = [...found.missing, claimMissing]
  return { ...found, state: 'unknown', because: 'fact.missing', missing }
}

const isIn = ({ recognised, outside }: Draft): boolean =>
  outside === null && (recognised.state === 'yes' || recognised.state === 'unknown')

/** Counts, and in some period, whatever a missing fact may turn out to be: only then does it stand in others' way for certain. */
const isSureOf = ({ recognised, routing }: Pick<Draft, 'recognised' | 'routing'>): boolean =>
  recognised.state === 'yes' && !routing.anywhere && routing.targets.every(({ term }) => term !== null)

const holderOf = (draft: Draft) => {
  if (!isIn(draft)) return null
  const rule = draft.law?.conflicts.find(({ clips }) => clips) ?? null
  return {
    deed: draft.deed,
    scene: draft.scene,
    isSure: isSureOf(draft),
    rule,
    missing: [...draft.recognised.missing, ...draft.routing.missing],
  }
}

const convertAll = (
  { deed, law, scene, recognised }: Draft,
  clipped: Clipped | null,
  measures: ReadonlyMap<string, Measure>,
): Map<string, Converted> => {
  const worth = new Map<string, Converted>()
  if (!law || recognised.state === 'no') return worth
  for (const [id, measure] of measures) {
    const rules = law.convert.get(id)
    if (rules) worth.set(id, convert(rules, scene, measure, clipped?.minutes ?? minutesOf(deed)))
  }
  return worth
}

/** Finishes the conversions that are rounded over a topic. */
const roundOverTopics = (
  drafts: readonly Draft[],
  converted: ReadonlyMap<string, Map<string, Converted>>,
  measures: ReadonlyMap<string, Measure>,
): void => {
  const inClaim = drafts.toSorted((a, b) => inClaimOrder(a.deed, b.deed))
  for (const [id, measure] of measures) {
    const shares = inClaim.flatMap((draft) => topicShares(draft, converted.get(draft.deed.id)?.get(id)))
    for (const [deedId, { range, missing }] of shareOverTopic(shares)) {
      const own = converted.get(deedId)?.get(id)
      const step = own?.rule?.steps.at(-1)
      if (!own || !step) continue
      const clause = step.clause ?? own.rule?.clause
      const result = stepResult('round', formatExact(own.range.lo), range, measure, clause)
      converted
        .get(deedId)
        ?.set(id, { ...own, range, steps: [...own.steps, result], missing: [...own.missing, ...missing] })
    }
  }
}

/** The part an activity has in the rounding of its topic; one without a topic is alone, and so is one that is not recognised yet. */
const topicShares = (draft: Draft, own: Converted | undefined): readonly TopicShare[] => {
  if (!own || own.refused !== null) return []
  const { deed, recognised, routing } = draft
  const isSure = isSureOf(draft) && own.rule !== null
  const rules = own.rule ? [own.rule] : own.perhapsOverTopic
  const isAlone = deed.source.topic === undefined || recognised.state === 'pending'
  const name = isAlone ? `id ${deed.id}` : `topic ${deed.source.topic}`
  return rules.flatMap(({ steps, origin, id }): readonly TopicShare[] => {
    const over = steps.at(-1)?.overTopic
    if (!over) return []
    const missing = [...recognised.missing, ...routing.missing, ...own.missing]
    return [{ id: deed.id, topic: `${origin} ${id} ${name}`, value: own.range, over, isSure, missing }]
  })
}

const assessedOf = (
  draft: Draft,
  converted: ReadonlyMap<string, Converted>,
  clipped: Clipped | null,
  measures: ReadonlyMap<string, Measure>,
): Assessed => {
  const worth = new Map<string, Worth>()
  for (const [id, each] of converted) {
    const measure = measures.get(id)
    if (measure) worth.set(id, finish(each, measure))
  }
  const { deed, recognised, routing } = draft
  const refused = worth.size > 0 && [...worth.values()].every((each) => each.refused !== null)
  const missing = [
    ...recognised.missing,
    ...routing.missing,
    ...(clipped?.missing ?? []),
    ...[...worth.values()].flatMap((each) => each.missing),
  ]
  const contender = isIn(draft) && !refused ? contenderOf(draft, worth, missing, clipped) : null
  return { ...draft, worth, clipped, contender, missing, outside: draft.outside, deed }
}

const contenderOf = (
  { deed, scene, recognised, routing }: Draft,
  worth: ReadonlyMap<string, Worth>,
  missing: readonly MissingRef[],
  clipped: Clipped | null,
): Contender => {
  const isSure = isSureOf({ recognised, routing })
  return {
    deed,
    scene,
    periods: routing.anywhere ? null : [...new Set(routing.targets.map(({ key }) => key))],
    presence: isSure ? 'yes' : 'maybe',
    amounts: new Map([...worth].map(([id, { grains }]) => [id, isSure ? grains : { lo: 0, hi: grains.hi }])),
    missing,
    ...(clipped?.winner && { lost: { because: 'conflict.overlap', winner: clipped.winner } }),
  }
}

/** Stage 5: each rule of the version in turn, over all that are in, in claim order. */
const settleConflicts = (assessed: readonly Assessed[]): ReadonlyMap<string, Contender> => {
  const groups = Map.groupBy(
    assessed.filter(({ contender }) => contender),
    ({ law }) => law,
  )
  const settled = new Map<string, Contender>()
  for (const [law, members] of groups) {
    let contenders: readonly Contender[] = members
      .flatMap(({ contender }) => contender ?? [])
      .toSorted((a, b) => inClaimOrder(a.deed, b.deed))
    for (const rule of law?.conflicts ?? []) contenders = rule.resolve(contenders)
    for (const contender of contenders) settled.set(contender.deed.id, contender)
  }
  return settled
}
