import type { Reach } from '../pack/rules.ts'
import type { Measure } from '../pack/scope.ts'
import { factsIn } from '../predicates/facts-in.ts'
import { inStudyOrder } from '../world.ts'
import type { Assessed } from './assess.ts'
import { closedRow } from './closed-row.ts'
import { type Purse, purseOf } from './credits.ts'
import type { Lot } from './item.ts'
import { type Solved, solveTerm } from './solve-term.ts'
import { type Instance, neighbour, populationOf, type Term } from './timeline.ts'

export interface Chain {
  readonly solved: readonly Solved[]
  readonly purse: Purse
}

/** More periods before the asked one than any regulation reaches back. */
const furthest = 400

/** Stages 6 to 10: periods oldest first, as far back as rules reach, up to the asked one. */
export const solveChain = (
  instance: Instance,
  asked: Term,
  assessed: readonly Assessed[],
  measures: ReadonlyMap<string, Measure>,
): Chain => {
  const purse = purseOf(measures)
  const inOrder = assessed
    .filter(({ contender }) => contender && contender.presence !== 'no')
    .toSorted((a, b) => inStudyOrder(a.deed, b.deed))
  const solved: Solved[] = []
  let lots: readonly Lot[] = []
  for (const term of termsOf(instance, asked)) {
    const population = populationOf(instance, term)
    if (population === false) {
      lots = []
      continue
    }
    const here = lots.filter(({ figure: { hi } }) => hi > 0)
    const one = solveTerm({ instance, term, assessed: inOrder, purse, population }, here)
    solved.push(one)
    lots = one.carryOut
  }
  return { solved, purse }
}

/** The asked period, and those before it in which something was studied or owed, where some rule looks back. */
const termsOf = (instance: Instance, asked: Term): readonly Term[] => {
  const reach = reachOf(instance)
  const terms = [asked]
  if (!reach.isChained) return terms
  const studied = instance.world.deeds
    .filter(({ annulled }) => annulled === null)
    .map(({ completedOn }) => completedOn)
  const first = studied.toSorted()[0] ?? instance.world.on
  let beyond = 0
  for (
    let term = neighbour(instance, asked, -1);
    term && terms.length < furthest;
    term = neighbour(instance, term, -1)
  ) {
    if (term.span.to < first) {
      beyond += 1
      if (
        (beyond > reach.lookback && closedRow(instance, term) === null) ||
        wasOwed(instance, term) === 'undated'
      )
        break
    }
    terms.unshift(term)
  }
  return terms
}

/**
 * Whether something was owed in a period before the first study on record: it is closed, or a fact or a holding that says
 * since when puts the person in the population; a missing fact leaves it open. Where nothing is dated, an obligation is
 * taken to begin with the first thing studied.
 */
const wasOwed = (instance: Instance, term: Term): 'perhaps' | 'undated' => {
  if (closedRow(instance, term) !== null || instance.holding !== null) return 'perhaps'
  return populationOf(instance, term) !== true || isDated(instance, term) ? 'perhaps' : 'undated'
}

const isDated = ({ world }: Instance, { obligation, span }: Term): boolean => {
  const { person } = world
  return factsIn(obligation.population.tree).some((name) => {
    const spans = Object.hasOwn(person, name) ? (person[name] ?? []) : []
    return spans.some(({ from, to }) => from !== undefined && from <= span.to && (to ?? span.to) >= span.to)
  })
}

/** How far the rules of any version look back. */
const reachOf = ({ versions, obligationId }: Instance): Reach => {
  const reaches = versions.flatMap(({ obligations }) =>
    obligations.filter(({ id }) => id === obligationId).map(({ reach }) => reach),
  )
  return {
    isChained: reaches.some(({ isChained }) => isChained),
    lookback: Math.max(0, ...reaches.map(({ lookback }) => lookback)),
  }
}
