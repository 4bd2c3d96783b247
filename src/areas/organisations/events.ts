import type { DomainEvent } from '../../platform/events.ts'

type Facts = DomainEvent['data']

const about = (name: string, id: string, data: Facts): DomainEvent => ({
  name: `organisations.${name}`,
  subject: { kind: 'organisation', id },
  data,
})

/** What happens to organisations, as the audit trail names it. */
export const organisationRegistered = (id: string, data: { kind: string; name: string }): DomainEvent =>
  about('organisationRegistered', id, data)
/** An employer named on a roster for the first time; unverified until the office has looked. */
export const employerMet = (id: string, data: { name: string }): DomainEvent => about('employerMet', id, data)
export const organisationEdited = (id: string, data: { before: Facts; after: Facts }): DomainEvent =>
  about('organisationEdited', id, data)
export const organisationVerified = (id: string, data: { creditCode: string | null }): DomainEvent =>
  about('organisationVerified', id, data)
export const organisationClosed = (
  id: string,
  data: { reason: string; successor: string | null },
): DomainEvent => about('organisationClosed', id, data)
export const organisationReopened = (id: string): DomainEvent => about('organisationReopened', id, {})
export const roomAdded = (id: string, data: { room: string; name: string; seats: number }): DomainEvent =>
  about('roomAdded', id, data)
export const roomEdited = (id: string, data: { room: string; before: Facts; after: Facts }): DomainEvent =>
  about('roomEdited', id, data)
/** Membership events stand at the member, whose consent they are about. */
export const membershipProposed = (
  member: string,
  data: { membership: string; association: string; from: string },
): DomainEvent => about('membershipProposed', member, data)
export const membershipConsented = (
  member: string,
  data: { membership: string; association: string; document: string },
): DomainEvent => about('membershipConsented', member, data)
export const membershipDeclined = (
  member: string,
  data: { membership: string; association: string; reason: string },
): DomainEvent => about('membershipDeclined', member, data)
export const membershipEnded = (
  member: string,
  data: { membership: string; association: string; on: string; reason: string },
): DomainEvent => about('membershipEnded', member, data)
