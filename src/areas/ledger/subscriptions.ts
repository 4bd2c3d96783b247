import { systemActor } from '../../access/index.ts'
import type { Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { closedClass } from '../training/index.ts'
import { creditActivities } from './app/credit-activity.ts'
import { settlePerson } from './app/settle-drifted.ts'
import { classActivity } from './domain/class-activity.ts'
import { programmesCredited } from './store/entries.ts'

/** People credited in one commit. */
const pageSize = 50

/** What somebody holds decides which obligations there are, and so what study is worth: its entries follow. */
const settleHolder = (event: string): Subscription<Services> => ({
  event,
  subscriber: 'ledger.settleHolder',
  lane: 'slow',
  async handle(services, { id, subject }) {
    for (const programmeId of await programmesCredited(services.db, subject.id)) {
      const asked = {
        personId: subject.id,
        programmeId,
        reason: '持有的职称、证照有变更 · titles held have changed',
      }
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
  settleHolder('people.holdingRecorded'),
  settleHolder('people.holdingEnded'),
]
