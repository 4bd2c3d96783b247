import type { Bilingual } from '../../../kernel/bilingual.ts'
import { dayInZone, timeInZone } from '../../../kernel/calendar.ts'
import type { RecordedEvent } from '../../../platform/events.ts'
import type { Services } from '../../../platform/services.ts'
import {
  courseOfVersion,
  factsOfClass,
  factsOfSitting,
  namesOfProgramme,
  placedIn,
  titlesOfCertificates,
  type Placed,
} from '../store/occasions.ts'
import { reachedActing, reachedPeople, type Reached } from '../store/recipients.ts'
import type { Fill, TemplateName } from '../domain/templates.ts'
import { declarationOccasions } from './declaration-occasions.ts'
import { employmentOccasions } from './employment-occasions.ts'
import type { AnyNotice, Notice } from './notify.ts'

/** What is to be told because of an event; nothing for whoever has no address. */
type Occasion = (services: Services, event: RecordedEvent) => Promise<readonly AnyNotice[]>

const text = (event: RecordedEvent, name: string): string => {
  const value = event.data[name]
  return typeof value === 'string' ? value : ''
}

/** One notice for each person reached, made of what is the same for all and what is the person's own. */
const toPeople = async <N extends TemplateName>(
  { db }: Services,
  personIds: readonly string[],
  notice: Pick<Notice<N>, 'template' | 'about'>,
  own: (person: Reached) => { fill: Fill<N>; because: string },
): Promise<AnyNotice[]> =>
  // The compiler does not see that a template and its own fill are one of the notices there are.
  (await reachedPeople(db, personIds)).map(
    (person) => ({ ...notice, ...own(person), to: mailTo(person, 'person') }) as AnyNotice,
  )

const mailTo = (
  { id, email, language }: Reached,
  kind: 'person' | 'account',
): Notice<TemplateName>['to'] => ({
  channel: 'email',
  address: email,
  language,
  recipient: { kind, id },
})

const courseDecided =
  (template: 'course-approved' | 'course-returned' | 'course-refused'): Occasion =>
  async ({ db, now, ports }, event) => {
    const course = await courseOfVersion(db, text(event, 'version'))
    if (!course) return []
    const on = dayInZone(now(), ports.zone)
    const acting = await reachedActing(db, { role: 'institution', organisationId: course.institutionId, on })
    const fill = {
      course: course.title,
      courseEn: course.titleEn,
      reason: text(event, 'reason'),
      from: text(event, 'validFrom'),
      to: text(event, 'validTo'),
    }
    return acting.map((account) => ({
      template,
      fill,
      to: mailTo(account, 'account'),
      about: event.subject,
      because: event.id,
    }))
  }

const personClassDecided: Occasion = async (services, event) => {
  const programme = await namesOfProgramme(services.db, text(event, 'programme'))
  if (!programme) return []
  return toPeople(
    services,
    [event.subject.id],
    { template: 'person-class-decided', about: event.subject },
    ({ name }) => ({
      because: event.id,
      fill: {
        name,
        class: text(event, 'class'),
        programme: programme.name,
        programmeEn: programme.nameEn,
        from: text(event, 'from'),
        reason: text(event, 'reason'),
        link: `${services.ports.publicUrl}/app`,
      },
    }),
  )
}

const enrolled: Occasion = async (services, event) => {
  const people = namesOf(event, 'people')
  const positions = event.data['positions'] as readonly [number, number] | undefined
  if (!people && !positions) return []
  const which = people ? { people } : { positions: positions as readonly [number, number] }
  const placed = await placedIn(services.db, event.subject.id, which)
  return toPlaced(services, event, placed, 'enrolment-confirmed')
}

const promoted: Occasion = async (services, event) => {
  const placed = await placedIn(services.db, event.subject.id, { people: namesOf(event, 'people') ?? [] })
  return toPlaced(services, event, placed, 'place-from-waiting-list')
}

const namesOf = (event: RecordedEvent, name: string): readonly string[] | undefined => {
  const value = event.data[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined
}

const toPlaced = async (
  services: Services,
  { subject }: RecordedEvent,
  placed: readonly Placed[],
  template: 'enrolment-confirmed' | 'place-from-waiting-list',
): Promise<readonly AnyNotice[]> => {
  const facts = await factsOfClass(services.db, subject.id)
  if (!facts) return []
  const enrolments = new Map(placed.map((one) => [one.personId, one.enrolmentId]))
  return toPeople(services, [...enrolments.keys()], { template, about: subject }, ({ id, name }) => ({
    // Of the enrolment, not of the event: two rosters a minute apart tell nobody twice.
    because: enrolments.get(id) ?? id,
    fill: {
      name,
      class: facts.name,
      classEn: facts.nameEn,
      institution: facts.institution,
      institutionEn: facts.institutionEn,
      from: facts.fromDay,
      to: facts.toDay,
      link: `${services.ports.publicUrl}/app/my-classes`,
    },
  }))
}

/** Candidates added later are told as the first were; those are not told again. */
const examArranged =
  (
    template: 'exam-arranged' | 'exam-moved' | 'exam-cancelled',
    because: (event: RecordedEvent) => string,
  ): Occasion =>
  async (services, event) => {
    const sitting = await factsOfSitting(services.db, event.subject.id)
    if (!sitting) return []
    return toPeople(services, sitting.people, { template, about: event.subject }, ({ name }) => ({
      because: because(event),
      fill: {
        name,
        exam: sitting.title,
        examEn: sitting.titleEn,
        day: dayInZone(sitting.opensAt, sitting.zone),
        time: timeInZone(sitting.opensAt, sitting.zone),
        minutes: String(sitting.durationMinutes),
        place: sitting.place,
        placeEn: sitting.placeEn,
        reason: text(event, 'reason'),
        link: `${services.ports.publicUrl}/app/my-exams`,
      },
    }))
  }

interface IssuedOne {
  readonly number: string
  readonly person: string
}

const certificatesIssued: Occasion = async (services, event) => {
  const issued = (event.data['certificates'] ?? []) as unknown as readonly IssuedOne[]
  const titles = await titlesOfCertificates(
    services.db,
    issued.map((one) => one.number),
  )
  const numbers = new Map(issued.map((one) => [one.person, one.number]))
  return toPeople(
    services,
    [...numbers.keys()],
    {
      template: event.subject.kind === 'closing' ? 'validation-issued' : 'certificate-issued',
      about: event.subject,
    },
    ({ id, name }) => {
      const number = numbers.get(id) ?? ''
      return { because: number, fill: certificateFill(services, name, number, titles.get(number)) }
    },
  )
}

const certificateChanged =
  (template: 'certificate-replaced' | 'certificate-revoked'): Occasion =>
  async (services, event) => {
    const [number, by] = [text(event, 'number'), text(event, 'by')]
    const titles = await titlesOfCertificates(services.db, [number])
    return toPeople(services, [event.subject.id], { template, about: event.subject }, ({ name }) => ({
      because: event.id,
      fill: {
        ...certificateFill(services, name, number, titles.get(number), by || number),
        by,
        cause: text(event, 'cause'),
        reason: text(event, 'reason'),
      },
    }))
  }

const certificateFill = (
  { ports }: Services,
  name: string,
  number: string,
  title: Bilingual | undefined,
  checked = number,
) => ({
  name,
  number,
  title: title?.zh ?? '',
  titleEn: title?.en ?? '',
  link: `${ports.publicUrl}/verify/${encodeURIComponent(checked)}`,
})

/** Which events are worth a message. */
export const occasions: Readonly<Record<string, Occasion>> = {
  'catalogue.courseApproved': courseDecided('course-approved'),
  'catalogue.courseReturned': courseDecided('course-returned'),
  'catalogue.courseRefused': courseDecided('course-refused'),
  ...declarationOccasions,
  ...employmentOccasions,
  'people.classDecided': personClassDecided,
  'training.peopleEnrolled': enrolled,
  'training.peoplePromoted': promoted,
  'exams.sittingCreated': examArranged('exam-arranged', (event) => event.subject.id),
  'exams.candidatesAdded': examArranged('exam-arranged', (event) => event.subject.id),
  'exams.sittingRescheduled': examArranged('exam-moved', (event) => event.id),
  'exams.sittingCancelled': examArranged('exam-cancelled', (event) => event.id),
  'certificates.certificatesIssued': certificatesIssued,
  'certificates.certificateReplaced': certificateChanged('certificate-replaced'),
  'certificates.certificateRevoked': certificateChanged('certificate-revoked'),
}
