import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { totalMinutes } from '../domain/schedule.ts'
import { classDetail, sessionDetails } from '../store/class-details.ts'
import { employersIn, enrolmentOf, waitingRank } from '../store/enrolments.ts'
import { hoursTaken } from '../store/hours-taken.ts'
import { openClasses } from '../store/public-classes.ts'
import { actsFor } from './class-owners.ts'

interface Asked {
  readonly courseId?: string | undefined
  readonly field?: string | undefined
  readonly mode?: string | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export const publicClasses = query({
  name: 'training.publicClasses',
  action: 'class.see',
  load: listing,
  async reply(reading, input: Asked) {
    const limit = input.limit ?? 50
    const rows = await openClasses(reading.tx, {
      ...input,
      after: cursorParts(input.cursor, keyPart.day, keyPart.id),
      limit,
    })
    return pageOf(
      rows,
      limit,
      (row) => [row.from, row.classId],
      (row) => row,
    )
  },
})

/** A class as the public may know it: from the opening of enrolment on; before that it is its institution's own matter. */
export const readPublicClass = query({
  name: 'training.readPublicClass',
  action: 'class.see',
  async load(reading, input: { classId: string }) {
    const row = await classDetail(reading.tx, input.classId)
    return row?.opened ? { owners: {}, row } : undefined
  },
  async reply(reading, input, { row }) {
    const sessions = await sessionDetails(reading.tx, input.classId)
    const { personId } = reading.actor
    const mine = personId ? await enrolmentOf(reading.tx, input.classId, personId) : undefined
    const sent = await employersIn(reading.tx, input.classId, actsFor(reading.actor, 'employer'))
    const confirmed = row.enrolled
    const taken = personId ? await hoursTaken(reading.tx, input.classId, [personId]) : undefined
    return {
      classId: row.id,
      programmeId: row.programmeId,
      filingNumber: row.filingNumber,
      name: row.name,
      nameEn: row.nameEn,
      courseId: row.courseId,
      courseTitle: row.courseTitle,
      courseTitleEn: row.courseTitleEn,
      institutionId: row.institutionId,
      institution: row.institutionName,
      institutionEn: row.institutionNameEn,
      keyArea: { code: row.keyAreaCode, name: row.keyAreaName, nameEn: row.keyAreaNameEn },
      mode: row.mode,
      from: row.from,
      to: row.to,
      totalMinutes: totalMinutes(sessions.filter((session) => !session.cancelled)),
      feeFen: row.feeFen,
      capacity: row.capacity,
      placesLeft: Math.max(row.capacity - confirmed, 0),
      waiting: row.waiting,
      state: row.state,
      contact: row.contact,
      notes: row.notes,
      hasExam: row.hasExam,
      sessions: sessions.map(({ day, start, end, minutes, roomName, teacherName, topic, cancelled }) => ({
        day,
        start,
        end,
        minutes,
        roomName,
        teacherName,
        topic,
        cancelled,
      })),
      overlap: (personId && taken?.get(personId)) || null,
      mine: mine
        ? {
            enrolmentId: mine.id,
            state: mine.state,
            waitingPosition:
              mine.state === 'waiting' ? await waitingRank(reading.tx, input.classId, mine.position) : null,
          }
        : null,
      ownStaff: sent.length > 0,
    }
  },
})
