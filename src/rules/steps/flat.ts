import { formatExact } from '../../kernel/exact.ts'
import { point } from '../range.ts'
import { readExact } from '../reading/cursor.ts'
import { multiplesOf } from './grain.ts'
import { type StepOperator, whole } from './step.ts'

/** The same amount for every activity of the rule. */
export const flat: StepOperator = {
  key: 'flat',
  read: (at) => {
    const amount = readExact(at)
    if (!amount) return null
    return {
      apply: () => ({ flow: whole(point(amount)), given: formatExact(amount) }),
      grain: () => multiplesOf([amount]),
    }
  },
}
