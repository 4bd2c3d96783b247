import { parseExact, zero } from '../../kernel/exact.ts'
import type { ClosedPeriod } from '../facts.ts'
import { figure } from '../trace/draft.ts'
import { byCodePoint } from '../world.ts'
import { grainsOf } from './exemptions.ts'
import type { Lot } from './item.ts'
import { type Instance, neighbour, type Term } from './timeline.ts'
import { firstAmountLine } from '../lines/first-amount-line.ts'

/** The frozen row of a period, if it was closed by the day asked about; of several the last. */
export const closedRow = ({ world, obligationId, holding }: Instance, term: Term): ClosedPeriod | null =>
  world.closed.findLast(
    (row) =>
      row.obligation === obligationId &&
      row.period === term.key &&
      (row.holding ?? null) === (holding?.id ?? null),
  ) ?? null

/** A closing row says how much went on; a name `category@period` says since when. */
export const closedLots = (row: ClosedPeriod, term: Term, instance: Instance): readonly Lot[] => {
  const rule = term.obligation.carryOver
  const total = firstAmountLine(term.obligation.lines)
  const onlyLine = rule?.as === 'total-only' ? (rule.line ?? total?.id ?? null) : null
  return Object.entries(row.carryOut ?? {})
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([name, units]): Lot => {
      const [category = '*', origin = term.key] = name.split('@')
      const grains = grainsOf(parseExact(units) ?? zero, total?.measure.perUnit ?? 1)
      const amount = figure(grains, grains, {
        op: 'closed',
        text: 'closed.carry-out',
        ref: term.key,
        category,
        unit: 'min',
      })
      return {
        category,
        origin,
        age: 1 + ageOf(instance, term, origin),
        figure: amount,
        onlyLine,
        missing: [],
      }
    })
}

const oldest = 50

const ageOf = (instance: Instance, term: Term, origin: string): number => {
  let age = 0
  for (let at: Term | null = term; at && at.key !== origin && age < oldest; at = neighbour(instance, at, -1))
    age += 1
  return age < oldest ? age : 0
}
