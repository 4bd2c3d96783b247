import { type Cursor, readChoice } from '../reading/cursor.ts'
import { type Found, missingOfDeed, type Scene } from '../scene.ts'
import { type AllocateOperator, wholePortion } from './allocate.ts'

const days = ['completion', 'start', 'registration', 'recognition'] as const
export type DayOf = (typeof days)[number]

/** The day of an activity that a way of allocating goes by. */
export const dayOf: Readonly<Record<DayOf, (scene: Scene) => Found>> = {
  completion: ({ deed, asAt }) => ({ value: deed?.completedOn ?? asAt }),
  start: ({ deed, asAt }) => ({ value: deed?.from ?? asAt }),
  recognition: ({ deed, asAt }) =>
    deed?.claimMissing ? { missing: deed.claimMissing } : { value: deed?.claimOn ?? asAt },
  registration: ({ deed, asAt }) => {
    if (!deed) return { value: asAt }
    const { registeredOn } = deed.source
    return registeredOn === undefined
      ? { missing: missingOfDeed(deed, 'registeredOn') }
      : { value: registeredOn }
  },
}

export const readDayOf = (at: Cursor): DayOf | null =>
  at.value === undefined ? 'completion' : readChoice(at, days)

/** Serves the period in which it was completed, begun, registered or recognised. */
export const byDay: readonly AllocateOperator[] = days.map((by) => ({
  by,
  read: () => ({ choice: null, day: dayOf[by], portion: wholePortion }),
}))
