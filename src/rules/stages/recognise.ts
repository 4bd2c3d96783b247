import type { RecogniseRule } from '../pack/rules.ts'
import type { Scene } from '../scene.ts'
import { acceptedBy, sceneUnder } from './claim.ts'
import { allOf, firstMatches, isUnknown, type MissingRef, missingOf } from '../truth.ts'

/** Stage 3 for one activity: whether it counts, in which categories it may be, and what would still help. */
export interface Recognised {
  readonly state: 'yes' | 'no' | 'pending' | 'unknown'
  readonly because: string
  readonly clause?: string
  /** Whose act is still wanted. */
  readonly needs: readonly string[]
  /** Of the rule whose act is wanted. */
  readonly path?: RecogniseRule['path']
  /** One when settled; several, or null for "any", when a missing fact hides which. */
  readonly categories: readonly string[] | null
  readonly missing: readonly MissingRef[]
}

/** The first matching rule decides; where a missing fact hides which rule that is, only what all of them say is certain. */
export const recognise = (rules: readonly RecogniseRule[], scene: Scene): Recognised => {
  const { candidates, certain, missing } = firstMatches(rules, (rule) =>
    rule.when.test(sceneUnder(rule, scene)),
  )
  const outcomes = candidates.map((rule) => byRule(rule, scene))
  if (!certain) outcomes.push(noRule)
  const [first] = outcomes
  if (!first) return noRule
  if (outcomes.length === 1) return first
  const states = new Set(outcomes.map(({ state }) => state))
  const worthNothing = !states.has('yes') && !states.has('unknown')
  const pending = outcomes.find(({ state }) => state === 'pending')
  const every = outcomes.flatMap((outcome) => outcome.missing)
  const categories = joinCategories(outcomes)
  if (worthNothing) return { ...(pending ?? first), categories, missing }
  if (states.size === 1 && first.state === 'yes')
    return { ...first, categories, missing: categories?.length === 1 ? every : [...missing, ...every] }
  return { state: 'unknown', because: 'fact.missing', needs: [], categories, missing: [...missing, ...every] }
}

const noRule: Recognised = {
  state: 'no',
  because: 'recognition.no-rule',
  needs: [],
  categories: [],
  missing: [],
}

const joinCategories = (outcomes: readonly Recognised[]): readonly string[] | null => {
  const all = outcomes.map(({ categories }) => categories)
  return all.includes(null) ? null : [...new Set(all.flatMap((categories) => categories ?? []))]
}

const byRule = (rule: RecogniseRule, stated: Scene): Recognised => {
  const scene = sceneUnder(rule, stated)
  const category = scene.deed?.source.category
  const categories = rule.category !== null ? [rule.category] : category !== undefined ? [category] : null
  const failed = rule.require.find(({ condition }) => condition.test(scene) === false)
  const own = { categories, ...(rule.clause !== undefined && { clause: rule.clause }) }
  if (failed) return { ...own, state: 'no', because: failed.because, needs: [], missing: [] }
  const act = latestAct(rule, scene)
  if (act !== 'yes') return { ...own, ...act, missing: [] }
  const truth = allOf(rule.require, ({ condition }) => condition.test(scene))
  if (isUnknown(truth))
    return { ...own, state: 'unknown', because: 'fact.missing', needs: [], missing: missingOf(truth) }
  return { ...own, state: 'yes', because: 'ok', needs: [], missing: [] }
}

/** The latest act of somebody entitled holds; acts of others neither give nor take. */
const latestAct = (
  rule: RecogniseRule,
  scene: Scene,
): 'yes' | Pick<Recognised, 'state' | 'because' | 'needs' | 'path'> => {
  const acts = scene.deed?.recognitions ?? []
  const entitled = acceptedBy(rule, acts)
  const latest = entitled.reduce<(typeof entitled)[number] | null>(
    (last, act) => (last && last.on > act.on ? last : act),
    null,
  )
  if (latest?.act === 'returned') return { state: 'no', because: 'recognition.returned', needs: [] }
  if (latest || rule.accepts === null) return 'yes'
  const because = acts.some(({ act }) => act === 'recognised') ? 'recognition.path' : 'recognition.none'
  return { state: 'pending', because, needs: rule.accepts, path: rule.path }
}
