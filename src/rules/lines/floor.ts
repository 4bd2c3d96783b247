import { add, compare, type Fraction, zero } from '../../kernel/exact.ts'
import { innerYears } from '../periods/inner-years.ts'
import { keyOf } from '../periods/period.ts'
import { child } from '../reading/cursor.ts'
import { readAmount } from './amount.ts'
import type { Line, LineOperator, Verdict } from './line.ts'
import { allStanding, verdictOf, wholeGrains } from './verdict.ts'

/** A least amount in each twelve-month slice of a longer period; credit serves the slice in which it was completed. */
export const floorLine: LineOperator = {
  key: 'floor',
  keys: ['floor'],
  read: (at, own, { scope }) => {
    const amount = readAmount(child(at, 'floor'), scope, own.measure)
    if (!amount) return null
    const line: Line = {
      ...own,
      kind: 'floor',
      amount,
      needs: amount.from,
      members: [],
      isRising: true,
      judge: (judging) => {
        const required = judging.requiredOf(line)
        const slices = innerYears(judging.period).map((slice) => {
          const id = `${line.id}:${keyOf(slice)}`
          const counted = judging.countWithin(line, slice)
          return verdictOf({ ...line, id }, counted, wholeGrains(required), {
            op: 'at-least',
            text: 'line.slice',
            period: keyOf(slice),
            in: [counted.node, required.node],
          })
        })
        return floorVerdict(line, slices)
      },
    }
    return line
  },
}

/** What is shown of a floor is its poorest slice; what remains is the sum over all of them. */
const floorVerdict = (line: Line, slices: readonly Verdict[]): Verdict => {
  const poorest = slices.toSorted((a, b) => a.counted.lo - b.counted.lo)[0]
  if (!poorest) throw new Error(`floor ${line.id} has no slice`)
  const remaining = slices.reduce<Fraction>(
    (sum, slice) => (compare(slice.remaining, zero) > 0 ? add(sum, slice.remaining) : sum),
    zero,
  )
  const standing = allStanding(slices.map((slice) => slice.standing))
  return {
    line,
    standing,
    required: poorest.required,
    counted: poorest.counted,
    remaining,
    lines: slices,
    node: {
      op: 'all',
      text: `line.${line.id}`,
      ...(line.clause !== undefined && { clause: line.clause }),
      in: slices.map(({ node }) => node),
      out: standing,
    },
  }
}
