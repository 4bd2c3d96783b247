import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { employmentAdded, employmentEnded } from '../events.ts'
import {
  employerNamed,
  endEmploymentRow,
  insertEmployment,
  lockEmployment,
  worksFor,
} from '../store/employments.ts'
import { findPersonRow, isOf } from '../store/people.ts'
import { sourceOf } from './person-owners.ts'

const constraints = { employment_current: 'employment.already' } as const

/** Records that a person works somewhere, on the office's word; a person asks the employer instead (`requestEmployment`). */
export const addEmployment = command({
  name: 'people.addEmployment',
  action: 'employment.add',
  constraints,
  async load(unit, input: { personId: string; employerId: string; post?: string | undefined; from: string }) {
    const person = await findPersonRow(unit.tx, input.personId)
    return person ? { owners: { professional: [person.id] }, personId: person.id } : undefined
  },
  async run(unit, input, { personId }) {
    const employer = await employerNamed(unit.tx, input.employerId)
    if (!employer || employer.status === 'closed') return refuse('employment.employer-unknown')
    if (await worksFor(unit.tx, personId, employer.id)) return refuse('employment.already')
    const employmentId = newId()
    await insertEmployment(
      unit.tx,
      {
        id: employmentId,
        personId,
        employerId: employer.id,
        post: input.post?.trim() ?? '',
        fromDay: input.from,
        source: sourceOf(unit, personId),
        recordedBy: unit.actor.accountId,
      },
      unit.now,
    )
    await unit.emit(
      employmentAdded(personId, { employment: employmentId, employer: employer.id, from: input.from }),
    )
    return ok({ employmentId })
  },
})

export const endEmployment = command({
  name: 'people.endEmployment',
  action: 'employment.end',
  async load(
    unit,
    input: { personId: string; employmentId: string; on: string; reason?: string | undefined },
  ) {
    const employment = await lockEmployment(unit.tx, input.employmentId)
    const person = await findPersonRow(unit.tx, input.personId)
    if (!employment || !person || !(await isOf(unit.tx, employment.personId, person.id))) return undefined
    return {
      owners: { professional: [person.id], employer: [employment.employerId] },
      employment,
      personId: person.id,
    }
  },
  async run(unit, input, { employment, personId }) {
    if (employment.toDay !== null) return refuse('employment.ended')
    if (input.on < employment.fromDay) return refuse('employment.dates', { from: employment.fromDay })
    const reason = input.reason?.trim() ?? ''
    await endEmploymentRow(unit.tx, employment.id, input.on, reason)
    await unit.emit(
      employmentEnded(personId, {
        employment: employment.id,
        employer: employment.employerId,
        on: input.on,
        reason,
        elsewhere: !unit.actor.roles.some(
          ({ role, organisationId }) => role === 'employer' && organisationId === employment.employerId,
        ),
      }),
    )
    return ok({})
  },
})
