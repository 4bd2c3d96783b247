import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { overdueJob, remind, reminderJob, type Reminder, sayOverdue } from './app/remind.ts'

/** Reminds whoever has to act before a last day. Late, early or twice does no harm: the command looks at the step. */
const remindJob: Job<Services, Reminder> = {
  name: reminderJob,
  lane: 'quick',
  async run(services, reminder) {
    await services.perform(remind, reminder, { actor: systemActor, requestId: newId() })
  },
}

/** Says once that a last day is past. */
const overdue: Job<Services, Reminder> = {
  name: overdueJob,
  lane: 'quick',
  async run(services, reminder) {
    await services.perform(sayOverdue, reminder, { actor: systemActor, requestId: newId() })
  },
}

export const declarationJobs = [remindJob, overdue]
