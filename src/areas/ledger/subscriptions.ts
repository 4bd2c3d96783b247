import { systemActor } from '../../access/index.ts'
import type { Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { closedClass } from '../training/index.ts'
import { creditActivities } from './app/credit-activity.ts'
import { classActivity } from './domain/class-activity.ts'

/** People credited in one commit. */
const pageSize = 50

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
]
