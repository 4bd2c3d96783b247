import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { sessionsOf, setSessionCancelled } from '../store/sessions.ts'
import { sessionToActOn } from './session-to-act-on.ts'
import { moveOn } from './move-on.ts'

/** Cancels one session before anything was recorded for it; it no longer counts, and its room and teacher are free. */
export const cancelSession = command({
  name: 'training.cancelSession',
  action: 'class.change',
  load: (unit, input: { sessionId: string; reason: string }) => sessionToActOn(unit, input.sessionId),
  async run(unit, input, { class: found, session }) {
    if (!fits('edit', found.state)) return refuse(refusalOf(found.state))
    if (session.cancelled) return refuse('session.cancelled')
    if (session.attendanceRevision > 0) {
      return refuse('session.has-attendance', { day: session.day, start: session.start })
    }
    const live = (await sessionsOf(unit.tx, found.id)).filter((one) => !one.cancelled)
    if (live.length === 1) return refuse('session.last')
    await setSessionCancelled(unit.tx, session.id, input.reason.trim())
    await unit.emit({
      name: trainingEvents.sessionCancelled,
      subject: { kind: 'class', id: found.id },
      data: { session: session.id, day: session.day, start: session.start, reason: input.reason.trim() },
    })
    await moveOn(unit, found)
    return ok({})
  },
})
