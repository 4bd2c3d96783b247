import { child } from '../reading/cursor.ts'
import { readAmount } from './amount.ts'
import type { Line, LineOperator } from './line.ts'
import { verdictOf, wholeGrains } from './verdict.ts'

/** The sum of what the line counts reaches an amount. */
export const atLeastLine: LineOperator = {
  key: 'atLeast',
  read: (at, own, { scope }) => {
    const amount = readAmount(child(at, 'atLeast'), scope, own.measure)
    if (!amount) return null
    const line: Line = {
      ...own,
      kind: 'atLeast',
      amount,
      needs: amount.from,
      members: [],
      isRising: true,
      judge: (judging) => {
        const counted = judging.countOf(line)
        const required = judging.requiredOf(line)
        return verdictOf(line, counted, wholeGrains(required), {
          op: 'at-least',
          text: `line.${line.id}`,
          in: [counted.node, required.node],
        })
      },
    }
    return line
  },
}
