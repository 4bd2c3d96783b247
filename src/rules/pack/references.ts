import type { Amount } from '../lines/amount.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'
import type { Line } from '../lines/line.ts'
import { covers } from '../parts/caps.ts'
import { child, type Cursor, fault, itemOf } from '../reading/cursor.ts'
import type { Measure, PackScope } from './scope.ts'
import type { WrittenObligation } from './written.ts'

/** The very place within another that names a line. */
export type WhereNamed = (place: Cursor, line: string) => Cursor

export const everyLine = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => [line, ...everyLine(line.members)])

/** Measures are never added to or converted into each other once an activity is worth something. */
export const faultIfMixed = (place: Cursor, measure: Pick<Measure, 'id'> | undefined, line: Line): void => {
  if (measure && measure.id !== line.measure.id)
    fault(place, 'line.measure', { measure: measure.id, line: line.id, other: line.measure.id })
}

/** What is added in a measure in which nothing is asked for would be lost in silence. */
const faultIfNowhere = (lines: readonly Line[], measure: Measure, place: Cursor): void => {
  if (!measure.isTime && !firstAmountLine(lines, measure))
    fault(child(place, 'measure'), 'measure.no-line', { measure: measure.id })
}

/** Lines that rules name exist, have an amount where one is added to or taken of, and count in the measure of the rule. */
export const checkReferences = (
  { at, single, spill, satisfiedBy, allocate, caps }: WrittenObligation,
  lines: readonly Line[],
  { measures }: PackScope,
  whereNamed: WhereNamed,
): void => {
  const byId = new Map(everyLine(lines).map((line) => [line.id, line]))
  const top = new Set(lines.map(({ id }) => id))
  const hours = measures.get('hours')
  const expect = (id: string, place: Cursor): Line | null =>
    byId.get(id) ?? fault(whereNamed(place, id), 'line.unknown', { line: id })
  /** What is added to a line, or taken as a part of it, needs an amount to be added to: elsewhere it would be lost in silence. */
  const expectAmount = (id: string | null | undefined, place: Cursor, measure?: Measure): void => {
    const line = id === null || id === undefined ? null : expect(id, place)
    if (!line) return
    if (line.amount) faultIfMixed(whereNamed(place, line.id), measure, line)
    else fault(whereNamed(place, line.id), 'line.no-amount', { line: line.id })
  }
  const expectIn = (amount: Amount | null | undefined, place: Cursor, measure = hours): void => {
    for (const line of amount?.from ?? []) expectAmount(line, place, measure)
  }
  const [carryOver, debt] = [child(at, 'carryOver'), child(child(at, 'exempt'), 'debt')]
  expectIn(single.carryOver?.cap, child(carryOver, 'cap'))
  expectAmount(single.carryOver?.line, child(carryOver, 'line'), hours)
  const owed = single.exempt?.debt
  expectIn(owed?.perPeriod, child(debt, 'perPeriod'), owed?.measure)
  expectIn(owed?.most, child(debt, 'most'), owed?.measure)
  expectAmount(owed?.line, child(debt, 'line'), owed?.measure)
  if (owed?.line === null) faultIfNowhere(lines, owed.measure, debt)
  // A proportion is taken of each line in its own measure.
  for (const line of single.prorate?.lines ?? []) expectAmount(line, child(child(at, 'prorate'), 'lines'))
  for (const [index, tier] of (single.extension?.tiers ?? []).entries()) {
    const place = child(child(child(at, 'extension'), 'tiers'), index)
    expectIn(tier.adds, child(place, 'adds'), tier.measure)
    // Nothing added is nothing in any measure.
    const isFree = tier.adds.constant === 0
    for (const line of tier.lines)
      expectAmount(line, child(place, 'lines'), isFree ? undefined : tier.measure)
    if (tier.lines.length === 0 && !isFree) faultIfNowhere(lines, tier.measure, place)
  }
  for (const { id, atMost, measure } of caps)
    expectIn(atMost, child(itemOf(child(at, 'caps'), id), 'atMost'), measure)
  for (const { id, from, to, atMost, measure } of spill) {
    const place = itemOf(child(at, 'spill'), id)
    const [giving, taking] = [expect(from, child(place, 'from')), expect(to, child(place, 'to'))]
    expectIn(atMost, child(place, 'atMost'), measure)
    if (!giving || !taking) continue
    faultIfMixed(whereNamed(child(place, 'to'), to), giving.measure, taking)
    // Nothing counts twice in one line: what is counted there anyway has nothing to spill into it.
    if (from === to || covers(taking.counts.tree, giving.counts.tree))
      fault(whereNamed(child(place, 'to'), to), 'spill.counted', { from, to })
    if (atMost && giving.measure.id === taking.measure.id)
      faultIfMixed(child(place, 'atMost'), measure, giving)
  }
  for (const { id, lines: settled } of satisfiedBy) {
    const place = child(itemOf(child(at, 'satisfiedBy'), id), 'lines')
    if (settled === 'all') continue
    for (const line of settled) if (!top.has(line)) fault(whereNamed(place, line), 'line.unknown', { line })
  }
  for (const { id, portion } of allocate) {
    if (portion.kind !== 'spread') continue
    const place = child(itemOf(child(at, 'allocate'), id), 'upTo')
    if ('amount' in portion.upTo) expectIn(portion.upTo.amount, place)
    else {
      const line = expect(portion.upTo.line, place)
      if (line) faultIfMixed(whereNamed(place, line.id), hours, line)
    }
  }
}
