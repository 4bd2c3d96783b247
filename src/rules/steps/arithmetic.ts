import type { Fraction } from '../../kernel/exact.ts'
import { formatExact } from '../../kernel/exact.ts'
import { larger, less, plus as add, point, type Range, smaller, times as scale } from '../range.ts'
import { readExact } from '../reading/cursor.ts'
import { type Grain, joined, multiplesOf, scaled } from './grain.ts'
import { type Flow, type StepOperator, total, whole } from './step.ts'

const withNumber = (
  key: string,
  apply: (flow: Flow, number: Fraction) => Flow,
  grain: (before: Grain, number: Fraction) => Grain,
): StepOperator => ({
  key,
  read: (at) => {
    const number = readExact(at)
    if (!number) return null
    return {
      apply: (before) => ({ flow: apply(before, number), given: formatExact(total(before).lo) }),
      grain: (before) => grain(before, number),
    }
  },
})

const onTotal =
  (change: (total: Range, number: Range) => Range) =>
  (flow: Flow, number: Fraction): Flow =>
    whole(change(total(flow), point(number)))

const alsoMultiples = (before: Grain, number: Fraction): Grain => joined(before, multiplesOf([number]))

/** A factor: teaching three times over, foreign-language papers twice. */
export const times = withNumber(
  'times',
  (flow, number) => flow.map((part) => ({ ...part, range: scale(part.range, number) })),
  scaled,
)
export const plus = withNumber('plus', onTotal(add), alsoMultiples)
/** Never below zero. */
export const minus = withNumber('minus', onTotal(less), alsoMultiples)
/** The cap of one activity. */
export const atMost = withNumber('atMost', onTotal(smaller), alsoMultiples)
export const atLeast = withNumber('atLeast', onTotal(larger), alsoMultiples)
