import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { provenMinutes, type MarkStatus } from '../domain/attendance.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { appendMarks, confirmationOf, marksOf, nextRevision, seatedIn } from '../store/attendance.ts'
import { sessionToActOn } from './session-to-act-on.ts'

export interface Correction {
  readonly sessionId: string
  readonly enrolmentId: string
  readonly status: MarkStatus
  readonly minutes?: number | undefined
  readonly reason: string
}

/** Corrects one person's confirmed attendance: a later mark with an author and a reason; the earlier one stays. */
export const correctAttendance = command({
  name: 'training.correctAttendance',
  action: 'attendance.correct',
  load: (unit, input: Correction) => sessionToActOn(unit, input.sessionId),
  async run(unit, input, { class: found, session }) {
    if (!fits('correctAttendance', found.state)) return refuse(refusalOf(found.state))
    if (!(await confirmationOf(unit.tx, session.id))) return refuse('attendance.not-confirmed')
    if (!(await seatedIn(unit.tx, found.id)).includes(input.enrolmentId))
      return refuse('attendance.unknown-person')
    const minutes = provenMinutes(input.status, input.minutes, session.minutes)
    if (minutes === undefined) return refuse('attendance.minutes', { minutes: session.minutes })
    const before = (await marksOf(unit.tx, session.id)).get(input.enrolmentId)
    if (before && before.status === input.status && before.minutes === minutes)
      return refuse('attendance.unchanged')
    const reason = input.reason.trim()
    if (reason.length < 2)
      return refuse('request.invalid', {}, [{ pointer: '/reason', code: 'request.required' }])
    const made = {
      revision: await nextRevision(unit.tx, session.id),
      correction: true,
      reason,
      by: unit.actor.accountId,
      at: unit.now,
    }
    await appendMarks(
      unit.tx,
      session.id,
      [{ enrolmentId: input.enrolmentId, status: input.status, minutes }],
      made,
    )
    await unit.emit({
      name: trainingEvents.attendanceCorrected,
      subject: { kind: 'class', id: found.id },
      data: {
        session: session.id,
        enrolment: input.enrolmentId,
        before: before ? { status: before.status, minutes: before.minutes } : null,
        after: { status: input.status, minutes },
        reason,
      },
    })
    return ok({ minutesBefore: before?.minutes ?? 0, minutesAfter: minutes })
  },
})
