import { accountJobs } from '../areas/accounts/jobs.ts'
import { accountRoutes } from '../areas/accounts/routes.ts'
import { auditRoutes } from '../areas/audit/routes.ts'
import { catalogueRoutes } from '../areas/catalogue/routes.ts'
import { certificateJobs, certificateSubscriptions } from '../areas/certificates/jobs.ts'
import { certificateRoutes } from '../areas/certificates/routes.ts'
import { declarationJobs } from '../areas/declarations/jobs.ts'
import { declarationRoutes } from '../areas/declarations/routes.ts'
import { examJobs } from '../areas/exams/jobs.ts'
import { examRoutes } from '../areas/exams/routes.ts'
import { ledgerJobs } from '../areas/ledger/jobs.ts'
import { ledgerRoutes } from '../areas/ledger/routes.ts'
import { ledgerSubscriptions } from '../areas/ledger/subscriptions.ts'
import { notificationJobs, notificationSubscriptions } from '../areas/notifications/jobs.ts'
import { notificationRoutes } from '../areas/notifications/routes.ts'
import { organisationRoutes } from '../areas/organisations/routes.ts'
import { peopleRoutes } from '../areas/people/routes.ts'
import { programmeRoutes } from '../areas/programme/routes.ts'
import { publicityRoutes } from '../areas/publicity/routes.ts'
import { ruleStudioJobs } from '../areas/rule-studio/jobs.ts'
import { ruleStudioRoutes } from '../areas/rule-studio/routes.ts'
import { titleReviewJobs } from '../areas/title-reviews/jobs.ts'
import { titleReviewRoutes } from '../areas/title-reviews/routes.ts'
import { trainingJobs, trainingSubscriptions } from '../areas/training/jobs.ts'
import { trainingRoutes } from '../areas/training/routes.ts'
import type { Area } from '../platform/area.ts'

/** Every room of the house. The order is the order of the OpenAPI document, nothing more. */
export const areas: readonly Area[] = [
  { name: 'accounts', routes: accountRoutes, jobs: accountJobs },
  { name: 'organisations', routes: organisationRoutes },
  { name: 'programme', routes: programmeRoutes },
  { name: 'people', routes: peopleRoutes },
  { name: 'catalogue', routes: catalogueRoutes },
  { name: 'training', routes: trainingRoutes, jobs: trainingJobs, subscriptions: trainingSubscriptions },
  { name: 'exams', routes: examRoutes, jobs: examJobs },
  { name: 'ledger', routes: ledgerRoutes, jobs: ledgerJobs, subscriptions: ledgerSubscriptions },
  { name: 'title-reviews', routes: titleReviewRoutes, jobs: titleReviewJobs },
  { name: 'rule-studio', routes: ruleStudioRoutes, jobs: ruleStudioJobs },
  { name: 'declarations', routes: declarationRoutes, jobs: declarationJobs },
  {
    name: 'certificates',
    routes: certificateRoutes,
    jobs: certificateJobs,
    subscriptions: certificateSubscriptions,
  },
  {
    name: 'notifications',
    routes: notificationRoutes,
    jobs: notificationJobs,
    subscriptions: notificationSubscriptions,
  },
  { name: 'publicity', routes: publicityRoutes },
  { name: 'audit', routes: auditRoutes },
]
