import { systemActor } from '../../access/index.ts'
import type { Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { closedClass } from '../training/index.ts'
import { creditActivity } from './app/credit-activity.ts'
import { classActivity } from './domain/class-activity.ts'

const pageSize = 200

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
        for (const enrolment of closed.enrolments) {
          const activity = classActivity({
            ...closed,
            ...enrolment,
            grade: enrolment.score ?? enrolment.grade,
          })
          const credited = await services.perform(
            creditActivity,
            {
              personId: enrolment.personId,
              programmeId: closed.programmeId,
              sourceKind: 'class',
              sourceId: enrolment.enrolmentId,
              activity,
              recogniser: 'system',
              recognisedOn: closed.closedOn,
            },
            { actor: systemActor, requestId: event.id },
          )
          if (!credited.ok)
            throw new Error(`crediting enrolment ${enrolment.enrolmentId} was refused: ${credited.code}`)
        }
        afterSeat = closed.next
      }
    },
  },
]
