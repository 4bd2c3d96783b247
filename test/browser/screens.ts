import { roles } from '../../src/access/index.ts'
import type { Things } from './things.ts'

export type Reader =
  | 'nobody'
  | 'office'
  | 'district'
  | 'association'
  | 'institution'
  /** An institution on its first day, which has nothing yet. */
  | 'newcomer'
  | 'employer'
  | 'expert'
  | 'invigilator'
  | 'professional'

/** One look at one address, as one reader. */
export interface Screen {
  /** Of the picture and of the test. */
  readonly name: string
  /** The address as the router (`/courses/$courseId`, below /app) or the server (`/courses/:courseId`) declares it. */
  readonly route: string
  readonly inApp: boolean
  readonly reader: Reader
  readonly ids?: (things: Things) => Readonly<Record<string, string>>
  /** What follows the path: a tab, a token. */
  readonly more?: (things: Things) => string
  /** What is shown is a refusal. */
  readonly refused?: true
}

type More = Partial<Pick<Screen, 'ids' | 'more' | 'refused'>>

/** A route of the application, as each of these readers sees it. */
const seen = (route: string, what: string, readers: readonly Reader[], more: More = {}): Screen[] =>
  readers.map((reader) => ({
    name: reader === 'nobody' ? what : `${reader}-${what}`,
    route,
    inApp: true,
    reader,
    ...more,
  }))

/** A page of the server, which needs no account. */
const open = (route: string, name: string, more: More = {}): Screen => ({
  name,
  route,
  inApp: false,
  reader: 'nobody',
  ...more,
})

const tab = (name: string) => () => `?tab=${name}`

const publicPages: readonly Screen[] = [
  open('/', 'public-home'),
  open('/catalogue', 'catalogue'),
  open('/catalogue', 'catalogue-nothing', { more: () => '?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E9%97%A8%E8%AF%BE' }),
  open('/courses/:courseId', 'course', { ids: ({ courseId }) => ({ courseId }) }),
  open('/institutions', 'institutions'),
  open('/notices', 'notices'),
  open('/notices/:noticeId', 'notice', { ids: ({ noticeId }) => ({ noticeId }) }),
  open('/verify', 'verify-form'),
  open('/verify-offline', 'verify-offline'),
  open('/verify/:number', 'verify-valid', { ids: ({ certificate }) => ({ number: certificate }) }),
  open('/verify/:number', 'verify-validation', { ids: ({ validation }) => ({ number: validation }) }),
  open('/verify/:number', 'verify-other-name', {
    ids: ({ certificate }) => ({ number: certificate }),
    more: () => '?name=%E5%8F%A6%E4%B8%80%E4%BA%BA',
  }),
  open('/verify/:number', 'verify-revoked', {
    ids: ({ revokedCertificate }) => ({ number: revokedCertificate }),
  }),
  open('/verify/:number', 'verify-unknown', { ids: () => ({ number: 'SH6532026999999' }) }),
  open('/shared/:token', 'shared', { ids: ({ shareToken }) => ({ token: shareToken }) }),
  open('/shared/:token', 'shared-gone', { ids: () => ({ token: 'AAAAAAAAAAAAAAAAAAAAAA' }) }),
  open('/*', 'no-such-public-page', { ids: () => ({ '*': 'catalouge' }) }),
  open('/exam', 'exam-entrance'),
  open('/exam', 'exam-receipt', { more: ({ receipt }) => `?receipt=${receipt}` }),
  open('/exam', 'exam-receipt-unknown', { more: () => '?receipt=AAAA-AAAA-AAAA' }),
]

const doors: readonly Screen[] = [
  ...seen('/sign-in', 'sign-in', ['nobody']),
  ...seen('/register', 'register', ['nobody']),
  ...seen('/setup', 'setup', ['nobody']),
  ...seen('/reset-password', 'reset-password', ['nobody']),
  ...seen('/reset-password', 'reset-password-used', ['nobody'], {
    more: () => '#a-token-that-was-used-already-xxxx',
    refused: true,
  }),
  ...seen('/invitation', 'invitation', ['nobody', 'expert'], { more: ({ invitation }) => invitation }),
  ...seen('/invitation', 'invitation-unknown', ['nobody'], {
    more: () => '#a-token-that-nobody-ever-made-xxxx',
    refused: true,
  }),
]

const accounts: readonly Screen[] = [
  ...seen('/', 'home', [
    'office',
    'district',
    'association',
    'institution',
    'newcomer',
    'employer',
    'expert',
    'invigilator',
  ]),
  { name: 'my-record', route: '/', inApp: true, reader: 'professional' },
  ...seen('/help', 'help', roles),
  ...seen('/account', 'profile', roles),
  ...seen('/account/second-factor', 'second-factor', ['professional']),
  ...seen('/members', 'members', ['office']),
  ...seen('/$', 'no-such-page', ['institution'], { ids: () => ({ $: 'nowhere' }) }),
]

const organisations: readonly Screen[] = [
  ...seen('/organisations', 'organisations', ['office', 'district', 'association']),
  ...seen('/organisations/new', 'new-organisation', ['office']),
  ...seen('/organisations/$organisationId', 'institution', ['office', 'district', 'association'], {
    ids: ({ institutionId }) => ({ organisationId: institutionId }),
  }),
  ...seen('/organisations/$organisationId', 'employer', ['office'], {
    ids: ({ employerId }) => ({ organisationId: employerId }),
  }),
  ...seen('/organisations/$organisationId', 'site', ['office'], {
    ids: ({ siteId }) => ({ organisationId: siteId }),
  }),
  ...seen('/organisations/$organisationId', 'no-such-organisation', ['institution'], {
    ids: () => ({ organisationId: '00000000-0000-7000-8000-000000000000' }),
    refused: true,
  }),
  ...seen('/own-organisation', 'own', [
    'district',
    'association',
    'institution',
    'newcomer',
    'employer',
    'invigilator',
  ]),
]

const people: readonly Screen[] = [
  ...seen('/people', 'people', ['office', 'district', 'institution', 'newcomer', 'employer']),
  ...seen('/people/new', 'add-staff', ['employer']),
  ...seen('/people/$personId', 'person', ['office', 'professional'], {
    ids: ({ personId }) => ({ personId }),
  }),
  ...seen('/people/$personId', 'person', ['employer'], { ids: ({ staffId }) => ({ personId: staffId }) }),
  ...seen('/people/$personId/record', 'person-hours', ['office'], { ids: ({ personId }) => ({ personId }) }),
  ...seen('/people/$personId/record', 'person-hours', ['employer'], {
    ids: ({ staffId }) => ({ personId: staffId }),
  }),
  ...seen('/people/$personId/standing', 'standing', ['office', 'professional'], {
    ids: ({ personId }) => ({ personId }),
  }),
  ...seen('/people/$personId/merge', 'choose-merge', ['office'], {
    ids: ({ survivorId }) => ({ personId: survivorId }),
  }),
  ...seen('/people/$personId/merge/$absorbedId', 'merge', ['office'], {
    ids: ({ survivorId, absorbedId }) => ({ personId: survivorId, absorbedId }),
  }),
  ...seen('/employment-requests', 'employment-requests', ['office', 'employer']),
  ...seen('/class-proposals', 'class-proposals', ['office']),
]

const programme: readonly Screen[] = [
  ...seen('/programmes', 'programmes', ['office']),
  ...seen('/programmes/new', 'new-programme', ['office']),
  ...seen('/programmes/$programmeId', 'programme', ['office'], {
    ids: ({ programmeId }) => ({ programmeId }),
  }),
  ...seen('/programmes/$programmeId/edit', 'edit-programme', ['office'], {
    ids: ({ programmeId }) => ({ programmeId }),
  }),
  ...seen('/approvals', 'approvals', ['office', 'institution', 'newcomer']),
  ...seen('/approvals/$approvalId', 'approval', ['office'], {
    ids: ({ submittedApprovalId }) => ({ approvalId: submittedApprovalId }),
  }),
  ...seen('/approvals/$approvalId', 'approval', ['institution'], {
    ids: ({ approvalId }) => ({ approvalId }),
  }),
  ...seen('/approvals/$approvalId', 'approval', ['newcomer'], {
    ids: ({ draftApprovalId }) => ({ approvalId: draftApprovalId }),
  }),
  ...seen('/notices', 'notices', ['office']),
  ...seen('/notices/new', 'new-notice', ['office']),
  ...seen('/notices/$noticeId/edit', 'edit-notice', ['office'], { ids: ({ noticeId }) => ({ noticeId }) }),
  ...seen('/messages', 'messages', ['office']),
]

const catalogue: readonly Screen[] = [
  ...seen('/courses', 'courses', ['office', 'institution', 'newcomer']),
  ...seen('/courses/new', 'new-course', ['institution']),
  ...seen('/courses/$courseId', 'course', ['office'], {
    ids: ({ submittedCourseId }) => ({ courseId: submittedCourseId }),
  }),
  ...seen('/courses/$courseId', 'course', ['institution'], { ids: ({ courseId }) => ({ courseId }) }),
  ...seen('/courses/$courseId/draft', 'course-draft', ['institution'], {
    ids: ({ draftId }) => ({ courseId: draftId }),
  }),
]

const held = ({ heldClassId }: Things) => ({ classId: heldClassId })
const training: readonly Screen[] = [
  ...seen('/classes', 'classes', ['office', 'district', 'institution', 'newcomer', 'employer']),
  ...seen('/classes/new', 'file-class', ['institution']),
  ...seen('/classes/$classId', 'class', ['institution', 'employer'], { ids: ({ classId }) => ({ classId }) }),
  ...seen('/classes/$classId', 'closed-class', ['institution'], {
    ids: ({ closedClassId }) => ({ classId: closedClassId }),
  }),
  ...seen('/classes/$classId', 'class', ['office', 'district'], { ids: held }),
  ...seen('/classes/$classId', 'class-people', ['institution', 'employer'], {
    ids: ({ classId }) => ({ classId }),
    more: tab('people'),
  }),
  ...seen('/classes/$classId', 'class-matrix', ['institution'], {
    ids: ({ classId }) => ({ classId }),
    more: tab('attendance'),
  }),
  ...seen('/classes/$classId', 'class-corrections', ['institution'], { ids: held, more: tab('corrections') }),
  ...seen('/classes/$classId', 'class-particulars', ['office'], { ids: held, more: tab('particulars') }),
  ...seen('/classes/$classId/edit', 'edit-class', ['institution'], { ids: held }),
  ...seen('/classes/$classId/roster', 'roster', ['institution'], { ids: held }),
  ...seen('/classes/$classId/roster', 'roster', ['employer'], {
    ids: ({ openClassId }) => ({ classId: openClassId }),
  }),
  ...seen('/classes/$classId/close', 'close-class', ['office', 'institution'], { ids: held }),
  ...seen('/classes/$classId/close', 'class-results', ['institution'], {
    ids: ({ closedClassId }) => ({ classId: closedClassId }),
  }),
  ...seen('/class-sessions/$sessionId/attendance', 'confirmed-sheet', ['institution'], {
    ids: ({ confirmedSessionId }) => ({ sessionId: confirmedSessionId }),
  }),
  ...seen('/class-sessions/$sessionId/attendance', 'open-sheet', ['institution', 'district'], {
    ids: ({ openSessionId }) => ({ sessionId: openSessionId }),
  }),
  ...seen('/enrolments/$enrolmentId', 'enrolment', ['institution'], {
    ids: ({ enrolmentId }) => ({ enrolmentId }),
  }),
  ...seen('/enrolments/$enrolmentId', 'my-attendance', ['professional'], {
    ids: ({ myEnrolmentId }) => ({ enrolmentId: myEnrolmentId }),
  }),
  ...seen('/my-classes', 'my-classes', ['professional']),
  ...seen('/find', 'find', ['employer', 'professional']),
  ...seen('/find/$classId', 'open-class', ['employer', 'professional'], {
    ids: ({ openClassId }) => ({ classId: openClassId }),
  }),
]

const planned = ({ plannedSittingId }: Things) => ({ sittingId: plannedSittingId })
const underWay = ({ openSittingId }: Things) => ({ sittingId: openSittingId })
const exams: readonly Screen[] = [
  ...seen('/exams', 'exams', ['office', 'institution', 'invigilator']),
  ...seen('/exams/new', 'exam-pick-class', ['office']),
  ...seen('/classes/$classId/exam', 'exam-arrange', ['office'], { ids: ({ classId }) => ({ classId }) }),
  ...seen('/exams/$sittingId', 'exam-room', ['invigilator'], { ids: planned }),
  ...seen('/exams/$sittingId', 'exam-console', ['invigilator'], { ids: underWay }),
  ...seen('/exams/$sittingId', 'exam-log', ['invigilator'], { ids: underWay, more: tab('log') }),
  ...seen('/exams/$sittingId', 'exam-record', ['invigilator', 'office'], {
    ids: underWay,
    more: tab('record'),
  }),
  ...seen('/exams/$sittingId', 'exam-room', ['institution'], { ids: underWay }),
  ...seen('/exams/$sittingId', 'exam-tickets', ['invigilator'], { ids: planned, more: tab('tickets') }),
  ...seen('/exams/$sittingId', 'exam-results', ['office'], {
    ids: ({ releasedSittingId }) => ({ sittingId: releasedSittingId }),
  }),
  ...seen('/exams/$sittingId', 'exam-results', ['institution'], {
    ids: ({ ownSittingId }) => ({ sittingId: ownSittingId }),
  }),
  ...seen('/exams/$sittingId', 'exam-particulars', ['office'], { ids: planned, more: tab('particulars') }),
  ...seen('/my-exams', 'my-exams', ['professional']),
  {
    ...open('/exam/*', 'my-exam-over', { ids: ({ attemptId }) => ({ '*': attemptId }) }),
    reader: 'professional',
  },
]

const certificates: readonly Screen[] = [
  ...seen('/certificates', 'certificates', ['office', 'institution', 'employer', 'newcomer']),
  ...seen('/certificates/$number', 'certificate', ['office'], {
    ids: ({ certificate }) => ({ number: certificate }),
  }),
  ...seen('/certificates/$number', 'revoked-certificate', ['office'], {
    ids: ({ revokedCertificate }) => ({ number: revokedCertificate }),
  }),
  ...seen('/certificates/$number', 'certificate', ['institution'], {
    ids: ({ issuedCertificate }) => ({ number: issuedCertificate }),
  }),
  ...seen('/certificates/$number', 'certificate', ['employer'], {
    ids: ({ staffCertificate }) => ({ number: staffCertificate }),
  }),
  ...seen('/certificates/$number', 'certificate', ['professional'], {
    ids: ({ ownCertificate }) => ({ number: ownCertificate }),
  }),
  ...seen('/my-certificates', 'my-certificates', ['professional']),
  ...seen('/credential-check', 'credential-check', ['employer']),
  ...seen('/share-links', 'share-links', ['professional']),
  ...seen('/certificate-batches', 'certificate-batches', ['employer']),
  ...seen('/certificate-batches/$batchId', 'certificate-batch', ['employer'], {
    ids: ({ batchId }) => ({ batchId }),
  }),
  ...seen('/certificates/$number', 'validation', ['office'], {
    ids: ({ validation }) => ({ number: validation }),
  }),
  ...seen('/programmes/$programmeId/closings', 'closings', ['office'], {
    ids: ({ programmeId }) => ({ programmeId }),
  }),
  ...seen('/programmes/$programmeId/register-runs', 'register-runs', ['office'], {
    ids: ({ programmeId }) => ({ programmeId }),
  }),
  ...seen('/register-runs/$runId', 'register-run', ['office'], {
    ids: ({ registerRunId }) => ({ runId: registerRunId }),
  }),
  ...seen('/closings/$closingId', 'closing', ['office'], { ids: ({ closingId }) => ({ closingId }) }),
  ...seen('/ledger/$entryId', 'explanation', ['professional', 'office'], {
    ids: ({ entryId }) => ({ entryId }),
  }),
]

const declarations: readonly Screen[] = [
  ...seen('/declarations', 'declarations', ['office', 'district', 'association', 'employer', 'professional']),
  ...seen('/declarations/new', 'new-declaration', ['professional']),
  ...seen('/declarations/$declarationId', 'declaration', ['office'], {
    ids: ({ waitingDeclarationId }) => ({ declarationId: waitingDeclarationId }),
  }),
  ...seen('/declarations/$declarationId', 'declaration', ['professional'], {
    ids: ({ returnedDeclarationId }) => ({ declarationId: returnedDeclarationId }),
  }),
  ...seen('/declarations/$declarationId/edit', 'edit-declaration', ['professional'], {
    ids: ({ returnedDeclarationId }) => ({ declarationId: returnedDeclarationId }),
  }),
]

const titleReviews: readonly Screen[] = [
  ...seen('/title-reviews', 'title-reviews', ['office', 'employer']),
  ...seen('/title-reviews/new', 'new-title-review', ['office', 'employer']),
  ...seen('/title-reviews/$reviewId', 'title-review', ['office'], { ids: ({ reviewId }) => ({ reviewId }) }),
]

const rules: readonly Screen[] = [
  ...seen('/rules', 'rules', ['office']),
  ...seen('/rules/$packId', 'rule-pack', ['office'], { ids: () => ({ packId: '653-2006' }) }),
  ...['form', 'cases', 'text', 'publish', 'json'].flatMap((name) =>
    seen('/rule-drafts/$draftId', `rule-draft-${name}`, ['office'], {
      ids: ({ ruleDraftId }) => ({ draftId: ruleDraftId }),
      more: tab(name),
    }),
  ),
  ...seen('/rule-dry-runs/$runId', 'rule-dry-run', ['office'], {
    ids: ({ ruleRunId }) => ({ runId: ruleRunId }),
  }),
]

const all = [
  ...publicPages,
  ...doors,
  ...accounts,
  ...organisations,
  ...people,
  ...programme,
  ...catalogue,
  ...training,
  ...exams,
  ...certificates,
  ...declarations,
  ...titleReviews,
  ...rules,
]

/** Every address of the product as its readers see it, reader by reader: a page changes hands as seldom as can be. */
export const screens: readonly Screen[] = [...new Set(all.map((one) => one.reader))].flatMap((reader) =>
  all.filter((one) => one.reader === reader),
)

export const addressOf = (screen: Screen, things: Things): string => {
  const ids = screen.ids?.(things) ?? {}
  const path = screen.route.replace(/[$:](\w+)|[$*]/g, (whole, name?: string) => {
    const id = ids[name ?? whole]
    if (!id) throw new Error(`${screen.name}: nothing to open ${screen.route} with`)
    return encodeURIComponent(id)
  })
  return `${screen.inApp ? '/app' : ''}${path}${screen.more?.(things) ?? ''}`
}
