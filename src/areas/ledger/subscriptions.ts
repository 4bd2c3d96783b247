import { systemActor } from '../../access/index.ts'
import type { Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { closedClass } from '../training/index.ts'
import { creditActivities } from './app/credit-activity.ts'
import { settlePerson } from './app/settle-drifted.ts'
import { classActivity } from './domain/class-activity.ts'
import { ledgerEvents } from './events.ts'
import { programmesCredited } from './store/entries.ts'

/** People credited in one commit. */
const pageSize = 50

/** What may change what study of long ago is worth, as ledger entries give the reason. */
const reasons = {
  settleHolder: '持有的职称、证照有变更 · titles held have changed',
  settleFacts: '登记的人员信息有变更 · facts on record have changed',
  settleExempt: '学时减免有变更 · exemptions have changed',
} as const

/**
 * Entries follow what somebody holds, what is on record of them and what they are exempt from: all of it decides which
 * obligations there are, and what goes to which year. What nothing moves is left; the same event again finds nothing to do.
 * Lists of people tell of themselves in one event that none of these is: what they add holds from their own day on.
 */
const settleAfter = (event: string, cause: keyof typeof reasons): Subscription<Services> => ({
  event,
  subscriber: `ledger.${cause}`,
  lane: 'slow',
  async handle(services, { id, subject, data }) {
    const credited = await programmesCredited(services.db, subject.id)
    const only = cause === 'settleExempt' ? data['programme'] : undefined
    for (const programmeId of credited.filter((one) => only === undefined || one === only)) {
      const asked = { personId: subject.id, programmeId, reason: reasons[cause] }
      const settled = await services.perform(settlePerson, asked, { actor: systemActor, requestId: id })
      // Entries that nobody posted are for `doctor` to name; they are no drift, and stay.
      if (!settled.ok && settled.code !== 'ledger.not-drift')
        throw new Error(`settling ${subject.id} was refused: ${settled.code}`)
    }
  },
})

/** A closed class credits everybody in it; once per enrolment, however often the event comes. */
export const ledgerSubscriptions: readonly Subscription<Services>[] = [
  {
    event: 'training.classClosed',
    subscriber: 'ledger.creditClass',
    lane: 'slow',
    async handle(services, event) {
      let afterSeat: number | null = 0
      while (afterSeat !== null) {
        const closed = await closedClass(services.db, event.subject.id, { afterSeat, limit: pageSize })
        if (!closed) throw new Error(`class ${event.subject.id} was said to be closed and is not`)
        const credited = await services.perform(
          creditActivities,
          {
            programmeId: closed.programmeId,
            activities: closed.enrolments.map((enrolment) => ({
              personId: enrolment.personId,
              sourceKind: 'class' as const,
              sourceId: enrolment.enrolmentId,
              activity: classActivity({ ...closed, ...enrolment, grade: enrolment.score ?? enrolment.grade }),
              recogniser: 'system' as const,
              recognisedOn: closed.closedOn,
            })),
          },
          { actor: systemActor, requestId: event.id },
        )
        if (!credited.ok) throw new Error(`crediting class ${event.subject.id} was refused: ${credited.code}`)
        afterSeat = closed.next
      }
    },
  },
  settleAfter('people.holdingRecorded', 'settleHolder'),
  settleAfter('people.holdingEnded', 'settleHolder'),
  settleAfter('people.evidenceRecorded', 'settleFacts'),
  settleAfter('people.employmentAdded', 'settleFacts'),
  settleAfter('people.employmentEnded', 'settleFacts'),
  settleAfter('people.classDecided', 'settleFacts'),
  settleAfter(ledgerEvents.exemptionGranted, 'settleExempt'),
  settleAfter(ledgerEvents.exemptionEnded, 'settleExempt'),
]
