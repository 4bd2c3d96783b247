import type { Job, Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { drawCertificates, drawJob } from './app/draw-certificates.ts'
import { issueClass, issueClassJob } from './app/issue-class.ts'
import { checkBatchJob, runBatchCheck } from './app/run-batch-check.ts'
import { issueValidations, issueValidationsJob } from './app/issue-validations.ts'

export const certificateJobs: readonly Job<Services, never>[] = [
  {
    name: drawJob,
    lane: 'slow',
    run: (services, data: { numbers: string[] }) => drawCertificates(services, data),
  },
  {
    name: issueClassJob,
    lane: 'slow',
    run: (services, data: { classId: string; at: string }) => issueClass(services, data),
  },
  {
    name: checkBatchJob,
    lane: 'slow',
    run: (services, data: { batchId: string }) => runBatchCheck(services, data),
  },
  {
    name: issueValidationsJob,
    lane: 'slow',
    run: (services, data: { closingId: string; at: string }) => issueValidations(services, data),
  },
]

export const certificateSubscriptions: readonly Subscription<Services>[] = [
  {
    event: 'training.classClosed',
    subscriber: 'certificates.issueOnClosing',
    lane: 'slow',
    // The day of closing is the day of issue, however late the job gets its turn.
    handle: (services, event) => issueClass(services, { classId: event.subject.id, at: event.at }),
  },
  {
    event: 'ledger.periodClosed',
    subscriber: 'certificates.validateOnClosing',
    lane: 'slow',
    handle: (services, event) =>
      issueValidations(services, { closingId: String(event.data['closing']), at: event.at }),
  },
]
