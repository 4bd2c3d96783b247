import type { Line } from '../lines/line.ts'
import { within } from '../periods/period.ts'
import type { Scene, Span } from '../scene.ts'
import { endsOf, type Figure, reversed, sumFigure, zeroFigure } from '../trace/draft.ts'
import { isUnknown, type MissingRef, type Truth } from '../truth.ts'
import { type CutScene, type Cuts, cut, cutApart, haveCrossing, isCutInDoubt, type Turned } from './cut.ts'
import { type Item, selects, spanOf } from './item.ts'

export interface Counting {
  readonly items: readonly Item[]
  readonly cutting: CutScene
  readonly scene: Scene
  readonly note: (line: Line, missing: readonly MissingRef[]) => void
}

export const unitName = ({ measure }: Pick<Line, 'measure'>): string => (measure.isTime ? 'min' : measure.id)

/** What a line counts: the items it selects, as far as the caps leave them, in the cautious and in the favourable run. */
export const countLine = (line: Line, counting: Counting, seenBy: Line, slice?: Span): Figure => {
  const { items, cutting, scene, note } = counting
  const measured = items.filter(
    ({ measure, figure }) => measure === line.measure.id && (figure.hi !== 0 || figure.lo !== 0),
  )
  const turned = measured.map((item) => seen(item, seenBy, scene, slice))
  const chosen = measured.flatMap((item) => {
    if (slice && !isOfSlice(item, slice)) return []
    const truth = selects(line, item, scene)
    return truth === false ? [] : [{ item, truth }]
  })
  noteOpen(line, chosen, note)
  const text = `sum.${line.id}`
  const isOpen = (): boolean =>
    measured.some((item) => spanOf(item).lo !== spanOf(item).hi) || isCutInDoubt(measured, cutting)
  const cuts = haveCrossing(cutting.caps) && isOpen() ? cutApart(measured, cutting) : cut(turned, cutting)
  // One in doubt takes room from what the line counts, too.
  if (chosen.length > 0) for (const { missing } of cuts.values()) note(line, missing)
  return sumFigure(
    chosen.map((each) => counted(each, cuts, line)),
    text,
    unitName(line),
  )
}

/**
 * In a cut, what the line itself does not count competes with it: in doubt it is taken to be there when the line's own is
 * not. What it may count is taken to be there in full, for in the cautious run it competes without being counted.
 */
const seen = (item: Item, line: Line, scene: Scene, slice: Span | undefined): Turned => {
  const span = spanOf(item)
  const own = asksForLack(line) ? item.figure : span
  const truth = slice && !isOfSlice(item, slice) ? false : selects(line, item, scene)
  if (truth === true) return { item, figure: own, role: 'own' }
  const rival = reversed(span, 'rival')
  return truth === false
    ? { item, figure: rival, role: 'rival' }
    : { item, figure: endsOf(rival, own, 'rival'), role: 'either' }
}

/** Whether later credit may be taken to make up what the line lacks: what was taken is then as much as it may lack. */
const asksForLack = ({ kind, part }: Line): boolean =>
  kind === 'atLeast' || (kind === 'share' && part?.base === 'required')

const counted = (
  { item, truth }: { readonly item: Item; readonly truth: Truth },
  cuts: Cuts,
  line: Line,
): Figure => {
  const own = cuts.get(item)?.figure ?? item.figure
  return isUnknown(truth) ? endsOf(zeroFigure('maybe-not', unitName(line)), own, 'maybe') : own
}

const isOfSlice = ({ assessed }: Item, slice: Span): boolean =>
  assessed !== null && within(assessed.deed.completedOn, slice)

const noteOpen = (
  line: Line,
  chosen: readonly { readonly item: Item; readonly truth: Truth }[],
  note: Counting['note'],
): void => {
  for (const { item, truth } of chosen) {
    if (isUnknown(truth)) note(line, truth.missing)
    if (item.figure.lo !== item.figure.hi) note(line, item.assessed?.missing ?? item.lot?.missing ?? [])
  }
}
