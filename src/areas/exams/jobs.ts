import { systemActor } from '../../access/index.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { submitDue, submitDueJob } from './app/submit-attempt.ts'
import { sweepDue, sweepDueJob, type DueSpan } from './app/sweep-due.ts'

/** Every attempt is looked at; where some of them fail, the job is to be run again. */
const submitEach = async (services: Services, attemptIds: readonly string[]): Promise<void> => {
  let failed: unknown
  for (const attemptId of attemptIds) {
    const by = { actor: systemActor, requestId: submitDueJob }
    try {
      const done = await services.perform(submitDue, { attemptId }, by)
      if (!done.ok && done.code !== 'not-found') throw new Error(done.code)
    } catch (error) {
      failed ??= error
    }
  }
  if (failed) throw failed
}

/** Hand in what its time has run out for. Deadlines never wait for them: what arrives late does not count whether they ran or not. */
export const examJobs: readonly Job<Services, never>[] = [
  {
    name: submitDueJob,
    lane: 'quick',
    run: (services: Services, data: { attemptId: string } | { attemptIds: string[] }) =>
      submitEach(services, 'attemptIds' in data ? data.attemptIds : [data.attemptId]),
  } satisfies Job<Services, { attemptId: string } | { attemptIds: string[] }> as Job<Services, never>,
  {
    name: sweepDueJob,
    lane: 'quick',
    async run(services: Services, span: DueSpan) {
      const found = await services.perform(sweepDue, span, { actor: systemActor, requestId: sweepDueJob })
      if (!found.ok) throw new Error(found.code)
      await submitEach(services, found.value.attemptIds)
    },
  } satisfies Job<Services, DueSpan> as Job<Services, never>,
]
