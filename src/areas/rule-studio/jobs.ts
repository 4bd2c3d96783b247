import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { dryRunJob, runDry } from './app/dry-run.ts'

export const ruleStudioJobs: readonly Job<Services, never>[] = [
  {
    name: dryRunJob,
    lane: 'slow',
    run: (services, { runId }: { runId: string }) => runDry(services, runId),
  },
]
