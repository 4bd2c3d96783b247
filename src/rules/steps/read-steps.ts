import type { PackScope, Measure } from '../pack/scope.ts'
import { child, type Cursor, fault, isRecord, readList, readText, faultIfEmpty } from '../reading/cursor.ts'
import { atLeast, atMost, minus, plus, times } from './arithmetic.ts'
import { daysStep } from './days.ts'
import { flat } from './flat.ts'
import { fullDates } from './full-dates.ts'
import { perDate } from './per-date.ts'
import { perItem } from './per-item.ts'
import { rank } from './rank.ts'
import { round } from './round.ts'
import type { Step, StepOperator, StepReading } from './step.ts'
import { caseOf, highestOf, sumOf } from './sub-steps.ts'
import { table } from './table.ts'
import { thresholds } from './thresholds.ts'
import { time } from './time.ts'
import { units } from './units.ts'

const operators: readonly StepOperator[] = [
  time,
  units,
  daysStep,
  fullDates,
  flat,
  perItem,
  thresholds,
  table,
  rank,
  times,
  plus,
  minus,
  atMost,
  atLeast,
  perDate,
  round,
  highestOf,
  sumOf,
  caseOf,
]
const known = new Map(operators.map((operator) => [operator.key, operator]))

/** Reads a chain of steps: `[{"time": {...}}, {"round": {...}, "clause": "…"}]`. */
export const readSteps = (at: Cursor, scope: PackScope, measure: Measure): readonly Step[] => {
  const reading: StepReading = { scope, measure, readSteps: (place) => readSteps(place, scope, measure) }
  if (!Array.isArray(at.value) || at.value.length === 0) {
    faultIfEmpty(at)
    return []
  }
  return readList(at, (item) => readStep(item, reading))
}

const readStep = (at: Cursor, reading: StepReading): Step | null => {
  if (!isRecord(at, null)) return null
  const keys = Object.keys(at.value).filter((key) => key !== 'clause')
  const [key] = keys
  const operator = key === undefined ? undefined : known.get(key)
  if (key === undefined || keys.length !== 1) return fault(at, 'step.form')
  if (!operator)
    return fault(child(at, key), 'step.unknown', { step: key, known: [...known.keys()].join(', ') })
  const step = operator.read(child(at, key), reading)
  const clause = at.value['clause'] === undefined ? null : readClause(child(at, 'clause'), reading.scope)
  return step && { ...step, op: key, ...(clause !== null && { clause }) }
}

/** A clause that the pack or a layer beneath it declares. */
export const readClause = (at: Cursor, scope: PackScope): string | null => {
  const clause = readText(at)
  return clause !== null && !scope.clauses.has(clause) ? fault(at, 'clause.unknown', { clause }) : clause
}
