import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { closePeriod, countClosing } from './app/run-closing.ts'
import { runRegister } from './app/run-register.ts'
import { closeJob, countJob } from './app/start-closing.ts'
import { registerJob } from './app/start-register.ts'

export const ledgerJobs: readonly Job<Services, never>[] = [
  {
    name: countJob,
    lane: 'slow',
    run: (services, data: { closingId: string }) => countClosing(services, data),
  },
  {
    name: closeJob,
    lane: 'slow',
    run: (services, data: { closingId: string }) => closePeriod(services, data),
  },
  {
    name: registerJob,
    lane: 'slow',
    run: (services, data: { runId: string }) => runRegister(services, data),
  },
]
