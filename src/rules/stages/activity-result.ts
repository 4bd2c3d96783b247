import type { Measure } from '../pack/scope.ts'
import type { ActivityResult, Credited, StepResult, Would } from '../result.ts'
import type { Assessed } from './assess.ts'
import { categoryName } from './category-name.ts'
import type { Chain } from './chain.ts'
import { placeFrom } from './credits.ts'
import { type Cuts, cutApart } from './cut.ts'
import type { Solved } from './solve-term.ts'
import { amountOf, inUnitsOf, minutesBeside } from './render.ts'
import type { Instance } from './timeline.ts'

/** What one obligation made of each activity: the credited rows and, where it counts for less than all, why. */
export const activityResults = (
  instance: Instance,
  chain: Chain,
  assessed: readonly Assessed[],
  measures: ReadonlyMap<string, Measure>,
): readonly ActivityResult[] => {
  const cuts = chain.solved.map(({ bounds }) => cutApart(bounds.items, bounds.cutting))
  return assessed.map((one) =>
    activityResult(one, rowsOf(one, { instance, chain, cuts, measures }), chain, measures),
  )
}

interface Rows {
  readonly instance: Instance
  readonly chain: Chain
  readonly cuts: readonly Cuts[]
  readonly measures: ReadonlyMap<string, Measure>
}

interface Row {
  readonly credited: Credited
  readonly cap: string | null
}

const rowsOf = (one: Assessed, { instance, chain, cuts, measures }: Rows): readonly Row[] => {
  const rows = chain.solved.flatMap(({ term, bounds }, index) =>
    bounds.items.flatMap((item): readonly Row[] => {
      const measure = measures.get(item.measure)
      if (
        item.assessed !== one ||
        !measure ||
        (item.figure.hi === 0 && item.figure.lo === 0 && !measure.isTime)
      )
        return []
      const kept = cuts[index]?.get(item)
      const counted = amountOf(measure, kept?.figure ?? item.figure, 'counted')
      const credited = {
        ...rowHead(one, instance, term.key, item.measure),
        ...amountOf(measure, item.figure, 'amount'),
        ...minutesOf(measure, item.figure),
        ...counted,
      }
      return [{ credited: credited as Credited, cap: kept?.by ?? null }]
    }),
  )
  const things = thingRows(one, rows, chain, instance)
  if (rows.length === 0) {
    const home = isIdle(one, chain) ? idleRows(one, chain, instance) : elsewhere(one, instance, measures)
    return [...things, ...home]
  }
  return [...withLapsed(rows, one, { instance, chain, cuts, measures }), ...things]
}

/** A period that took the activity over as a thing done, though none of its hours: the row says whom it serves. */
const thingRows = (
  one: Assessed,
  rows: readonly Row[],
  { solved }: Chain,
  instance: Instance,
): readonly Row[] =>
  solved.flatMap(({ term, bounds }): readonly Row[] => {
    const isTaken = bounds.adjustments.done.some(
      ({ assessed, certain, low, high }) => assessed === one && certain !== undefined && (low || high),
    )
    if (!isTaken || rows.some(({ credited }) => credited.period === term.key)) return []
    return [zeroRow(one, instance, term.key, 'hours')]
  })

const zeroRow = (one: Assessed, instance: Instance, period: string, measure: string): Row => ({
  credited: {
    ...rowHead(one, instance, period, measure),
    amount: '0',
    ...(measure === 'hours' && { minutes: 0 }),
    counted: '0',
  },
  cap: null,
})

const minutesOf = (measure: Measure, { lo, hi }: { readonly lo: number; readonly hi: number }) =>
  minutesBeside(measure, Math.min(lo, hi))

const rowHead = (one: Assessed, instance: Instance, period: string, measure: string) => ({
  obligation: instance.obligationId,
  ...(instance.holding && { holding: instance.holding.id }),
  period,
  category: categoryName(one.recognised.categories),
  measure,
})

/** Credit that serves a period which was not computed. */
const elsewhere = (
  one: Assessed,
  instance: Instance,
  measures: ReadonlyMap<string, Measure>,
): readonly Row[] => {
  const [target] = one.routing.targets
  if (!one.contender || one.contender.presence === 'no' || !target || target.key === '') return []
  return [...one.contender.amounts].flatMap(([id, amounts]): readonly Row[] => {
    const measure = measures.get(id)
    if (!measure || (amounts.hi === 0 && !measure.isTime)) return []
    const credited = {
      ...rowHead(one, instance, target.key, id),
      ...amountOf(measure, amounts, 'amount'),
      ...minutesOf(measure, amounts),
    }
    return [{ credited: credited as Credited, cap: null }]
  })
}

/** Of a credit laid over several periods, what is left when the last of them is past. */
const withLapsed = (
  rows: readonly Row[],
  one: Assessed,
  { instance, chain, measures }: Rows,
): readonly Row[] => {
  const [target] = one.routing.targets
  const last = chain.solved.at(-1)?.term
  if (!target?.term || !last || (target.portion.kind !== 'spread' && target.portion.kind !== 'draw'))
    return rows
  const place = placeFrom(instance, target.term, last, target.portion.over + 1)
  if (place >= 0 && place < target.portion.over - 1) return rows
  return rows.map((row, index) => {
    const measure = measures.get(row.credited.measure)
    const isLast = rows.findLastIndex(({ credited }) => credited.measure === row.credited.measure) === index
    const rest = measure && isLast ? chain.purse.restOf(one, measure.id).lo : 0
    return measure && rest > 0
      ? { ...row, credited: { ...row.credited, lapsed: inUnitsOf(measure, rest) } }
      : row
  })
}

const activityResult = (
  one: Assessed,
  rows: readonly Row[],
  chain: Chain,
  measures: ReadonlyMap<string, Measure>,
): ActivityResult => {
  const { deed, recognised, contender, worth } = one
  const [main] = worth.values()
  const rule = main?.rule ? { rule: main.rule.id } : {}
  const own = { id: deed.id, ...statusOf(one, rows, chain), ...rule, steps: stepsOf(one, measures) }
  if (one.outside === null && recognised.state === 'pending') {
    const { needs, path } = recognised
    return { ...own, needs, ...(path && { path }), would: wouldBe(one, measures), credited: [] }
  }
  const lost = contender?.lost ? { winner: contender.lost.winner } : {}
  return {
    ...own,
    ...lost,
    credited: contender?.presence === 'no' ? [] : rows.map(({ credited }) => credited),
  }
}

/** The steps of the conversions, and the factor that a repeat is left with. */
const stepsOf = (
  { worth, contender }: Assessed,
  measures: ReadonlyMap<string, Measure>,
): readonly StepResult[] =>
  [...worth].flatMap(([id, { steps, grains }]) => {
    const measure = measures.get(id)
    const factor = contender?.lost?.factor
    const left = contender?.amounts.get(id)
    if (!measure || !factor || !left) return steps
    const step: StepResult = {
      op: 'repeat',
      in: inUnitsOf(measure, grains.lo),
      ...(amountOf(measure, left, 'out') as Pick<StepResult, 'out' | 'outHigh'>),
      ...(contender.lost?.clause !== undefined && { clause: contender.lost.clause }),
      ...(!measure.isTime && { measure: id }),
    }
    return [...steps, step]
  })

type Status = Pick<ActivityResult, 'status' | 'because'>

const statusOf = (one: Assessed, rows: readonly Row[], chain: Chain): Status => {
  const { outside, recognised, contender, worth } = one
  if (outside === 'reversed' || outside === 'reversal') return { status: 'none', because: outside }
  if (outside !== null) return { status: 'outside', because: outside }
  if (recognised.state === 'no') return { status: 'refused', because: recognised.because }
  if (recognised.state === 'pending') return { status: 'pending', because: recognised.because }
  const refused = [...worth.values()].map((each) => each.refused).find((code) => code !== null)
  if (!contender) return { status: 'refused', because: refused ?? 'convert.no-rule' }
  if (contender.presence === 'no') return { status: 'none', because: contender.lost?.because ?? 'conflict' }
  if (rows.length > 0 && rows.every(({ credited }) => credited.counted === undefined)) {
    return { status: 'outside', because: homeOf(one, chain) ? 'period.closed' : 'period.other' }
  }
  if (contender.presence === 'maybe') {
    return { status: 'undetermined', because: contender.lost?.because ?? 'fact.missing' }
  }
  const isTaken = rows.some(({ credited }) => credited.amount !== '0' || credited.amountHigh !== undefined)
  return isIdle(one, chain) && !isTaken ? idleStatus(one) : countedStatus(one, rows)
}

/** The computed period that an activity belongs to. */
const homeOf = ({ routing }: Assessed, { solved }: Chain): Solved | undefined =>
  solved.find(({ term }) => routing.targets.length === 1 && routing.targets[0]?.key === term.key)

/** Whether its own period is computed and takes nothing of it, though it might: that is no matter of another period. */
const isIdle = (one: Assessed, chain: Chain): boolean => {
  const home = homeOf(one, chain)
  if (!home) return false
  const isPinned = home.closed === null || home.closed.counted.includes(one.deed.id)
  return isPinned || one.routing.targets[0]?.portion.kind === 'draw'
}

/** It stands in its own period with nothing taken of it: what is done there is done. */
const idleRows = (one: Assessed, chain: Chain, instance: Instance): readonly Row[] => {
  const key = homeOf(one, chain)?.term.key
  if (key === undefined || !one.contender || one.contender.presence === 'no') return []
  return [...one.contender.amounts.keys()].map((measure) => zeroRow(one, instance, key, measure))
}

const idleStatus = ({ contender }: Assessed): Status => {
  const amounts = [...(contender?.amounts.values() ?? [])]
  if (amounts.length === 0) return { status: 'counted', because: 'ok' }
  return {
    status: 'none',
    because: amounts.every(({ hi }) => hi === 0) ? 'convert.nothing' : 'period.not-needed',
  }
}

const countedStatus = ({ contender, routing }: Assessed, rows: readonly Row[]): Status => {
  const isOpen = rows.some(
    ({ credited }) => credited.amountHigh !== undefined || credited.countedHigh !== undefined,
  )
  if (routing.targets.length !== 1 || isOpen) {
    return { status: 'undetermined', because: 'fact.missing' }
  }
  const capped = rows.some(({ cap }) => cap !== null)
  const nothing = rows.every(({ credited }) => credited.counted === '0')
  if (nothing && rows.length > 0)
    return {
      status: 'none',
      because: capped ? 'cap.exceeded' : (contender?.lost?.because ?? 'convert.nothing'),
    }
  if (capped) return { status: 'partly', because: 'cap.exceeded' }
  if (contender?.lost) return { status: 'partly', because: contender.lost.because }
  if (rows.some(({ credited }) => credited.lapsed !== undefined))
    return { status: 'partly', because: 'period.lapsed' }
  return { status: 'counted', because: 'ok' }
}

const wouldBe = (
  { worth, routing, recognised }: Assessed,
  measures: ReadonlyMap<string, Measure>,
): readonly Would[] =>
  [...worth].flatMap(([id, { grains }]): readonly Would[] => {
    const measure = measures.get(id)
    if (!measure || (grains.lo === 0 && !measure.isTime)) return []
    return [
      {
        period: routing.targets[0]?.key ?? '',
        category: categoryName(recognised.categories),
        measure: id,
        amount: inUnitsOf(measure, grains.lo),
        ...minutesBeside(measure, grains.lo),
      },
    ]
  })
