import type { DomainEvent } from '../../platform/events.ts'

type Data = DomainEvent['data']

const about = (name: string, personId: string, data: Data): DomainEvent => ({
  name: `people.${name}`,
  subject: { kind: 'person', id: personId },
  data,
})

/** A list was gone through: ids of those put on record, and how many were recognised. Stands at the class or employer. */
export const peopleRecorded = (
  subject: { readonly kind: string; readonly id: string },
  {
    rows,
    ...data
  }: { source: string; added: readonly string[]; recognised: number; rows: readonly string[] },
): DomainEvent => ({ name: 'people.peopleRecorded', subject, data, rows })

export const personRegistered = (id: string, data: { found: boolean; phoneProved: boolean }): DomainEvent =>
  about('personRegistered', id, data)
/** Names stay out of the trail's data: the record itself keeps the former one. */
export const personRenamed = (id: string, data: { reason: string }): DomainEvent =>
  about('personRenamed', id, data)
export const contactsEdited = (id: string, data: { fields: readonly string[] }): DomainEvent =>
  about('contactsEdited', id, data)
/** A sensitive read: who saw the whole number, and for what. */
export const identityUnmasked = (id: string, data: { purpose: string }): DomainEvent =>
  about('identityUnmasked', id, data)
/** A sensitive read: somebody typed a whole number and was told whose it is. */
export const personFound = (id: string): DomainEvent => about('personFound', id, {})
export const identityReplaced = (
  id: string,
  { rows, ...data }: { kind: string; reason: string; rows: readonly string[] },
): DomainEvent => ({ ...about('identityReplaced', id, data), rows })
/** `unasked`: an employer took somebody on who was on record already, and who has to be told. */
export const employmentAdded = (
  id: string,
  data: { employment: string; employer: string; from: string; unasked?: true },
): DomainEvent => about('employmentAdded', id, data)
/** `elsewhere`: not by the employer that is left, which has to be told. */
export const employmentEnded = (
  id: string,
  data: { employment: string; employer: string; on: string; reason: string; elsewhere: boolean },
): DomainEvent => about('employmentEnded', id, data)
export const employmentRequested = (
  id: string,
  data: { request: string; employer: string; from: string },
): DomainEvent => about('employmentRequested', id, data)
export const employmentRequestAccepted = (
  id: string,
  data: { request: string; employer: string; from: string },
): DomainEvent => about('employmentRequestAccepted', id, data)
export const employmentRequestRefused = (
  id: string,
  data: { request: string; employer: string; reason: string },
): DomainEvent => about('employmentRequestRefused', id, data)
export const employmentRequestWithdrawn = (
  id: string,
  data: { request: string; employer: string },
): DomainEvent => about('employmentRequestWithdrawn', id, data)
/** The employer that was left has taken note. */
export const departureNoted = (id: string, data: { request: string; employer: string }): DomainEvent =>
  about('departureNoted', id, data)
export const evidenceRecorded = (
  id: string,
  data: { evidence: string; facts: Data; from: string },
): DomainEvent => about('evidenceRecorded', id, data)
export const evidenceChecked = (id: string, data: { evidence: string }): DomainEvent =>
  about('evidenceChecked', id, data)
export const holdingRecorded = (
  id: string,
  data: { holding: string; kind: string; facts: Data; from: string; basis: string },
): DomainEvent => about('holdingRecorded', id, data)
/** `to`: the last day on which it was held; null: never. */
export const holdingEnded = (
  id: string,
  data: { holding: string; to: string | null; reason: string },
): DomainEvent => about('holdingEnded', id, data)
/** Both are one from here on; the names stay on the two records. */
export const personMerged = (
  id: string,
  data: { merge: string; absorbed: string; reason: string; accepted: readonly string[] },
): DomainEvent => about('personMerged', id, data)
export const personMergeUndone = (
  id: string,
  data: { merge: string; absorbed: string; reason: string },
): DomainEvent => about('personMergeUndone', id, data)
export const classProposedFor = (id: string, data: { programme: string; class: string }): DomainEvent =>
  about('classProposed', id, data)
export const classDecided = (
  id: string,
  data: { programme: string; class: string; from: string; proposed: string | null; reason: string },
): DomainEvent => about('classDecided', id, data)
