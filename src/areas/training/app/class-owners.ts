import { ownPersonIds, type Actor, type Owners, type Role } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import { fits, type ClassState } from '../domain/class-state.ts'
import { associationsOf, employersIn, enrolmentOf } from '../store/enrolments.ts'

interface OwnedClass {
  readonly id: string
  readonly officeId: string
  readonly institutionId: string
  readonly districtId: string | null
  readonly state: ClassState
  /** Enrolment was opened to the public at some time: a closed group never is. */
  readonly opened: boolean
}

/** Organisations the actor acts for in a role. */
export const actsFor = (actor: Actor, role: Role): string[] =>
  actor.roles.flatMap((held) => (held.role === role && held.organisationId ? [held.organisationId] : []))

/**
 * Whose a class is, as far as it concerns the one who asks: a class of thousands is not read through to say that one
 * employer has people in it.
 */
export const classOwners = async (reading: Reading, one: OwnedClass): Promise<Owners> => {
  const { actor, tx } = reading
  const today = dayInZone(reading.now, reading.ports.zone)
  const mine = actor.personId ? await enrolmentOf(tx, one.id, actor.personId) : undefined
  return {
    office: [one.officeId],
    institution: [one.institutionId],
    district: one.districtId ? [one.districtId] : [],
    association: await associationsOf(tx, one.institutionId, actsFor(actor, 'association'), today),
    employer: await employersIn(tx, one.id, actsFor(actor, 'employer')),
    professional: mine ? ownPersonIds(actor) : [],
  }
}

/** Who may put people into a class: its institution, and once enrolment is open every employer its own staff. */
export const enrollers = (actor: Actor, one: OwnedClass): Owners => ({
  office: [one.officeId],
  institution: [one.institutionId],
  employer: one.opened && fits('addFromOutside', one.state) ? actsFor(actor, 'employer') : [],
})
