import type { Action } from './actions.ts'
import type { Actor } from './actor.ts'
import { auditPolicies } from './policies/audit.ts'
import { cataloguePolicies } from './policies/catalogue.ts'
import { certificatePolicies } from './policies/certificates.ts'
import { declarationPolicies } from './policies/declarations.ts'
import { examPolicies } from './policies/exams.ts'
import { ledgerPolicies } from './policies/ledger.ts'
import { notificationPolicies } from './policies/notifications.ts'
import { organisationPolicies } from './policies/organisations.ts'
import { peoplePolicies } from './policies/people.ts'
import { programmePolicies } from './policies/programme.ts'
import { publicityPolicies } from './policies/publicity.ts'
import { ruleStudioPolicies } from './policies/rule-studio.ts'
import { titleReviewPolicies } from './policies/title-reviews.ts'
import { trainingPolicies } from './policies/training.ts'

/**
 * Fields of work somebody may have done for them. What is about accounts is in none of them: nobody hands on the right
 * to let others in, or to act for somebody.
 */
const actionsOfField = {
  organisations: organisationPolicies,
  people: peoplePolicies,
  programme: programmePolicies,
  catalogue: cataloguePolicies,
  training: trainingPolicies,
  exams: examPolicies,
  ledger: { ...ledgerPolicies, ...ruleStudioPolicies, ...titleReviewPolicies },
  declarations: declarationPolicies,
  certificates: certificatePolicies,
  publicity: publicityPolicies,
  notifications: notificationPolicies,
  audit: auditPolicies,
} as const

/**
 * Looking is part of every delegation: whoever acts in one field has to see what stands in the others. Not the keys and
 * results of exams, which have names of their own.
 */
const isReading = (action: string): boolean => /^[^.]+\.(?:read|see)$/.test(action)

const fieldOf = (action: Action): string | undefined =>
  Object.entries(actionsOfField).find(([, policies]) => action in policies)?.[0]

/** Whether somebody acting for another was given this; whoever acts for themselves is not asked. */
export const delegated = (actor: Actor, action: Action): boolean => {
  if (!actor.onBehalfOf) return true
  const field = fieldOf(action)
  if (field === undefined) return false
  return actor.onBehalfOf.fields === null || actor.onBehalfOf.fields.includes(field) || isReading(action)
}
