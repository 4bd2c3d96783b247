import { isSelf } from '../../../access/index.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { fits, refusalOf } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { lockClass } from '../store/classes.ts'
import { findEnrolment, setWithdrawn } from '../store/enrolments.ts'
import { promoteWaiting } from './promote-waiting.ts'

/**
 * Takes somebody out of a class: oneself until it begins, the employer, the institution and the office also later and
 * with a reason. A place that falls free goes to the first of the waiting list.
 */
export const withdrawEnrolment = command({
  name: 'training.withdrawEnrolment',
  action: 'enrolment.withdraw',
  async load(unit, input: { enrolmentId: string; reason?: string | undefined }) {
    const before = await findEnrolment(unit.tx, input.enrolmentId)
    const found = before && (await lockClass(unit.tx, before.classId))
    // Read again under the class's lock: two withdrawals of one person are one.
    const enrolment = found && (await findEnrolment(unit.tx, input.enrolmentId))
    if (!enrolment) return undefined
    return {
      owners: {
        office: [found.officeId],
        institution: [found.institutionId],
        employer: enrolment.employerId ? [enrolment.employerId] : [],
        professional: [enrolment.personId],
      },
      class: found,
      enrolment,
    }
  },
  async run(unit, input, { class: found, enrolment }) {
    const own = isSelf(unit.actor, enrolment.personId)
    if (!fits(own ? 'withdrawOneself' : 'withdraw', found.state)) return refuse(refusalOf(found.state))
    if (enrolment.state !== 'confirmed' && enrolment.state !== 'waiting')
      return refuse('enrolment.not-active')
    const reason = input.reason?.trim() ?? ''
    if (!own && reason.length < 2) return refuse('enrolment.reason-missing')
    await setWithdrawn(unit.tx, enrolment.id, reason, unit.now)
    await unit.emit({
      name: trainingEvents.enrolmentWithdrawn,
      subject: { kind: 'class', id: found.id },
      data: { enrolment: enrolment.id, person: enrolment.personId, by: own ? 'self' : 'others', reason },
    })
    return ok({ promoted: await promoteWaiting(unit, found, found.capacity) })
  },
})
