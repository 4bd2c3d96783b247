import type { Owners, Scope } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { OrganisationKind } from '../domain/organisation-facts.ts'
import type { Reach } from '../store/organisation-lists.ts'
import { consentedAssociations } from '../store/organisations.ts'

interface Owned {
  readonly id: string
  readonly kind: OrganisationKind
  readonly districtId: string | null
}

/** Whose an organisation is: its own people, the district of its region, the associations it consented to. */
export const ownersOf = async (reading: Reading, one: Owned): Promise<Owners> => {
  const today = dayInZone(reading.now, reading.ports.zone)
  const districts = [
    ...(one.kind === 'district' ? [one.id] : []),
    ...(one.districtId ? [one.districtId] : []),
  ]
  const associations = [
    ...(one.kind === 'association' ? [one.id] : []),
    ...(await consentedAssociations(reading.tx, one.id, today)),
  ]
  return {
    district: districts,
    association: associations,
    ...(one.kind === 'office' ? { office: [one.id] } : {}),
    ...(one.kind === 'institution' ? { institution: [one.id] } : {}),
    ...(one.kind === 'employer' ? { employer: [one.id] } : {}),
    ...(one.kind === 'site' ? { invigilator: [one.id] } : {}),
  }
}

/** Who reads its memberships: its own side alone, for a member's other associations are none of an association's business. */
export const membershipReaders = (one: Pick<Owned, 'id' | 'kind'>): Owners =>
  one.kind === 'association' || one.kind === 'institution' || one.kind === 'employer'
    ? { [one.kind]: [one.id] }
    : {}

/** The scope of a list in the terms the store filters by. */
export const reachOf = (scope: Scope): Reach => {
  if (scope.all) return { all: true }
  const { district = [], association = [], institution = [], employer = [], invigilator = [] } = scope.owners
  return {
    all: false,
    // An association's list is that of its members; it is none of them.
    organisations: [...district, ...institution, ...employer, ...invigilator],
    districts: district,
    associations: association,
  }
}
