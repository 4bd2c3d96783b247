import { compare, type Fraction, fraction, multiply, one } from '../../kernel/exact.ts'
import { child, fault, isPresent, readChoice, readExact, readText } from '../reading/cursor.ts'
import type { Line, LineOperator } from './line.ts'
import { verdictOf } from './verdict.ts'

const timesGrains = (share: Fraction, grains: number): Fraction =>
  multiply(share, fraction(grains === Infinity ? Number.MAX_SAFE_INTEGER : grains))

/**
 * A part of what another line requires, so that credit beyond the requirement never hurts; with `"of": "counted"` a part
 * of what that line counts, where more credit of another kind can turn met into unmet.
 */
export const shareLine: LineOperator = {
  key: 'share',
  read: (at, own) => {
    const share = readExact(child(at, 'share'))
    const ofLine = readText(child(at, 'ofLine'))
    const of = isPresent(child(at, 'of')) ? readChoice(child(at, 'of'), ['required', 'counted']) : 'required'
    if (!share || ofLine === null || !of) return null
    if (share.bottom > 1_000_000n) return fault(child(at, 'share'), 'number.range', { most: 1_000_000 })
    if (compare(share, one) > 0) return fault(child(at, 'share'), 'share.above-one')
    const line: Line = {
      ...own,
      kind: 'share',
      amount: null,
      part: { of: share, line: ofLine, base: of },
      needs: [ofLine],
      members: [],
      isRising: of === 'required',
      judge: (judging) => {
        const other = judging.lineById(ofLine)
        if (!other) throw new Error(`line ${own.id} refers to ${ofLine}, which the compiler has not found`)
        const counted = judging.countOf(line)
        const base = of === 'required' ? judging.requiredOf(other) : judging.countOf(other, line)
        const required = { lo: timesGrains(share, base.lo), hi: timesGrains(share, base.hi) }
        return verdictOf(line, counted, required, {
          op: 'share',
          text: `line.${line.id}`,
          in: [counted.node, base.node],
          args: { num: Number(share.top), den: Number(share.bottom) },
        })
      },
    }
    return line
  },
}
