import { actionTable, policyOf, type Action } from './actions.ts'
import type { Role } from '../kernel/roles.ts'
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
import type { Policy } from './policy.ts'

/** One area a key may be made for: everything in it, and of that what changes nothing. */
interface Area {
  readonly actions: readonly Action[]
  readonly reads: readonly Action[]
}

const area = <T extends Record<string, Policy>>(
  policies: T,
  reads: readonly (keyof T & Action)[] = [],
): Area => ({
  actions: Object.keys(policies) as Action[],
  reads,
})

/**
 * What keys are made for. The accounts are not among it, on purpose: no key makes, changes or ends accounts, sessions,
 * second factors, invitations or keys, so whoever gets hold of one cannot stay longer than it lives.
 */
const areas = {
  programme: area(programmePolicies, ['programme.readPublic', 'programme.read', 'approval.read']),
  organisations: area(organisationPolicies, [
    'organisation.read',
    'organisation.lookup',
    'room.read',
    'membership.read',
  ]),
  people: area(peoplePolicies, ['person.read', 'employmentRequest.read']),
  catalogue: area(cataloguePolicies, ['catalogue.read', 'course.read']),
  training: area(trainingPolicies, [
    'teacher.read',
    'class.see',
    'class.read',
    'enrolment.read',
    'attendance.read',
    'attendance-rule.read',
  ]),
  exams: area(examPolicies, ['exam.read', 'exam.results.read', 'exam.own']),
  ledger: area({ ...ledgerPolicies, ...ruleStudioPolicies, ...titleReviewPolicies }, [
    'ledger.read',
    'closing.read',
    'register.read',
    'rules.read',
    'ruleText.read',
    'ruleDraft.read',
    'titleReview.read',
  ]),
  declarations: area(declarationPolicies, ['declaration.read']),
  certificates: area(certificatePolicies, [
    'certificate.read',
    'certificate.check',
    'certificate.present',
    'certificate-rule.read',
    'log.read',
  ]),
  publicity: area(publicityPolicies, ['public.read']),
  notifications: area(notificationPolicies),
  audit: area(auditPolicies, ['audit.read']),
} as const

/** Done by a person at a screen, in no area's scope either: an account made, a candidate's own seat, a first set-up. */
const byPersonOnly: ReadonlySet<string> = new Set<Action>([
  'person.register',
  'exam.enter',
  'exam.sit',
  'office.createFirst',
  'ruleDraft.publish',
])

/** Reads that leave an access record: a key has them only when they were asked for by name. */
const byNameOnly: ReadonlySet<string> = new Set<Action>([
  'person.unmask',
  'person.find',
  'exam.key.read',
  'ruleDraft.export',
])

const keyable: ReadonlySet<string> = new Set(
  Object.values(areas).flatMap(({ actions }) => actions.filter((action) => !byPersonOnly.has(action))),
)

const inGroup = (actions: readonly Action[]): Action[] =>
  actions.filter((action) => keyable.has(action) && !byNameOnly.has(action))

const groups: ReadonlyMap<string, readonly Action[]> = new Map(
  Object.entries(areas).flatMap(([name, { actions, reads }]) => [
    [name, inGroup(actions)],
    ...(reads.length > 0 ? [[`${name}:read`, inGroup(reads)] as const] : []),
  ]),
)

const openToAll = (action: Action): boolean => policyOf(action).grants.some(({ to }) => to === 'anyone')

/** What needs no key is not lost by showing one. */
const always = (Object.keys(actionTable) as Action[]).filter(
  (action) => keyable.has(action) && openToAll(action),
)

/** Whether a key can be made for an action at all. */
export const isForKeys = (action: Action): boolean => keyable.has(action)

const allOf = (scope: string): readonly string[] => groups.get(scope) ?? (keyable.has(scope) ? [scope] : [])

/** Everything that scopes (`training`, `training:read`, or an action by its name) come to. A name of the past comes to nothing. */
export const actionsOfScopes = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set<string>([...always, ...scopes.flatMap((scope) => allOf(scope))])

const grants = (action: Action, role: Role): boolean =>
  policyOf(action).grants.some(({ to }) => to === role || to === 'signed-in')

/** Whether a scope gives somebody in this role anything they could not do without a key. */
export const isScopeOf = (role: Role, scope: string): boolean =>
  [...actionsOfScopes([scope])].some((action) => grants(action as Action, role))

/** The groups there are, each with its actions: what a screen offers. */
export const scopeGroups: readonly { readonly scope: string; readonly actions: readonly Action[] }[] = [
  ...groups,
].map(([scope, actions]) => ({ scope, actions }))
