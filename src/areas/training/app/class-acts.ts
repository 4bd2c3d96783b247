import { instantInZone } from '../../../kernel/calendar.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { lockClass, setCancelled, setOpened, setState } from '../store/classes.ts'
import { sessionsOf } from '../store/sessions.ts'
import { classOwners } from './class-owners.ts'

/** The `load` of acts upon a class: its row locked, its owners as they concern the one who asks. */
export const classToActOn = async (unit: Reading, classId: string) => {
  const found = await lockClass(unit.tx, classId)
  return found && { owners: await classOwners(unit, found), class: found }
}

export const openEnrolment = command({
  name: 'training.openEnrolment',
  action: 'class.change',
  load: (unit, input: { classId: string }) => classToActOn(unit, input.classId),
  async run(unit, _input, { class: found }) {
    if (!fits('openEnrolment', found.state)) return refuse(refusalOf(found.state))
    await setOpened(unit.tx, found.id, unit.now)
    await unit.emit({
      name: trainingEvents.enrolmentOpened,
      subject: { kind: 'class', id: found.id },
      data: {},
    })
    return ok({})
  },
})

export const startClass = command({
  name: 'training.startClass',
  action: 'class.change',
  load: (unit, input: { classId: string }) => classToActOn(unit, input.classId),
  async run(unit, _input, { class: found }) {
    if (!fits('start', found.state)) return refuse(refusalOf(found.state))
    await setState(unit.tx, found.id, 'running')
    await unit.emit({
      name: trainingEvents.classStarted,
      subject: { kind: 'class', id: found.id },
      data: { by: 'act' },
    })
    return ok({})
  },
})

/** Starts a class whose first session has begun by now; otherwise leaves it, for its dates may have been moved since. */
export const startDueClass = command({
  name: 'training.startDueClass',
  action: 'class.settle',
  load: (unit, input: { classId: string }) => classToActOn(unit, input.classId),
  async run(unit, _input, { class: found }) {
    if (!fits('start', found.state)) return ok({ started: false })
    const sessions = (await sessionsOf(unit.tx, found.id)).filter((session) => !session.cancelled)
    const begun = sessions.some(
      (session) => instantInZone(session.day, session.start, found.zone) <= unit.now,
    )
    if (!begun) return ok({ started: false })
    await setState(unit.tx, found.id, 'running')
    await unit.emit({
      name: trainingEvents.classStarted,
      subject: { kind: 'class', id: found.id },
      data: { by: 'date' },
    })
    return ok({ started: true })
  },
})

export const cancelClass = command({
  name: 'training.cancelClass',
  action: 'class.cancel',
  load: (unit, input: { classId: string; filingNumber: string; reason: string }) =>
    classToActOn(unit, input.classId),
  async run(unit, input, { class: found }) {
    if (!fits('cancel', found.state)) return refuse(refusalOf(found.state))
    if (input.filingNumber.trim() !== found.filingNumber) {
      return refuse('class.number-mismatch', { filingNumber: found.filingNumber })
    }
    await setCancelled(unit.tx, found.id, input.reason.trim())
    await unit.emit({
      name: trainingEvents.classCancelled,
      subject: { kind: 'class', id: found.id },
      data: { reason: input.reason.trim() },
    })
    return ok({})
  },
})
