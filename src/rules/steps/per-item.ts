import { formatExact } from '../../kernel/exact.ts'
import { times } from '../range.ts'
import { child, readExact, isShaped } from '../reading/cursor.ts'
import { perItem as form } from '../schema/condition-schema.ts'
import { joined, multiplesOf, statedGrain } from './grain.ts'
import { hasNone, numberFrom, readSource } from './number.ts'
import { type StepOperator, whole } from './step.ts'

/** So much for each of a counted number: papers, characters in thousands, stated credits of another scheme. Integer fields count whole things. */
export const perItem: StepOperator = {
  key: 'perItem',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const source = readSource(
      at.value['of'] === undefined ? { ...at, value: 'quantity.count' } : child(at, 'of'),
    )
    const each = readExact(child(at, 'each'))
    if (!source || !each) return null
    const isWhole = ['quantity.count', 'quantity.points', 'quantity.halfDays', 'quantity.minutes'].includes(
      source.name,
    )
    return {
      apply: (_before, scene) => {
        if (hasNone(source, scene)) return { refused: 'convert.no-quantity' }
        const count = numberFrom(source, scene)
        return { flow: whole(times(count, each)), given: formatExact(count.lo) }
      },
      grain: () => (isWhole ? multiplesOf([each]) : joined(statedGrain, multiplesOf([each]))),
    }
  },
}
