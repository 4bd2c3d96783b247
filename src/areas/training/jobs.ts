import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import type { Job, Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { applyRosterParts } from './app/apply-roster-parts.ts'
import { startDueClass } from './app/class-acts.ts'
import { settleClass } from './app/close-class.ts'

/** Starts a class when its first session begins. Running late or twice does no harm: the command looks at the clock. */
const startDueClassJob: Job<Services, { classId: string }> = {
  name: 'training.startDueClass',
  lane: 'quick',
  async run(services, { classId }) {
    await services.perform(startDueClass, { classId }, { actor: systemActor, requestId: newId() })
  },
}

/** Applies a big roster. Delivered twice, or after a crash, it goes on with the parts that are left. */
const applyRosterPartsJob: Job<Services, { previewId: string }> = {
  name: 'training.applyRosterParts',
  lane: 'slow',
  run: (services, { previewId }) => applyRosterParts(services, previewId),
}

export const trainingJobs = [startDueClassJob, applyRosterPartsJob]

/** A class is closed for good once everybody it certifies has been served. */
export const trainingSubscriptions: readonly Subscription<Services>[] = [
  {
    event: 'certificates.classServed',
    subscriber: 'training.settleClass',
    lane: 'quick',
    async handle(services, event) {
      const by = { actor: systemActor, requestId: event.id }
      const settled = await services.perform(settleClass, { classId: event.subject.id }, by)
      if (!settled.ok) throw new Error(`class ${event.subject.id} could not be settled: ${settled.code}`)
    },
  },
]
