import { formatExact, fraction } from '../../kernel/exact.ts'
import { fieldOf } from '../fields.ts'
import { anything, times } from '../range.ts'
import { child, readInteger, isShaped } from '../reading/cursor.ts'
import { time as form } from '../schema/condition-schema.ts'
import { multiplesOf } from './grain.ts'
import { type StepOperator, type StepOutcome, type StepScene, total, whole } from './step.ts'

/** Taught minutes over the minutes of one hour; keeps sessions apart, so that a later step may round or cap each. */
export const time: StepOperator = {
  key: 'time',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const minutes = readInteger(child(at, 'minutes'), 1, 1440)
    if (minutes === null) return null
    const each = fraction(1, minutes)
    return {
      apply: (_before, scene) => {
        if (scene.minutes.length === 0) return untold(scene)
        return {
          flow: scene.minutes.map(({ date, range }) => ({ date, range: times(range, each) })),
          given: `${formatExact(total(scene.minutes).lo)} min`,
          by: String(minutes),
        }
      },
      grain: () => multiplesOf([each]),
    }
  },
}

/** Minutes that nobody stated are open; where another quantity was stated there are none to convert. */
const untold = ({ scene, missing }: StepScene): StepOutcome => {
  const found = fieldOf(scene, 'quantity.minutes')
  if (!found.missing) return { refused: 'convert.no-quantity' }
  missing.push(found.missing)
  return { flow: whole(anything), given: '?' }
}
