import { own, policies } from '../policy.ts'

export const titleReviewPolicies = policies({
  // The office of the programme over its register, an employer over its own people.
  'titleReview.make': { grants: own('office', 'employer'), knownBy: 'programme.readPublic' },
  'titleReview.read': { grants: own('office', 'employer') },
  // The job that was ordered with the review; nobody else.
  'titleReview.judge': { grants: [] },
})
