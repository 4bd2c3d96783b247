import { child, readFlag, readInteger } from '../reading/cursor.ts'
import type { AllocateOperator } from './allocate.ts'
import { dayOf } from './day-of.ts'

/** The oldest period within `lookback` that is short takes what it lacks (with `whole` the entry entire) before the entry serves its own. */
export const shortageFirst: AllocateOperator = {
  by: 'shortageFirst',
  read: (at) => {
    const lookback = readInteger(child(at, 'lookback'), 1, 50)
    const whole = child(at, 'whole').value === undefined ? false : readFlag(child(at, 'whole'))
    if (lookback === null || whole === null) return null
    return { choice: null, day: dayOf.completion, portion: { kind: 'shortageFirst', lookback, whole } }
  },
}
