import type { Facts } from '../facts.ts'
import type { Measure } from '../pack/scope.ts'
import type { Hint } from '../result.ts'
import type { Outcome, Rules } from '../stages/outcome.ts'
import { inUnitsOf } from '../stages/render.ts'
import { isUnknown } from '../truth.ts'
import { byCodePoint, type World } from '../world.ts'
import { plansFor } from './needs.ts'
import { countedOf, whatIf } from './what-if.ts'
import { openWindows } from './windows.ts'

export interface HintRules extends Rules {
  readonly categories: readonly string[]
}

const mostHints = 5
/** Trying things out costs a whole evaluation each. */
const mostTrials = 4

/** What would satisfy it: at most five ways, cheapest first. Nothing to hint at where all is met. */
export const hintsOf = (
  rules: HintRules,
  facts: Facts,
  world: World,
  outcomes: readonly Outcome[],
): readonly Hint[] => {
  const unmet = outcomes.filter(({ standing, isFrozen }) => standing !== 'met' && !isFrozen)
  if (unmet.length === 0) return []
  const hours = rules.measures.get('hours')
  const hints: readonly Hint[] = [
    ...supplies(unmet),
    ...(hours ? recognitions(rules, facts, world, unmet, outcomes, hours) : []),
    ...moves(rules, facts, world, unmet, outcomes),
    ...unmet.flatMap((outcome) => earnings(rules, outcome)),
  ]
  return hints.slice(0, mostHints)
}

/** A fact that is merely not on record costs nothing to supply. */
const supplies = (unmet: readonly Outcome[]): readonly Hint[] => {
  const open = unmet.filter(({ standing }) => standing === 'undetermined')
  const pointers = new Set(open.flatMap((outcome) => outcome.open.map(({ missing }) => missing.pointer)))
  return pointers.size === 0 ? [] : [{ kind: 'supply', facts: [...pointers].toSorted(byCodePoint) }]
}

/** Activities that wait for an act of recognition, together as far as the same people can give it. */
const recognitions = (
  rules: HintRules,
  facts: Facts,
  world: World,
  unmet: readonly Outcome[],
  all: readonly Outcome[],
  hours: Measure,
): readonly Hint[] => {
  const needs = new Map<string, { readonly by: readonly string[]; readonly ids: Set<string> }>()
  for (const { activities, asked } of unmet) {
    for (const { id, status, needs: by = [], would = [] } of activities) {
      const serves = would.some(({ period }) => period === asked?.term.key)
      if (status !== 'pending' || !serves) continue
      const group = needs.get(by.join(' ')) ?? { by, ids: new Set<string>() }
      group.ids.add(id)
      needs.set(by.join(' '), group)
    }
  }
  const before = countedOf(all)
  return [...needs.values()].slice(0, mostTrials).flatMap(({ by, ids }): readonly Hint[] => {
    const recogniser = by.find(
      (each) => each === 'system' || each === 'employer' || each === 'sector' || each === 'authority',
    )
    if (!recogniser) return []
    const trial = whatIf(rules, facts, all, world.on, (activity) =>
      ids.has(activity.id)
        ? {
            ...activity,
            recognitions: [
              ...(activity.recognitions ?? []),
              { act: 'recognised', by: recogniser, on: world.on },
            ],
          }
        : activity,
    )
    const gives = inUnitsOf(hours, Math.max(0, trial.counted - before))
    const activities = [...ids].toSorted(byCodePoint)
    // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
    return [{ kind: 'recognise', activities, by, gives, then: trial.standing }]
  })
}

/** Entries of other periods whose choice of period is free: worth naming only where moving one helps. */
const moves = (
  rules: HintRules,
  facts: Facts,
  world: World,
  unmet: readonly Outcome[],
  all: readonly Outcome[],
): readonly Hint[] => {
  const before = countedOf(all)
  const free = unmet.flatMap(({ asked, assessed }) =>
    assessed.flatMap(({ deed, contender, routing }) => {
      if (!asked || !contender || routing.targets.some(({ key }) => key === asked.term.key)) return []
      const scene = {
        ...contender.scene,
        period: asked.term.span,
        deed: { ...deed, source: { ...deed.source, chosenPeriod: asked.term.key } },
      }
      const rule = asked.term.obligation.allocate.find(({ when }) => {
        const truth = when.test(scene)
        return truth === true || isUnknown(truth)
      })
      return rule?.choice?.admits(scene) === true ? [{ id: deed.id, period: asked.term.key }] : []
    }),
  )
  return free.slice(0, mostTrials).flatMap(({ id, period }): readonly Hint[] => {
    const trial = whatIf(rules, facts, all, world.on, (activity) =>
      activity.id === id ? { ...activity, chosenPeriod: period } : activity,
    )
    if (trial.counted <= before && trial.standing !== 'met') return []
    // oxlint-disable-next-line unicorn/no-thenable -- RESULT names it so
    return [{ kind: 'choose-period', activity: id, period, then: trial.standing }]
  })
}

const earnings = ({ categories }: HintRules, { asked, instance }: Outcome): readonly Hint[] => {
  if (!asked) return []
  const [window] = openWindows(instance, asked)
  if (!window) return []
  const several = instance.holding ? { holding: instance.holding.id } : {}
  const { scene, lineById } = asked.tally.judging
  const { plans, barred } = plansFor(asked.judged.verdicts, { categories, scene, lineById })
  if (barred.length > 0) return [{ kind: 'unattainable', lines: barred, ...several }]
  return plans.map((plan) => ({
    kind: 'earn',
    need: plan.needs,
    total: plan.measure ? inUnitsOf(plan.measure, plan.total) : '0',
    before: window.last,
    ...(window.choose && { period: asked.term.key }),
    ...several,
  }))
}
