import { createHash } from 'node:crypto'
import { instantInZone } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { changedMarks, marksText, sheetFrom, type Exception } from '../domain/attendance.ts'
import { fits, refusalOf, type StateRefusal } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import {
  appendMarks,
  confirmationOf,
  insertConfirmation,
  marksOf,
  nextRevision,
  seatedIn,
} from '../store/attendance.ts'
import { moveOn } from './move-on.ts'
import { sessionToActOn, type LoadedSession } from './session-to-act-on.ts'

export interface AttendanceToSave {
  readonly sessionId: string
  readonly exceptions: readonly Exception[]
  readonly revision?: number | undefined
}

/** Saves a session's attendance: everybody present but the exceptions. Only what changed is appended. */
export const saveAttendance = command({
  name: 'training.saveAttendance',
  action: 'attendance.record',
  load: (unit, input: AttendanceToSave) => sessionToActOn(unit, input.sessionId),
  async run(unit, input, loaded) {
    const open = await refuseUnlessOpen(unit, loaded, input.revision)
    if (!open.ok) return open
    const saved = await save(unit, loaded, input.exceptions)
    if (!saved.ok) return saved
    await moveOn(unit, loaded.class)
    return saved
  },
})

export interface AttendanceToConfirm {
  readonly sessionId: string
  readonly exceptions?: readonly Exception[] | undefined
  readonly revision?: number | undefined
}

/** Confirms a session's attendance, saving it first where exceptions are sent along; from then on only corrections. */
export const confirmAttendance = command({
  name: 'training.confirmAttendance',
  action: 'attendance.record',
  load: (unit, input: AttendanceToConfirm) => sessionToActOn(unit, input.sessionId),
  async run(unit, input, loaded) {
    const { class: found, session } = loaded
    const open = await refuseUnlessOpen(unit, loaded, input.revision)
    if (!open.ok) return open
    if (instantInZone(session.day, session.end, found.zone) > unit.now) {
      return refuse('attendance.not-ended', { day: session.day, end: session.end })
    }
    if (input.exceptions) {
      const saved = await save(unit, loaded, input.exceptions)
      if (!saved.ok) return saved
    }
    const [seated, marks] = [await seatedIn(unit.tx, found.id), await marksOf(unit.tx, session.id)]
    const without = seated.filter((id) => !marks.has(id)).length
    if (without > 0) return refuse('attendance.incomplete', { count: without })
    await insertConfirmation(unit.tx, session.id, unit.actor.accountId, unit.now)
    const attendedMinutes = seated.reduce((sum, id) => sum + (marks.get(id)?.minutes ?? 0), 0)
    await unit.emit({
      name: trainingEvents.attendanceConfirmed,
      subject: { kind: 'class', id: found.id },
      data: { session: session.id, day: session.day, people: seated.length, attendedMinutes },
    })
    // Even of an empty session the confirmation is a record that moves the class on.
    if (session.attendanceRevision === 0 && !input.exceptions) await nextRevision(unit.tx, session.id)
    return ok({ recorded: seated.length, attendedMinutes, classState: await moveOn(unit, found) })
  },
})

type Closed =
  | StateRefusal
  | 'session.cancelled'
  | 'attendance.confirmed'
  | 'attendance.not-begun'
  | 'state.conflict'

const refuseUnlessOpen = async (
  unit: Unit,
  { class: found, session }: LoadedSession,
  revision: number | undefined,
): Promise<Result<object, Closed>> => {
  // A confirmed session is told as such even when its class has moved on since.
  if (await confirmationOf(unit.tx, session.id)) return refuse('attendance.confirmed')
  if (!fits('recordAttendance', found.state)) return refuse(refusalOf(found.state))
  if (session.cancelled) return refuse('session.cancelled')
  if (revision !== undefined && revision !== session.attendanceRevision) return refuse('state.conflict')
  if (instantInZone(session.day, session.start, found.zone) > unit.now) {
    return refuse('attendance.not-begun', { day: session.day, start: session.start })
  }
  return ok({})
}

/** What the event keeps of the marks: enough to find one that was changed, and nobody's attendance. */
const digestOfMarks = (marks: Parameters<typeof marksText>[0]): string =>
  createHash('sha256').update(marksText(marks)).digest('hex')

const save = async (
  unit: Unit,
  { class: found, session }: LoadedSession,
  exceptions: readonly Exception[],
): Promise<Result<{ recorded: number; changed: number; revision: number }, 'attendance.faulty'>> => {
  const sheet = sheetFrom(await seatedIn(unit.tx, found.id), exceptions, session.minutes)
  const faults: FieldError[] = [
    ...sheet.strangers.map((at) => ({
      pointer: `/exceptions/${at}/enrolmentId`,
      code: 'attendance.unknown-person',
    })),
    ...sheet.misfits.map((at) => ({
      pointer: `/exceptions/${at}/minutes`,
      code: 'attendance.minutes',
      params: { minutes: session.minutes },
    })),
  ]
  if (faults.length > 0) return refuse('attendance.faulty', {}, faults)
  const changed = changedMarks(sheet.marks, await marksOf(unit.tx, session.id))
  const revision = await nextRevision(unit.tx, session.id)
  const made = { revision, correction: false, reason: '', by: unit.actor.accountId, at: unit.now }
  await appendMarks(unit.tx, session.id, changed, made)
  await unit.emit({
    name: trainingEvents.attendanceSaved,
    subject: { kind: 'class', id: found.id },
    data: {
      session: session.id,
      people: sheet.marks.size,
      exceptions: exceptions.length,
      changed: changed.length,
      revision,
      marks: digestOfMarks(changed),
    },
  })
  return ok({ recorded: sheet.marks.size, changed: changed.length, revision })
}
