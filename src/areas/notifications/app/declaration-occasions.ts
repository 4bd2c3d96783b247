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

const noticesFor = async (
  { db, now, ports }: Services,
  event: RecordedEvent,
  template: Template,
  to: 'person' | 'waiting',
): Promise<readonly AnyNotice[]> => {
  const facts = await factsOfDeclaration(db, event.subject.id)
  // Somebody may have acted since: nobody is told to do what is done.
  if (!facts || (to === 'waiting' && facts.step !== event.data['step'])) return []
  const on = dayInZone(now(), ports.zone)
  const { waitingRole: role, waitingFor: organisationId } = facts
  const toPerson = to === 'person' || role === 'professional'
  if (!toPerson && (role === null || organisationId === null)) return []
  const reached = toPerson
    ? await reachedPeople(db, [facts.personId])
    : await reachedActing(db, { role: role as string, organisationId: organisationId as string, on })
  const fill = {
    person: facts.person,
    title: facts.title,
    kind: facts.kind,
    kindEn: facts.kindEn,
    reason: textOf(event, 'reason'),
    until: textOf(event, 'due'),
    link: `${ports.publicUrl}/app/declarations/${event.subject.id}`,
  }
  return reached.map(({ id, email, language }) => ({
    template,
    fill,
    to: {
      channel: 'email' as const,
      address: email,
      language,
      recipient: { kind: toPerson ? ('person' as const) : ('account' as const), id },
    },
    about: event.subject,
    because: event.id,
  }))
}

const telling =
  (template: Template, to: 'person' | 'waiting'): Occasion =>
  (services, event) =>
    noticesFor(services, event, template, to)

/** Who is told of the steps of a declaration: whoever acts next, and the person of what was decided. */
export const declarationOccasions: Readonly<Record<string, Occasion>> = {
  'declarations.declarationSubmitted': telling('declaration-to-check', 'waiting'),
  'declarations.declarationChecked': telling('declaration-to-recognise', 'waiting'),
  'declarations.declarationReturned': telling('declaration-returned', 'person'),
  'declarations.declarationRefused': telling('declaration-refused', 'person'),
  'declarations.declarationRecognised': telling('declaration-recognised', 'person'),
  'declarations.declarationDue': telling('declaration-due', 'waiting'),
}
