import type { DomainEvent } from '../../platform/events.ts'

type Facts = DomainEvent['data']

const about = (name: string, id: string, data: Facts): DomainEvent => ({
  name: `organisations.${name}`,
  subject: { kind: 'organisation', id },
  data,
})

/** The hash of what the register holds of it now. */
interface Rows {
  readonly rows: readonly string[]
}

/** What happens to organisations, as the audit trail names it. */
export const organisationRegistered = (
  id: string,
  { rows, ...data }: { kind: string; name: string } & Rows,
): DomainEvent => ({ ...about('organisationRegistered', id, data), rows })
/** An employer named on a roster for the first time; unverified until the office has looked. */
export const employerMet = (id: string, { rows, ...data }: { name: string } & Rows): DomainEvent => ({
  ...about('employerMet', id, data),
  rows,
})
export const organisationEdited = (
  id: string,
  { rows, ...data }: { before: Facts; after: Facts } & Rows,
): DomainEvent => ({ ...about('organisationEdited', id, data), rows })
export const organisationVerified = (
  id: string,
  { rows, ...data }: { creditCode: string | null } & Rows,
): DomainEvent => ({ ...about('organisationVerified', id, data), rows })
/** Rows: those that had it for their successor and now have its own. */
export const organisationClosed = (
  id: string,
  { rows, ...data }: { reason: string; successor: string | null } & Rows,
): DomainEvent => ({ ...about('organisationClosed', id, data), rows })
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
