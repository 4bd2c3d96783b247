import { readPredicate } from '../predicates/read-predicate.ts'
import { child } from '../reading/cursor.ts'
import { figure } from '../trace/draft.ts'
import { isUnknown } from '../truth.ts'
import { itemMeasure } from './items.ts'
import type { Line, LineOperator } from './line.ts'
import { verdictOf, wholeGrains } from './verdict.ts'

/** A fact that must be so: a portfolio declared, a fee paid, an outcome stated. */
export const conditionLine: LineOperator = {
  key: 'condition',
  read: (at, own, { scope }) => {
    const condition = readPredicate(child(at, 'condition'), scope)
    if (!condition) return null
    const line: Line = {
      ...own,
      measure: itemMeasure,
      kind: 'condition',
      amount: null,
      needs: [],
      members: [],
      isRising: true,
      judge: (judging) => {
        const truth = condition.test(judging.scene)
        if (isUnknown(truth)) judging.note(line, truth.missing)
        const clause = line.clause === undefined ? {} : { clause: line.clause }
        const so = figure(truth === true ? 1 : 0, truth === false ? 0 : 1, {
          op: 'fact',
          text: `fact.${line.id}`,
          ...clause,
          unit: itemMeasure.unit,
        })
        const required = figure(1, 1, {
          op: 'const',
          text: `required.${line.id}`,
          ...clause,
          unit: itemMeasure.unit,
        })
        return verdictOf(line, so, wholeGrains(required), {
          op: 'at-least',
          text: `line.${line.id}`,
          in: [so.node, required.node],
        })
      },
    }
    return line
  },
}
