import type { Policy } from './policy.ts'
import { accountPolicies } from './policies/accounts.ts'
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
import { vcApiPolicies } from './policies/vc-api.ts'

/** Every action there is, with its policy. What is not here cannot be done by anybody but the system. */
export const actionTable = {
  ...accountPolicies,
  ...auditPolicies,
  ...certificatePolicies,
  ...declarationPolicies,
  ...examPolicies,
  ...ledgerPolicies,
  ...notificationPolicies,
  ...organisationPolicies,
  ...peoplePolicies,
  ...programmePolicies,
  ...cataloguePolicies,
  ...publicityPolicies,
  ...ruleStudioPolicies,
  ...titleReviewPolicies,
  ...trainingPolicies,
  ...vcApiPolicies,
} as const

export type Action = keyof typeof actionTable

export const policyOf = (action: Action): Policy => actionTable[action]
