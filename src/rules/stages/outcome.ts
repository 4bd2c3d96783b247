import type { Facts, Holding } from '../facts.ts'
import type { Measure } from '../pack/scope.ts'
import type { RulesVersion } from '../pack/rules.ts'
import { spanOfKey, within } from '../periods/period.ts'
import type { ActivityResult, ObligationResult, PeriodResult, Standing, WhyNone } from '../result.ts'
import type { Draft } from '../trace/draft.ts'
import type { MissingRef } from '../truth.ts'
import type { Vocabulary, World } from '../world.ts'
import { activityResults } from './activity-result.ts'
import { type Assessed, assess } from './assess.ts'
import { type Chain, solveChain } from './chain.ts'
import { frozen, isAsComputed } from './closed.ts'
import { carriedRows, inUnitsOf, lineResult } from './render.ts'
import type { Solved } from './solve-term.ts'
import type { Open } from './tally.ts'
import {
  type Instance,
  isOutsideAnyway,
  obligationOn,
  populationOf,
  type Term,
  type TermFound,
  termContaining,
  termOfKey,
} from './timeline.ts'

/** What an obligation comes to for one person or one holding. */
export interface Outcome {
  readonly instance: Instance
  readonly standing: Standing
  /** Null where a missing fact hides which period is asked about. */
  readonly term: Term | null
  readonly asked: Solved | null
  /** The asked period was closed on other figures than the facts give now. */
  readonly isFrozen: boolean
  readonly node: Draft
  readonly assessed: readonly Assessed[]
  readonly activities: readonly ActivityResult[]
  readonly open: readonly Open[]
  readonly render: (numberOf: (draft: Draft) => number) => ObligationResult
}

export interface Rules extends Vocabulary {
  readonly versions: readonly RulesVersion[]
  readonly measures: ReadonlyMap<string, Measure>
}

/** Every obligation of the pack that reaches the person, in the pack's order, those of holdings by the holding's id. */
export const outcomesOf = (rules: Rules, ask: Facts['ask'], world: World): readonly Outcome[] =>
  instancesOf(rules, ask?.obligation, world).flatMap(
    (instance) => outcomeOf(rules, ask?.period, instance) ?? [],
  )

/** Key of the period of the first outcome on a day; undefined where nothing applies or the period cannot be told. */
export const firstPeriodOn = (rules: Rules, world: World): string | undefined => {
  for (const instance of instancesOf(rules, undefined, world)) {
    const { term, missing } = termContaining(instance, world.on)
    if (missing) {
      if (isOutsideAnyway(instance, undefined)) continue
      return undefined
    }
    if (term && populationOf(instance, term) !== false) return term.key
  }
  return undefined
}

const instancesOf = ({ versions }: Rules, asked: string | undefined, world: World): readonly Instance[] => {
  const ids = [...new Set(versions.flatMap(({ obligations }) => obligations.map(({ id }) => id)))]
  return ids
    .filter((id) => asked === undefined || id === asked)
    .flatMap((obligationId) => {
      const kinds = holdingKinds(versions, obligationId)
      const holdings: readonly (Holding | null)[] =
        kinds === null ? [null] : world.holdings.filter(({ kind }) => kinds.has(kind))
      return holdings.map((holding) => ({ versions, obligationId, holding, world }))
    })
}

/** Why no obligation reaches somebody: the code of a reason. */
export const whyNone = (rules: Rules, ask: Facts['ask'], world: World): WhyNone => {
  const span = ask?.period === undefined ? null : spanOfKey(ask.period)
  const last = span?.to ?? world.on
  if (!rules.versions.some((version) => within(last, version))) return 'version.none'
  const instances = instancesOf(rules, ask?.obligation, world)
  if (instances.length === 0) return 'holding.none'
  const isTimed = instances.some((instance) => {
    const found =
      ask?.period === undefined ? termContaining(instance, world.on) : termOfKey(instance, ask.period)
    return found.term !== null
  })
  if (isTimed) return 'population.outside'
  // A period that runs past the last version has no law of its own.
  return ask?.period === undefined ? 'version.none' : 'period.unknown'
}

const holdingKinds = (versions: readonly RulesVersion[], id: string): ReadonlySet<string> | null => {
  const all = versions.flatMap(({ obligations }) => obligations.filter((each) => each.id === id))
  const kinds = all.flatMap(({ holding }) => holding?.kind ?? [])
  return all.some(({ per }) => per === 'holding') ? new Set(kinds) : null
}

const outcomeOf = (rules: Rules, period: string | undefined, instance: Instance): Outcome | null => {
  const found: TermFound =
    period === undefined ? termContaining(instance, instance.world.on) : termOfKey(instance, period)
  if (found.missing) return isOutsideAnyway(instance, period) ? null : unknownPeriod(instance, found.missing)
  const { term } = found
  if (!term || populationOf(instance, term) === false) return null
  const assessed = assess(instance, term, rules.measures)
  const chain = solveChain(instance, term, assessed, rules.measures)
  const asked = chain.solved.find((each) => each.term.key === term.key)
  if (!asked) return null
  const row = asked.closed && !isAsComputed(asked, asked.closed) ? asked.closed : null
  const standing = row ? row.standing : asked.judged.standing
  const node: Draft = row ? frozenNode(row.standing, term.key) : asked.judged.node
  return {
    instance,
    standing,
    term,
    asked,
    isFrozen: row !== null,
    node,
    assessed,
    activities: activityResults(instance, chain, assessed, rules.measures),
    open: chain.solved.flatMap(({ judged }) => judged.open),
    render: (numberOf) => ({
      id: instance.obligationId,
      holding: instance.holding?.id ?? null,
      standing,
      periods: chain.solved.map((solved) =>
        periodResult(solved, chain, term, rules, solved === asked && !row ? numberOf : () => numberOf(node)),
      ),
    }),
  }
}

const frozenNode = (standing: Standing, key: string): Draft => ({
  op: 'closed',
  text: 'closed.period',
  ref: key,
  out: standing,
})

/** The clause of the obligation, as the version in force has it or else the latest. */
const clauseOf = (instance: Instance): string | undefined => {
  const each = instance.versions.flatMap(({ obligations }) => obligations)
  const last = each.findLast(({ id }) => id === instance.obligationId)
  return (obligationOn(instance, instance.world.on) ?? last)?.clause
}

/** Whose anchor or birth month is not known: nothing can be said but what is missing. */
const unknownPeriod = (instance: Instance, missing: MissingRef): Outcome => ({
  instance,
  standing: 'undetermined',
  term: null,
  asked: null,
  isFrozen: false,
  node: { op: 'unknown', text: 'period-unknown', out: 'undetermined' },
  assessed: [],
  activities: [],
  open: [{ line: instance.obligationId, clause: clauseOf(instance), missing }],
  render: () => ({
    id: instance.obligationId,
    holding: instance.holding?.id ?? null,
    standing: 'undetermined',
    periods: [],
  }),
})

const periodResult = (
  solved: Solved,
  chain: Chain,
  asked: Term,
  rules: Rules,
  numberOf: (draft: Draft) => number,
): PeriodResult => {
  const { term, judged, closed, extension, carryIn, carryOut, tally } = solved
  const hours = rules.measures.get('hours')
  const isAsked = term.key === asked.key
  const computed = judged.verdicts.map((verdict) => lineResult(verdict, numberOf))
  const row = closed && !isAsComputed(solved, closed) ? closed : null
  const part = tally.adjustments.exempted.parts.map(({ id }) => id)
  const exempt =
    judged.exempt.length > 0
      ? { ids: judged.exempt, extent: 'full' as const }
      : part.length > 0
        ? { ids: part, extent: 'part' as const }
        : null
  return {
    key: term.key,
    from: term.span.from,
    to: term.span.to,
    asked: isAsked,
    standing: row ? row.standing : judged.standing,
    exempt,
    carryIn: hours ? carriedRows(carryIn, hours) : [],
    carryOut: hours ? carriedRows(carryOut, hours) : [],
    ...(extension && {
      extension: {
        to: extension.to,
        adds: inUnitsOf(extension.measure, extension.adds),
        ...(!extension.measure.isTime && { measure: extension.measure.id }),
        ...(extension.clause !== undefined && { clause: extension.clause }),
      },
    }),
    ...(row && { closed: { on: row.closedOn, pack: row.pack } }),
    lines: row ? computed.map((line) => frozen(line, row)) : computed,
  }
}
