import { compare, formatExact, type Fraction, zero } from '../../kernel/exact.ts'
import type { Range } from '../range.ts'
import { child, type Cursor, fault, readExact, readList, isShaped, faultIfEmpty } from '../reading/cursor.ts'
import { row as rowForm, steps as form } from '../schema/condition-schema.ts'
import { multiplesOf } from './grain.ts'
import { hasNone, numberFrom, readSource } from './number.ts'
import { type StepOperator, whole } from './step.ts'

interface Row {
  readonly from: Fraction
  readonly gives: Fraction
}

/** `{"steps": {"of": "quantity.points", "rows": [{"from": "2000", "gives": "10"}]}}`: the highest row reached; below the first nothing. */
export const thresholds: StepOperator = {
  key: 'steps',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const source = readSource(child(at, 'of'))
    const rows = readList(child(at, 'rows'), readRow)
    if (!source) return null
    if (rows.length === 0) return faultIfEmpty(child(at, 'rows'))
    const rising = rows.every(
      (row, index) => index === 0 || compare(rows[index - 1]?.from ?? zero, row.from) < 0,
    )
    if (!rising) return fault(child(at, 'rows'), 'steps.order')
    return {
      apply: (_before, scene) => {
        if (hasNone(source, scene)) return { refused: 'convert.no-quantity' }
        const number = numberFrom(source, scene)
        return { flow: whole(reachedBy(number, rows)), given: formatExact(number.lo) }
      },
      grain: () => multiplesOf(rows.map(({ gives }) => gives)),
    }
  },
}

const readRow = (at: Cursor): Row | null => {
  if (!isShaped(at, rowForm)) return null
  const [from, gives] = [readExact(child(at, 'from')), readExact(child(at, 'gives'))]
  return from && gives ? { from, gives } : null
}

/** A step may fall as well as rise, so every row that the number may reach is looked at. */
const reachedBy = ({ lo, hi }: Range, rows: readonly Row[]): Range => {
  const base: Row = { from: zero, gives: zero }
  const possible = [base, ...rows].filter((row, index, all) => {
    const next = all[index + 1]
    return (hi === null || compare(row.from, hi) <= 0) && (!next || compare(lo, next.from) < 0)
  })
  const values = possible.map(({ gives }) => gives).toSorted(compare)
  return { lo: values[0] ?? zero, hi: values.at(-1) ?? zero }
}
