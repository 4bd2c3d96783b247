import { addDays, addMonths } from '../../kernel/calendar.ts'
import { add, compare, type Fraction, fraction, subtract, zero } from '../../kernel/exact.ts'
import type { Span } from '../scene.ts'
import { innerYears } from '../periods/inner-years.ts'
import { keyOf } from '../periods/period.ts'
import { child, isPresent, readChoice } from '../reading/cursor.ts'
import { readAmount } from './amount.ts'
import type { Line, LineOperator, Verdict } from './line.ts'
import { allStanding, verdictOf, wholeGrains } from './verdict.ts'

/**
 * A least amount in each twelve-month slice of a longer period; credit serves the slice in which it was completed. A last
 * slice shorter than a year (of a time since promotion, say) is asked like the others, or with `"last": "skip"` not yet.
 */
export const floorLine: LineOperator = {
  key: 'floor',
  read: (at, own, { scope }) => {
    const amount = readAmount(child(at, 'floor'), scope, own.measure)
    const last = isPresent(child(at, 'last')) ? readChoice(child(at, 'last'), ['ask', 'skip']) : 'ask'
    if (!amount || !last) return null
    const line: Line = {
      ...own,
      kind: 'floor',
      amount,
      needs: amount.from,
      members: [],
      isRising: true,
      judge: (judging) => {
        const slices = slicesOf(judging.period, last).map((slice) => {
          const id = `${line.id}:${keyOf(slice)}`
          const required = judging.requiredWithin(line, slice)
          const counted = judging.countWithin(line, slice)
          const verdict = verdictOf({ ...line, id }, counted, wholeGrains(required), {
            op: 'at-least',
            text: 'line.slice',
            period: keyOf(slice),
            in: [counted.node, required.node],
          })
          return { ...verdict, slice }
        })
        return floorVerdict(line, slices)
      },
    }
    return line
  },
}

const slicesOf = (period: Span, last: 'ask' | 'skip'): readonly Span[] => {
  const slices = innerYears(period)
  const end = slices.at(-1)
  return last === 'skip' && end && end.to < addDays(addMonths(end.from, 12), -1)
    ? slices.slice(0, -1)
    : slices
}

/** What is shown of a floor is its poorest slice, of those that ask anything; what remains is the sum over all of them. */
const floorVerdict = (line: Line, slices: readonly Verdict[]): Verdict => {
  const asking = slices.filter(({ required }) => compare(required.lo, zero) > 0)
  const [first = nothingAsked, ...others] = asking.length > 0 ? asking : slices
  const poorest = others.reduce((least, slice) => (isPoorer(slice, least) ? slice : least), first)
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

type Asked = Pick<Verdict, 'required' | 'counted'>

/** Whether it has less beyond what is asked of it. */
const isPoorer = (one: Asked, other: Asked): boolean =>
  other.counted.lo === Infinity
    ? one.counted.lo < Infinity
    : one.counted.lo < Infinity && compare(beyond(one), beyond(other)) < 0

const beyond = ({ counted, required }: Asked): Fraction => subtract(fraction(counted.lo), required.lo)

/** Before the first full year is over. */
const nothingAsked: Asked = {
  required: { lo: zero, hi: zero },
  counted: { lo: 0, hi: 0 },
}
