import type { SatisfiedBy } from '../parts/satisfied-by.ts'
import type { Verdict } from '../lines/line.ts'
import { zero } from '../../kernel/exact.ts'
import { allStanding } from '../lines/verdict.ts'
import { itemMeasure } from '../lines/items.ts'
import type { Standing } from '../result.ts'
import { type Draft, type Figure, figure, sumFigure } from '../trace/draft.ts'
import { type MissingRef, missingOf, type Truth } from '../truth.ts'
import type { Assessed } from './assess.ts'
import type { Done } from './done.ts'
import { exemptedOf } from './exemptions.ts'
import { inEach } from './item.ts'
import type { Open, Tally } from './tally.ts'
import type { Instance } from './timeline.ts'

export interface Judged {
  readonly standing: Standing
  readonly verdicts: readonly Verdict[]
  readonly node: Draft
  readonly exempt: readonly string[]
  /** Lines that a missing fact could change, with the fact. */
  readonly open: readonly Open[]
}

/** Only whether all is met: what an extension asks again and again. */
export const standingOf = (tally: Tally): Standing =>
  allStanding(verdictsOf(tally).map(({ standing }) => standing))

/** Stage 10: every line of the period on the credit it was given; then what settles, exempts or casts doubt on the whole. */
export const judge = (
  tally: Tally,
  bounds: Tally,
  instance: Instance,
  population: Truth,
  doubt: readonly MissingRef[],
): Judged => {
  const { obligation } = tally.term
  const verdicts = verdictsOf(tally)
  const standing = allStanding(verdicts.map((verdict) => verdict.standing))
  const clause = obligation.clause === undefined ? {} : { clause: obligation.clause }
  const text = `standing.${obligation.id}`
  const all: Draft = {
    op: 'all',
    text,
    ...clause,
    ...(instance.holding && { ref: instance.holding.id }),
    in: verdicts.map(({ node }) => node),
    out: standing,
  }
  const exempt = exemptedOf(instance, tally.term).full
  const spared: Draft =
    exempt.length > 0 ? { op: 'exempt', text: 'exempt', ref: exempt.join(' '), in: [all], out: 'met' } : all
  const reasons = [...missingOf(population), ...doubt]
  const node: Draft =
    reasons.length > 0
      ? { op: 'in-doubt', text: 'in-doubt', in: [spared], out: spared.out === 'met' ? 'met' : 'undetermined' }
      : spared
  const open = [
    ...tally.open,
    ...reasons.flatMap((missing) =>
      obligation.lines.map(({ id, clause: own }) => ({
        line: id,
        clause: own ?? obligation.clause,
        missing,
      })),
    ),
  ]
  const counts = obligation.lines.map((line) => line.judge(bounds.judging))
  const shown = bounds === tally ? verdicts : verdicts.map((each, at) => counting(each, counts[at]))
  return { standing: node.out as Standing, verdicts: shown, node, exempt, open }
}

/** A verdict that says what its lines count at least and at most, however it was reached. */
const counting = (verdict: Verdict, bounds: Verdict | undefined): Verdict => {
  const { alternatives, lines } = verdict
  if (!alternatives && !lines) return { ...verdict, counted: bounds?.counted ?? verdict.counted }
  return {
    ...verdict,
    ...(alternatives && {
      alternatives: alternatives.map((each, at) => counting(each, bounds?.alternatives?.[at])),
    }),
    ...(lines && { lines: lines.map((each, at) => counting(each, bounds?.lines?.[at])) }),
  }
}

const verdictsOf = (tally: Tally): readonly Verdict[] => {
  const { lines, satisfiedBy } = tally.term.obligation
  return lines.map((line) => {
    const rules = satisfiedBy.filter((rule) => rule.lines === 'all' || rule.lines.includes(line.id))
    const verdict = line.judge(tally.judging)
    return rules.reduce((now, rule) => settled(now, rule, tally), verdict)
  })
}

/** An activity that settles the line: met if it is there, open if it may be. */
const settled = (verdict: Verdict, rule: SatisfiedBy, tally: Tally): Verdict => {
  const done = doneBy(rule, tally)
  if (done.hi === 0) return verdict
  const standing = done.lo > 0 || verdict.standing === 'met' ? 'met' : 'undetermined'
  return {
    ...verdict,
    standing,
    remaining: done.lo > 0 ? zero : verdict.remaining,
    node: {
      op: 'settled',
      text: `settled.${rule.id}`,
      ...(rule.clause !== undefined && { clause: rule.clause }),
      in: [verdict.node, done.node],
      out: standing,
    },
  }
}

const doneBy = (rule: SatisfiedBy, tally: Tally): Figure => {
  const { done, everything } = tally.adjustments
  const candidates: readonly Done[] = rule.anyPeriod
    ? everything.map((assessed) => ({ assessed, low: assessed.contender?.presence === 'yes', high: true }))
    : done
  const figures = candidates.flatMap(({ assessed, low, high }) => {
    const { deed, contender, recognised } = assessed
    if (!contender) return []
    const scene = { ...contender.scene, period: tally.term.span }
    const truth = inEach(
      { counts: rule.when, readAs: new Map() },
      scene,
      recognised.categories,
      recognised.missing,
    )
    if (truth === false) return []
    const sure = truth === true && low
    if (sure !== high) noteAll(tally, truth, assessed)
    const node = { op: 'done', text: 'activity', ref: deed.id, unit: itemMeasure.unit }
    return [figure(sure ? 1 : 0, high ? 1 : 0, node)]
  })
  return sumFigure(figures, `done.${rule.id}`, itemMeasure.unit)
}

const noteAll = ({ term, judging }: Tally, truth: Truth, assessed: Assessed): void => {
  const missing = missingOf(truth)
  for (const line of term.obligation.lines)
    judging.note(line, missing.length > 0 ? missing : assessed.missing)
}
