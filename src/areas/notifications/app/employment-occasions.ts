import { dayInZone } from '../../../kernel/calendar.ts'
import type { RecordedEvent } from '../../../platform/events.ts'
import type { Services } from '../../../platform/services.ts'
import { namesOfEmployment } from '../store/occasions.ts'
import { reachedActing, reachedPeople } from '../store/recipients.ts'
import type { AnyNotice } from './notify.ts'

/**
 * Whoever acts for the employer that was left is told, unless it ended the employment itself: a person who goes to another
 * employer is let in there, and the old one would only find a line on a screen it may not open.
 */
const staffLeft = async (
  { db, now, ports }: Services,
  { id, subject, data }: RecordedEvent,
): Promise<readonly AnyNotice[]> => {
  if (data['elsewhere'] !== true) return []
  const employerId = String(data['employer'])
  const names = await namesOfEmployment(db, subject.id, employerId)
  if (!names) return []
  const on = dayInZone(now(), ports.zone)
  const reached = await reachedActing(db, { role: 'employer', organisationId: employerId, on })
  const fill = {
    ...names,
    day: String(data['on']),
    reason: typeof data['reason'] === 'string' ? data['reason'] : '',
    link: `${ports.publicUrl}/app/employment-requests`,
  }
  return reached.map(({ id: accountId, email, language }) => ({
    template: 'staff-left',
    fill,
    to: { channel: 'email', address: email, language, recipient: { kind: 'account', id: accountId } },
    about: subject,
    because: id,
  }))
}

/** A person on record whom an employer took on: they did not ask for it, so they are told, where they have an address. */
const staffJoined = async (
  { db, ports }: Services,
  { id, subject, data }: RecordedEvent,
): Promise<readonly AnyNotice[]> => {
  if (data['unasked'] !== true) return []
  const names = await namesOfEmployment(db, subject.id, String(data['employer']))
  if (!names) return []
  const fill = { ...names, day: String(data['from']), link: `${ports.publicUrl}/app` }
  return (await reachedPeople(db, [subject.id])).map(({ id: personId, email, language }) => ({
    template: 'staff-joined',
    fill,
    to: { channel: 'email', address: email, language, recipient: { kind: 'person', id: personId } },
    about: subject,
    because: id,
  }))
}

export const employmentOccasions = {
  'people.employmentAdded': staffJoined,
  'people.employmentEnded': staffLeft,
} as const
