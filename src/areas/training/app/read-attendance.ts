import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query } from '../../../platform/perform.ts'
import { provenMinutesOf } from '../store/attendance.ts'
import {
  correctionRows,
  markRows,
  matrixRows,
  type CorrectionRow,
  type MarkRow,
  type MatrixRow,
} from '../store/attendance-lists.ts'
import { sessionDetails, type SessionDetailRow } from '../store/class-details.ts'
import { classMay } from './class-may.ts'
import { classToRead } from './list-enrolments.ts'
import { sessionToRead } from './session-to-act-on.ts'
import { sessionView } from './session-view.ts'

interface Paged {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** One session's sheet: names in seating order with what is recorded. */
export const readAttendance = query({
  name: 'training.readAttendance',
  action: 'attendance.read',
  load: (reading, input: { sessionId: string } & Paged) => sessionToRead(reading, input.sessionId),
  async reply(reading, input, { owners, class: found, session }) {
    const limit = input.limit ?? 500
    const [detail] = await sessionDetails(reading.tx, found.id, session.id)
    const [afterSeat = 0] = cursorParts(input.cursor, keyPart.seat) ?? []
    const rows = await markRows(reading.tx, { classId: found.id, sessionId: session.id, afterSeat, limit })
    return {
      session: sessionView(detail as SessionDetailRow, found.zone, reading.now),
      classId: found.id,
      className: found.name,
      classNameEn: found.nameEn,
      classState: found.state,
      revision: session.attendanceRevision,
      ...pageOf(
        rows,
        limit,
        (row) => [row.seat],
        (row: MarkRow) => row,
      ),
      may: classMay(reading, owners, found),
    }
  },
})

export const listCorrections = query({
  name: 'training.listCorrections',
  action: 'attendance.read',
  load: (reading, input: { classId: string; sessionId?: string | undefined } & Paged) =>
    classToRead(reading, input.classId),
  async reply(reading, input) {
    const limit = input.limit ?? 50
    const { classId, sessionId } = input
    const rows = await correctionRows(reading.tx, {
      classId,
      sessionId,
      before: cursorParts(input.cursor, keyPart.id)?.[0],
      limit,
    })
    const view = (row: CorrectionRow) => ({ ...row, at: row.at.toISOString() })
    return pageOf(rows, limit, (row) => [row.id], view)
  },
})

/** The whole class: people down, sessions across. */
export const attendanceMatrix = query({
  name: 'training.attendanceMatrix',
  action: 'attendance.read',
  load: (reading, input: { classId: string } & Paged) => classToRead(reading, input.classId),
  async reply(reading, input) {
    const limit = input.limit ?? 50
    const sessions = (await sessionDetails(reading.tx, input.classId)).filter((session) => !session.cancelled)
    const rows = await matrixRows(reading.tx, {
      classId: input.classId,
      afterSeat: cursorParts(input.cursor, keyPart.seat)?.[0] ?? 0,
      limit,
    })
    const proven = await provenMinutesOf(
      reading.tx,
      input.classId,
      rows.map((row) => row.enrolmentId),
    )
    const view = (row: MatrixRow) => ({
      enrolmentId: row.enrolmentId,
      seat: row.seat,
      name: row.name,
      attendedMinutes: proven.get(row.enrolmentId) ?? 0,
      marks: sessions.map((session) => row.marks?.[session.id] ?? null),
    })
    return {
      sessions: sessions.map(({ id, position, day, start, minutes, confirmedAt }) => ({
        id,
        position,
        day,
        start,
        minutes,
        confirmed: confirmedAt !== null,
      })),
      ...pageOf(rows, limit, (row) => [row.seat], view),
    }
  },
})
