import { dayInZone } from '../../../kernel/calendar.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { survivorsOf } from '../../people/index.ts'
import { knownPeople, staffOf } from '../store/enrolments.ts'
import { hoursTaken } from '../store/hours-taken.ts'
import { actsFor } from './class-owners.ts'
import { classToEnrolIn, enrol } from './enrol.ts'

export interface PeopleToEnrol {
  readonly classId: string
  readonly personIds: readonly string[]
  readonly employerId?: string | undefined
}

/**
 * Enrols people on record. An employer sends its own staff and nobody else's; the institution and the office anybody,
 * with the employer they name.
 */
export const enrolPeople = command({
  name: 'training.enrolPeople',
  action: 'enrolment.add',
  load: (unit, input: PeopleToEnrol) => classToEnrolIn(unit, input.classId),
  async run(unit, input, { owners, class: found }) {
    const employers = owners.employer ?? []
    const insider =
      unit.actor.kind === 'system' ||
      actsFor(unit.actor, 'institution').includes(found.institutionId) ||
      actsFor(unit.actor, 'office').includes(found.officeId)
    const employerId = insider
      ? (input.employerId ?? null)
      : (employers.find((id) => id === input.employerId) ?? employers[0] ?? null)
    const survivors = await survivorsOf(unit, input.personIds)
    const personIds = [...new Set(input.personIds.map((id) => survivors.get(id) ?? id))]
    if (insider) {
      const known = await knownPeople(unit.tx, personIds)
      const unknown = personIds.length - known.size
      if (unknown > 0) return refuse('enrolment.person-unknown', { count: unknown })
    } else {
      // Not asked whether they are on record: an employer does not learn who else is.
      const today = dayInZone(unit.now, found.zone)
      const staff = employerId ? await staffOf(unit.tx, employerId, personIds, today) : new Set()
      const strangers = personIds.length - staff.size
      if (strangers > 0) return refuse('enrolment.not-own-staff', { count: strangers })
    }
    const people = personIds.map((personId) => ({ personId, employerId }))
    const enrolled = await enrol(unit, found.id, people, 'nomination')
    if (!enrolled.ok) return enrolled
    const { confirmed, waiting, already } = enrolled.value
    const taken = await hoursTaken(unit.tx, found.id, personIds)
    const overlaps = personIds.flatMap((personId) => {
      const hours = taken.get(personId)
      return hours ? [{ personId, day: hours.day, start: hours.start, end: hours.end }] : []
    })
    return ok({ confirmed, waiting, already, overlaps })
  },
})
