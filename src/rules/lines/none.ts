import { fraction } from '../../kernel/exact.ts'
import { readPredicate } from '../predicates/read-predicate.ts'
import { child } from '../reading/cursor.ts'
import { sumFigure } from '../trace/draft.ts'
import { itemMeasure } from './items.ts'
import type { Line, LineOperator } from './line.ts'

/** Something that must not occur. The only kind of line that more activities can turn from met. */
export const noneLine: LineOperator = {
  key: 'none',
  read: (at, own, { scope }) => {
    const when = readPredicate(child(at, 'none'), scope)
    if (!when) return null
    const line: Line = {
      ...own,
      measure: itemMeasure,
      kind: 'none',
      bans: when,
      amount: null,
      needs: [],
      members: [],
      isRising: false,
      judge: (judging) => {
        const found = sumFigure(judging.doneBy(line, when), `found.${line.id}`, itemMeasure.unit)
        const standing = found.lo === 0 ? 'met' : found.hi > 0 ? 'unmet' : 'undetermined'
        return {
          line,
          standing,
          required: { lo: fraction(0), hi: fraction(0) },
          counted: { lo: found.lo, hi: found.hi },
          remaining: fraction(0),
          node: {
            op: 'none',
            text: `line.${line.id}`,
            ...(line.clause !== undefined && { clause: line.clause }),
            in: [found.node],
            out: standing,
          },
        }
      },
    }
    return line
  },
}
