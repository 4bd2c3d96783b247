import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query } from '../../../platform/perform.ts'
import { fits } from '../domain/class-state.ts'
import { requiredMinutes } from '../domain/completion.ts'
import { provenMinutesOf, taughtMinutesOf } from '../store/attendance.ts'
import { findClass } from '../store/classes.ts'
import { findEnrolment } from '../store/enrolments.ts'
import { marksOfEnrolment, myClassRows, personName, type MyClassRow } from '../store/my-classes.ts'
import { associationsOf } from '../store/enrolments.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { actsFor } from './class-owners.ts'

/** The classes of the person who asks. */
export const myClasses = query({
  name: 'training.myClasses',
  action: 'enrolment.self',
  load: async (reading, _input: { cursor?: string | undefined; limit?: number | undefined }) => ({
    owners: { professional: reading.actor.personId ? [reading.actor.personId] : [] },
  }),
  async reply(reading, input) {
    const limit = input.limit ?? 50
    const personId = reading.actor.personId as string
    const rows = await myClassRows(reading.tx, {
      personId,
      after: cursorParts(input.cursor, keyPart.day, keyPart.id),
      limit,
      now: reading.now,
    })
    return pageOf(rows, limit, (row) => [row.from, row.enrolmentId], view)
  },
})

const view = ({ attendanceShare, ...row }: MyClassRow) => ({
  ...row,
  requiredMinutes: requiredMinutes(row.totalMinutes, attendanceShare),
  may: {
    'enrolment.withdraw':
      (row.state === 'confirmed' || row.state === 'waiting') && fits('withdrawOneself', row.classState),
  },
})

/** One enrolment's attendance session by session, for the person, whoever sent them, and those who see the class. */
export const enrolmentAttendance = query({
  name: 'training.myAttendance',
  action: 'enrolment.read',
  async load(reading, input: { enrolmentId: string }) {
    const enrolment = await findEnrolment(reading.tx, input.enrolmentId)
    const found = enrolment && (await findClass(reading.tx, enrolment.classId))
    if (!enrolment || !found) return undefined
    const today = dayInZone(reading.now, found.zone)
    return {
      owners: {
        office: [found.officeId],
        institution: [found.institutionId],
        district: found.districtId ? [found.districtId] : [],
        association: await associationsOf(
          reading.tx,
          found.institutionId,
          actsFor(reading.actor, 'association'),
          today,
        ),
        employer: enrolment.employerId ? [enrolment.employerId] : [],
        professional: [enrolment.personId],
      },
      class: found,
      enrolment,
    }
  },
  async reply(reading, _input, { class: found, enrolment }) {
    const total = await taughtMinutesOf(reading.tx, found.id)
    const marks = await marksOfEnrolment(reading.tx, found.id, enrolment.id)
    const proven = await provenMinutesOf(reading.tx, found.id, [enrolment.id])
    return {
      enrolmentId: enrolment.id,
      personId: enrolment.personId,
      name: await personName(reading.tx, enrolment.personId),
      classId: found.id,
      className: found.name,
      classNameEn: found.nameEn,
      attendedMinutes: proven.get(enrolment.id) ?? 0,
      totalMinutes: total,
      requiredMinutes: requiredMinutes(total, found.attendanceShare),
      sessions: marks.map((mark) => ({ ...mark, correctedAt: mark.correctedAt?.toISOString() ?? null })),
    }
  },
})
