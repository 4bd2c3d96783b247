import { formatExact } from '../../kernel/exact.ts'
import { isShaped } from '../reading/cursor.ts'
import { units as form } from '../schema/condition-schema.ts'
import { statedGrain } from './grain.ts'
import { hasNone, numberFrom } from './number.ts'
import { type StepOperator, whole } from './step.ts'
import { fieldOf } from '../fields.ts'

/** The amount as the provider states it, already in units of the pack. */
export const units: StepOperator = {
  key: 'units',
  read: (at) => {
    if (!isShaped(at, form)) return null
    const source = {
      name: 'quantity.units',
      find: ({ scene }: Parameters<typeof numberFrom>[1]) => fieldOf(scene, 'quantity.units'),
    }
    return {
      apply: (_before, scene) => {
        if (hasNone(source, scene)) return { refused: 'convert.no-quantity' }
        const range = numberFrom(source, scene)
        return { flow: whole(range), given: formatExact(range.lo) }
      },
      grain: () => statedGrain,
    }
  },
}
