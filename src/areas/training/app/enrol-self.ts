import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { currentEmployer, enrolmentOf, waitingRank } from '../store/enrolments.ts'
import { lockClass } from '../store/classes.ts'
import { hoursTaken } from '../store/hours-taken.ts'
import { enrol } from './enrol.ts'

/** A professional enrols as the person signed in; asking again answers with the place already held. */
export const enrolSelf = command({
  name: 'training.enrolSelf',
  action: 'enrolment.self',
  async load(unit, input: { classId: string }) {
    const found = await lockClass(unit.tx, input.classId)
    // Filed for a closed group: to the public the class is not there.
    if (!found || !found.opened) return undefined
    return { owners: { professional: unit.actor.personId ? [unit.actor.personId] : [] }, class: found }
  },
  async run(unit, _input, { class: found }) {
    const personId = unit.actor.personId
    if (!personId) return refuse('access.denied')
    const before = await enrolmentOf(unit.tx, found.id, personId)
    const already = before !== undefined && before.state !== 'withdrawn'
    if (!already) {
      const employerId = await currentEmployer(unit.tx, personId, dayInZone(unit.now, found.zone))
      const enrolled = await enrol(unit, found.id, [{ personId, employerId }], 'self')
      if (!enrolled.ok) return enrolled
    }
    const now = await enrolmentOf(unit.tx, found.id, personId)
    if (!now) return refuse('not-found')
    const waitingPosition =
      now.state === 'waiting' ? await waitingRank(unit.tx, found.id, now.position) : null
    const overlap = (await hoursTaken(unit.tx, found.id, [personId])).get(personId) ?? null
    return ok({ enrolmentId: now.id, state: now.state, waitingPosition, already, overlap })
  },
})
