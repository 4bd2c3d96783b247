import { isSelf, type Owners, type Scope } from '../../../access/index.ts'
import { type Day, dayInZone } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import { ownersOfPersonRows, type Reach } from '../store/people-lists.ts'

export const today = (reading: Reading): Day => dayInZone(reading.now, reading.ports.zone)

/** Whose a person is: the person, employers of the day, their districts and associations, institutions of the classes taken. */
export const personOwners = async (reading: Reading, personId: string): Promise<Owners> => {
  const found = await ownersOfPersonRows(reading.tx, personId, today(reading))
  return {
    professional: [personId],
    employer: found.employers,
    district: found.districts,
    association: found.associations,
    institution: found.institutions,
  }
}

/** The scope of a list in the terms the store filters by. */
export const reachOf = (scope: Scope): Reach => {
  if (scope.all) return { all: true }
  const { employer = [], institution = [], district = [], association = [], professional = [] } = scope.owners
  return {
    all: false,
    employers: employer,
    institutions: institution,
    districts: district,
    associations: association,
    persons: professional,
  }
}

/** In whose name something about a person is said: the person, an employer, the office; jobs speak for the office. */
export const sourceOf = (reading: Reading, personId: string): 'self' | 'employer' | 'office' => {
  if (isSelf(reading.actor, personId)) return 'self'
  return reading.actor.roles.some(({ role }) => role === 'office') || reading.actor.kind === 'system'
    ? 'office'
    : 'employer'
}
