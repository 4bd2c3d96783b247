import { systemActor } from '../../access/index.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { submitDue, submitDueJob } from './app/submit-attempt.ts'

/** Hands in what its time has run out for. Deadlines never wait for it: what arrives late does not count whether it ran or not. */
export const examJobs: readonly Job<Services, never>[] = [
  {
    name: submitDueJob,
    lane: 'quick',
    async run(services: Services, data: { attemptId: string }) {
      const done = await services.perform(submitDue, data, { actor: systemActor, requestId: submitDueJob })
      if (!done.ok && done.code !== 'not-found') throw new Error(done.code)
    },
  } satisfies Job<Services, { attemptId: string }> as Job<Services, never>,
]
