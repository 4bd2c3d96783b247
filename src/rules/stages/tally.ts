import type { Cap } from '../parts/caps.ts'
import type { Line, Judging } from '../lines/line.ts'
import { type Figure, figure, leftOf, lesserOf, sumFigure } from '../trace/draft.ts'
import type { Span } from '../scene.ts'
import type { MissingRef } from '../truth.ts'
import { amountIn } from './amount-in.ts'
import type { CutScene } from './cut.ts'
import { countLine, unitName } from './count.ts'
import { doneFigures } from './done.ts'
import type { Item } from './item.ts'
import { type Adjustments, requirementOf } from './requirement.ts'
import { asAtOf, type Instance, type Term } from './timeline.ts'

export interface Open {
  readonly line: string
  readonly clause: string | undefined
  readonly missing: MissingRef
}

/** The credit of one period as it stands, and what its lines make of it. Later portions are added item by item. */
export interface Tally {
  readonly term: Term
  readonly judging: Judging
  readonly items: readonly Item[]
  readonly cutting: CutScene
  readonly open: readonly Open[]
  readonly adjustments: Adjustments
}

export const tallyOf = (
  instance: Instance,
  term: Term,
  items: readonly Item[],
  adjustments: Adjustments,
): Tally => {
  const { scene } = asAtOf(instance, term)
  const { lines, caps, spill } = term.obligation
  const open: Open[] = []
  const note = (line: Line, missing: readonly MissingRef[]): void => {
    for (const each of missing) open.push({ line: line.id, clause: line.clause, missing: each })
  }
  const lineById = (id: string): Line | undefined => findLine(lines, id)
  const required = new Map<string, Figure>()
  const requiredOf = (line: Line): Figure =>
    memo(required, line.id, () =>
      requirementOf(line, { scene, adjustments, note, requiredOf: (id) => requiredById(id) }),
    )
  const requiredById = (id: string): Figure => {
    const line = lineById(id)
    return line ? requiredOf(line) : figure(0, 0, { op: 'const', text: `required.${id}` })
  }
  const requiredWithin = (line: Line, year: Span): Figure =>
    memo(required, `${line.id} ${year.from}`, () =>
      requirementOf(line, {
        scene,
        adjustments: { ...adjustments, ...adjustments.within(year) },
        note,
        requiredOf: (id) => {
          const other = lineById(id)
          return other ? requiredWithin(other, year) : requiredById(id)
        },
      }),
    )
  const atMost: CutScene['atMost'] = (cap) => capAmount(cap, { scene, requiredOf, lineById })
  const cutting: CutScene = { scene, caps, atMost }
  const counting = { items, cutting, scene, note }
  const bounding = { ...counting, items: items.map(asSpan) }
  const counts = new Map<string, Figure>()
  const raw = (line: Line, seenBy: Line): Figure =>
    memo(counts, `${line.id} ${seenBy.id}`, () => countLine(line, counting, seenBy))
  const spilled = new Map<string, Figure>()
  const judging: Judging = {
    scene,
    period: term.span,
    countOf: (line, seenBy) =>
      memo(spilled, `${line.id} ${seenBy?.id ?? line.id}`, () => withSpill(line, raw(line, seenBy ?? line))),
    countWithin: (line, slice) => countLine(line, counting, line, slice),
    requiredOf,
    requiredWithin,
    lineById,
    doneBy: (line, when) => doneFigures(line, when, adjustments.done, scene, note),
    note,
  }
  /** What earlier spills took from a line is not there for later ones. */
  const withSpill = (line: Line, own: Figure): Figure => {
    const taken = new Map<string, Figure>()
    const parts = [own]
    for (const rule of spill) {
      const from = lineById(rule.from)
      if (!from) continue
      const beyond =
        taken.get(from.id) ??
        leftOf(countLine(from, bounding, from), requiredOf(from), `beyond.${from.id}`, rule.clause)
      const most = rule.atMost && amountIn(rule.atMost, judging)
      const limit =
        most &&
        figure(most.lo, most.hi, {
          op: 'const',
          text: `spill.${rule.id}`,
          ...(rule.clause !== undefined && { clause: rule.clause }),
          unit: unitName(line),
        })
      const wanted = limit ? lesserOf(beyond, limit, `spill.${rule.id}`, rule.clause) : beyond
      taken.set(from.id, leftOf(beyond, wanted, `beyond.${from.id}`, rule.clause))
      if (rule.to === line.id && (wanted.lo > 0 || wanted.hi > 0)) parts.push(wanted)
    }
    return parts.length === 1 ? own : sumFigure(parts, `sum.${line.id}`, unitName(line))
  }
  return { term, judging, items, cutting, open, adjustments }
}

/**
 * The same credit at its least and at its most: what is counted, and what goes on to the next period. A tally itself
 * bounds what is lacking, for which credit taken in doubt is as much as may be asked of it.
 */
export const boundsOf = (tally: Tally, instance: Instance, added: Adjustments['added']): Tally => {
  const { term, items, adjustments } = tally
  const isTaken =
    items.some(({ span }) => span) || adjustments.done.some(({ certain }) => certain !== undefined)
  if (!isTaken && added === adjustments.added) return tally
  const done = adjustments.done.map((one) => ({
    ...one,
    low: one.certain ?? one.low,
    high: one.possible ?? one.high,
  }))
  return tallyOf(instance, term, items.map(asSpan), { ...adjustments, done, added })
}

const asSpan = ({ span, ...item }: Item): Item => ({ ...item, figure: span ?? item.figure })

const memo = <T>(known: Map<string, T>, key: string, make: () => T): T => {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

export const findLine = (lines: readonly Line[], id: string): Line | undefined => {
  for (const line of lines) {
    const found = line.id === id ? line : findLine(line.members, id)
    if (found) return found
  }
  return undefined
}

const capAmount = (
  cap: Cap,
  asked: Pick<Judging, 'scene' | 'requiredOf' | 'lineById'>,
): ReturnType<CutScene['atMost']> => {
  const { lo, hi, missing } = amountIn(cap.atMost, asked)
  const most = figure(lo, hi, {
    op: 'const',
    text: `cap.${cap.id}`,
    ...(cap.clause !== undefined && { clause: cap.clause }),
    unit: cap.measure.isTime ? 'min' : cap.measure.id,
  })
  return { most, missing }
}
