import { readPredicate } from '../predicates/read-predicate.ts'
import { child, isPresent, readInteger } from '../reading/cursor.ts'
import { figure, sumFigure } from '../trace/draft.ts'
import { itemMeasure } from './items.ts'
import type { Line, LineOperator } from './line.ts'
import { verdictOf, wholeGrains } from './verdict.ts'

/** A stated thing done, or `times` of it: the year's public subject, an ethics course, a paper as first author. */
export const specificLine: LineOperator = {
  key: 'specific',
  read: (at, own, { scope }) => {
    const when = readPredicate(child(at, 'specific'), scope)
    const times = isPresent(child(at, 'times')) ? readInteger(child(at, 'times'), 1, 1000) : 1
    if (!when || times === null) return null
    const line: Line = {
      ...own,
      measure: itemMeasure,
      kind: 'specific',
      thing: when,
      amount: null,
      needs: [],
      members: [],
      isRising: true,
      judge: (judging) => {
        const done = sumFigure(judging.doneBy(line, when), `done.${line.id}`, itemMeasure.unit)
        const clause = line.clause === undefined ? {} : { clause: line.clause }
        const required = figure(times, times, {
          op: 'const',
          text: `required.${line.id}`,
          ...clause,
          unit: itemMeasure.unit,
        })
        return verdictOf(line, done, wholeGrains(required), {
          op: 'at-least',
          text: `line.${line.id}`,
          in: [done.node, required.node],
        })
      },
    }
    return line
  },
}
