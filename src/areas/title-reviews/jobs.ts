import type { Job } from '../../platform/jobs/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { judgeJob, judgeReview } from './app/judge-review.ts'

const judge: Job<Services, { reviewId: string }> = {
  name: judgeJob,
  lane: 'slow',
  run: (services, { reviewId }) => judgeReview(services, reviewId),
}

export const titleReviewJobs = [judge]
