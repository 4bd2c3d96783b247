import type { PackScope } from '../pack/scope.ts'
import { child, type Cursor, fault, isRecord } from '../reading/cursor.ts'
import { birthMonth } from './birth-month.ts'
import { calendarYear } from './calendar-year.ts'
import { cycle } from './cycle.ts'
import { once } from './once.ts'
import type { PeriodKind, PeriodOperator } from './period.ts'
import { rolling } from './rolling.ts'
import { shiftedYear } from './shifted-year.ts'
import { since } from './since.ts'

const operators: readonly PeriodOperator[] = [
  calendarYear,
  shiftedYear,
  cycle,
  birthMonth,
  rolling,
  since,
  once,
]
const known = new Map(operators.map((operator) => [operator.kind, operator]))

export const readPeriod = (at: Cursor, scope: PackScope): PeriodKind | null => {
  if (!isRecord(at, null, ['kind'])) return null
  const { kind } = at.value
  const operator = typeof kind === 'string' ? known.get(kind) : undefined
  if (!operator) return fault(child(at, 'kind'), 'period.unknown', { known: [...known.keys()].join(', ') })
  return operator.read(at, scope)
}
