import type { Reading } from '../../../platform/perform.ts'
import { organisationsById } from '../../organisations/index.ts'
import type { SendingEmployer } from '../domain/roster-staff.ts'
import type { ClassFacts } from '../store/classes.ts'
import { actsFor } from './class-owners.ts'

/** Acts for the class's institution or its office, or is the system itself. */
const isInsider = (reading: Reading, found: Pick<ClassFacts, 'institutionId' | 'officeId'>): boolean =>
  reading.actor.kind === 'system' ||
  actsFor(reading.actor, 'institution').includes(found.institutionId) ||
  actsFor(reading.actor, 'office').includes(found.officeId)

/** The employer whose people a roster may hold; `null` where the institution or the office sends it: anybody's. */
export const sendingEmployer = async (
  reading: Reading,
  found: Pick<ClassFacts, 'institutionId' | 'officeId'>,
): Promise<SendingEmployer | null> => {
  const [employerId] = isInsider(reading, found) ? [] : actsFor(reading.actor, 'employer')
  if (employerId === undefined) return null
  const employer = (await organisationsById(reading.tx, [employerId])).get(employerId)
  return employer ? { id: employer.id, name: employer.name } : null
}
