import {
  compare,
  divide,
  fraction,
  greater,
  parseExact,
  subtract,
  zero,
  formatExact,
  type Fraction,
} from '../../kernel/exact.ts'
import type { ClosedPeriod, Exact } from '../facts.ts'
import type { Verdict } from '../lines/line.ts'
import type { LineResult } from '../result.ts'
import type { Solved } from './solve-term.ts'

const isSame = (a: Exact | undefined, b: Fraction): boolean => {
  const read = parseExact(a)
  return read !== null && compare(read, b) === 0
}

/** Whether the frozen row says what the facts say now: then the explanation stands as it is. */
export const isAsComputed = ({ judged }: Solved, row: ClosedPeriod): boolean =>
  row.standing === judged.standing && everyVerdict(judged.verdicts).every((verdict) => agrees(verdict, row))

const everyVerdict = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.flatMap((verdict) => [
    verdict,
    ...everyVerdict(verdict.alternatives ?? []),
    ...everyVerdict(verdict.lines ?? []),
  ])

const agrees = ({ line, required, counted }: Verdict, row: ClosedPeriod): boolean => {
  if (!Object.hasOwn(row.lines, line.id)) return true
  const stated = row.lines[line.id]
  const perUnit = fraction(line.measure.perUnit)
  if (counted.lo !== counted.hi || counted.lo === Infinity) return false
  return (
    isSame(stated?.required, divide(required.lo, perUnit)) &&
    isSame(stated?.counted, divide(fraction(counted.lo), perUnit))
  )
}

/** A line as the closing row froze it; what came later is an adjustment, not a change of it. */
export const frozen = (line: LineResult, row: ClosedPeriod): LineResult => {
  const { countedHigh: _counted, requiredHigh: _required, alternatives, lines, ...rest } = line
  const inner = {
    ...(alternatives && { alternatives: alternatives.map((each) => frozen(each, row)) }),
    ...(lines && { lines: lines.map((each) => frozen(each, row)) }),
  }
  const stated = Object.hasOwn(row.lines, line.id) ? row.lines[line.id] : undefined
  const [required, counted] = [parseExact(stated?.required), parseExact(stated?.counted)]
  if (!required || !counted) return { ...line, ...inner }
  const remaining = greater(zero, subtract(required, counted))
  const standing = compare(remaining, zero) > 0 ? 'unmet' : 'met'
  return {
    ...rest,
    required: formatExact(required),
    counted: formatExact(counted),
    remaining: formatExact(remaining),
    standing,
    ...inner,
  }
}
