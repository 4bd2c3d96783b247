import type { Job, Subscription } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { deliver } from './app/deliver.ts'
import { deliverJob } from './app/notify.ts'
import { occasions } from './app/occasions.ts'
import { tell } from './app/tell.ts'

export const notificationJobs: readonly Job<Services, { deliveryId: string; attempt: number }>[] = [
  { name: deliverJob, lane: 'quick', run: deliver },
]

export const notificationSubscriptions: readonly Subscription<Services>[] = Object.keys(occasions).map(
  (event) => ({ event, subscriber: `notifications.tell ${event}`, lane: 'slow', handle: tell }),
)
