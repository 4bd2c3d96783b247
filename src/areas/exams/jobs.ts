import { systemActor } from '../../access/index.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { submitDue, submitDueJob } from './app/submit-attempt.ts'

/** Hands in what its time has run out for. Deadlines never wait for it: what arrives late does not count whether it ran or not. */
export const examJobs: readonly Job<Services, never>[] = [
  {
    name: submitDueJob,
    lane: 'quick',
    async run(services: Services, data: { attemptId: string } | { attemptIds: string[] }) {
      for (const attemptId of 'attemptIds' in data ? data.attemptIds : [data.attemptId]) {
        const by = { actor: systemActor, requestId: submitDueJob }
        const done = await services.perform(submitDue, { attemptId }, by)
        if (!done.ok && done.code !== 'not-found') throw new Error(done.code)
      }
    },
  } satisfies Job<Services, { attemptId: string } | { attemptIds: string[] }> as Job<Services, never>,
]
