import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { sendCodeJob } from './app/ask-for-code.ts'
import { sendCode } from './app/send-code.ts'

export const accountJobs: readonly Job<Services, { id: string }>[] = [
  { name: sendCodeJob, lane: 'quick', run: sendCode },
]
