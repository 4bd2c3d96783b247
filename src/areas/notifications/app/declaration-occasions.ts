import { dayInZone } from '../../../kernel/calendar.ts'
import type { RecordedEvent } from '../../../platform/events.ts'
import type { Services } from '../../../platform/services.ts'
import { factsOfDeclaration } from '../store/occasions.ts'
import { reachedActing, reachedPeople } from '../store/recipients.ts'
import type { AnyNotice } from './notify.ts'

type Template = Extract<AnyNotice['template'], `declaration-${string}`>
type Occasion = (services: Services, event: RecordedEvent) => Promise<readonly AnyNotice[]>

const textOf = (event: RecordedEvent, name: string): string => {
  const value = event.data[name]
  return typeof value === 'string' ? value : ''
}

/** `person`: whose it is. `waiting`: whoever acts next. `office`: that of the programme, of what was submitted and waits for others. */
type To = 'person' | 'waiting' | 'office'

const noticesFor = async (
  { db, now, ports }: Services,
  event: RecordedEvent,
  template: Template,
  to: To,
  onRecord: boolean,
): Promise<readonly AnyNotice[]> => {
  const facts = await factsOfDeclaration(db, event.subject.id)
  // Somebody may have acted since: nobody is told to do what is done.
  if (!facts || (to !== 'person' && facts.step !== event.data['step'])) return []
  const { waitingRole, waitingFor, officeId, submitted } = facts
  if (to === 'office' && (!submitted || waitingRole === 'office')) return []
  const [role, organisationId] = to === 'office' ? ['office', officeId] : [waitingRole, waitingFor]
  const toPerson = to === 'person' || role === 'professional'
  if (!toPerson && (role === null || organisationId === null)) return []
  const on = dayInZone(now(), ports.zone)
  const reached = toPerson
    ? await reachedPeople(db, [facts.personId])
    : await reachedActing(db, { role: role as string, organisationId: organisationId as string, on })
  const fill = {
    person: facts.person,
    title: facts.title,
    kind: facts.kind,
    kindEn: facts.kindEn,
    reason: textOf(event, 'reason'),
    waiting: facts.waiting,
    waitingEn: facts.waitingEn,
    until: textOf(event, 'due'),
    link: `${ports.publicUrl}/app/declarations/${event.subject.id}`,
  }
  const notice = { template, fill, about: event.subject, because: event.id }
  const unreached = {
    ...notice,
    to: {
      channel: 'email' as const,
      address: '',
      language: 'zh' as const,
      recipient: toPerson
        ? { kind: 'person' as const, id: facts.personId }
        : { kind: 'organisation' as const, id: organisationId as string },
    },
  }
  // A reminder that the trail tells of is among the messages too, be it as one that nobody could be sent.
  if (reached.length === 0) return onRecord ? [unreached] : []
  return reached.map(({ id, email, language }) => ({
    ...notice,
    to: {
      channel: 'email' as const,
      address: email,
      language,
      recipient: { kind: toPerson ? ('person' as const) : ('account' as const), id },
    },
  }))
}

const telling =
  (template: Template, to: To): Occasion =>
  (services, event) =>
    noticesFor(services, event, template, to, false)

/** Every reminder has a message, the office’s beside that of whoever it waits for. */
const reminding =
  (...tellings: readonly (readonly [Template, To])[]): Occasion =>
  async (services, event) =>
    (
      await Promise.all(tellings.map(([template, to]) => noticesFor(services, event, template, to, true)))
    ).flat()

/** Who is told of the steps of a declaration: whoever acts next, and the person of what was decided. */
export const declarationOccasions: Readonly<Record<string, Occasion>> = {
  'declarations.declarationSubmitted': telling('declaration-to-check', 'waiting'),
  'declarations.declarationChecked': telling('declaration-to-recognise', 'waiting'),
  'declarations.declarationReturned': telling('declaration-returned', 'person'),
  'declarations.declarationRefused': telling('declaration-refused', 'person'),
  'declarations.declarationRecognised': telling('declaration-recognised', 'person'),
  'declarations.declarationDue': reminding(['declaration-due', 'waiting']),
  'declarations.declarationOverdue': reminding(
    ['declaration-overdue', 'waiting'],
    ['declaration-overdue-elsewhere', 'office'],
  ),
}
