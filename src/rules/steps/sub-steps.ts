import { formatExact } from '../../kernel/exact.ts'
import { hull, larger, plus, type Range } from '../range.ts'
import { readPredicate, always } from '../predicates/read-predicate.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { child, type Cursor, fault, readList, isShaped, faultIfEmpty } from '../reading/cursor.ts'
import { stepBranch } from '../schema/condition-schema.ts'
import { firstMatches } from '../truth.ts'
import { type Grain, joined, noGrain } from './grain.ts'
import {
  type Flow,
  type Step,
  type StepOperator,
  type StepOutcome,
  type StepReading,
  type StepScene,
  total,
  whole,
} from './step.ts'

/** Runs a chain of steps from a value. */
const run = (steps: readonly Step[], before: Flow, scene: StepScene): StepOutcome => {
  let flow = before
  for (const step of steps) {
    const outcome = step.apply(flow, scene)
    if ('refused' in outcome) return outcome
    flow = outcome.flow
  }
  return { flow }
}

const grainOf = (steps: readonly Step[], before: Grain): Grain =>
  steps.reduce((sum, step) => step.grain(sum), before)

/** Several chains from the same value, of which a refused one gives nothing; all refused is refused. */
const ofChains = (key: string, join: (a: Range, b: Range) => Range): StepOperator => ({
  key,
  read: (at, reading) => {
    const chains = readList(at, (item) => readChain(item, reading))
    if (chains.length === 0) return faultIfEmpty(at)
    return {
      apply: (before, scene) => {
        const outcomes = chains.map((chain) => run(chain, before, scene))
        const flows = outcomes.flatMap((outcome) => ('flow' in outcome ? [total(outcome.flow)] : []))
        const [first, ...others] = flows
        if (!first) return outcomes[0] ?? { refused: 'convert.no-rule' }
        return {
          flow: whole(others.reduce(join, first)),
          given: flows.map(({ lo }) => formatExact(lo)).join(' | '),
        }
      },
      grain: (before) => chains.map((chain) => grainOf(chain, before)).reduce(joined, noGrain),
    }
  },
})

const readChain = (at: Cursor, reading: StepReading): readonly Step[] | null => {
  const steps = reading.readSteps(at)
  return steps.some(({ overTopic }) => overTopic) ? fault(at, 'round.topic-sum-last') : steps
}

/** The best of several ways to reckon: an article under two indexings counts once, by the better. */
export const highestOf = ofChains('highestOf', larger)
/** All ways together: lecture hours and preparation. */
export const sumOf = ofChains('sumOf', plus)

/** `{"case": [{"when": …, "steps": [...]}], "else": [...]}` in one step: the first that applies; without `else` none applying is refused. */
export const caseOf: StepOperator = {
  key: 'case',
  read: (at, reading) => {
    const branches = readList(at, (item) => readBranch(item, reading))
    if (branches.length === 0) return faultIfEmpty(at)
    return {
      apply: (before, scene) => applyCase(branches, before, scene),
      grain: (before) => branches.map(({ steps }) => grainOf(steps, before)).reduce(joined, noGrain),
    }
  },
}

interface Branch {
  readonly when: Predicate
  readonly steps: readonly Step[]
}

const readBranch = (at: Cursor, reading: StepReading): Branch | null => {
  if (!isShaped(at, stepBranch)) return null
  const when = at.value['when'] === undefined ? always : readPredicate(child(at, 'when'), reading.scope)
  const steps = readChain(child(at, 'steps'), reading)
  return when && steps && { when, steps }
}

/** Where a missing fact hides which branch it is, all that it may be. */
const applyCase = (branches: readonly Branch[], before: Flow, scene: StepScene): StepOutcome => {
  const { candidates, certain, missing } = firstMatches(branches, ({ when }) => when.test(scene.scene))
  scene.missing.push(...missing)
  const outcomes: StepOutcome[] = candidates.map(({ steps }) => run(steps, before, scene))
  if (!certain) outcomes.push({ refused: 'convert.no-case' })
  const [first] = outcomes
  if (!first || outcomes.every((outcome) => 'refused' in outcome))
    return first ?? { refused: 'convert.no-case' }
  const ranges = outcomes.map((outcome) => ('flow' in outcome ? total(outcome.flow) : nothingRange))
  return outcomes.length === 1 && 'flow' in first ? first : { flow: whole(ranges.reduce(hull)) }
}

const nothingRange: Range = { lo: { top: 0n, bottom: 1n }, hi: { top: 0n, bottom: 1n } }
