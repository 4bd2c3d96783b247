import type { Activity } from '../../../rules/index.ts'

/** What closing a class proves of one person; the shape training hands over. */
export interface ClosedEnrolment {
  readonly enrolmentId: string
  readonly courseTitle: string
  readonly className: string
  readonly courseVersionId: string
  readonly mode: string
  readonly category: string
  readonly institutionId: string
  readonly filingNumber: string
  readonly filedOn: string
  readonly from: string
  readonly to: string
  readonly closedOn: string
  readonly examDate: string | null
  readonly passed: boolean
  readonly grade: string | null
  readonly sessions: readonly {
    readonly date: string
    readonly start: string
    readonly end: string
    readonly minutes: number
  }[]
}

const kindOf: Readonly<Record<string, string>> = {
  'face-to-face': 'class',
  distance: 'distance',
  'advanced-seminar': 'seminar',
}

/** The enrolment as an activity of FACTS: sessions attended, whether passed, who filed, recognised by the system on closing. */
export const classActivity = (enrolment: ClosedEnrolment): Activity => ({
  id: enrolment.enrolmentId,
  kind: kindOf[enrolment.mode] ?? 'class',
  // A class is usually named after its course and needs it said once.
  title: enrolment.className.startsWith(enrolment.courseTitle)
    ? enrolment.className
    : `${enrolment.courseTitle} — ${enrolment.className}`,
  role: 'learner',
  category: enrolment.category,
  mode: enrolment.mode,
  topic: enrolment.courseVersionId,
  from: enrolment.from,
  to: enrolment.to,
  completedOn:
    enrolment.examDate !== null && enrolment.examDate > enrolment.to ? enrolment.examDate : enrolment.to,
  registeredOn: enrolment.closedOn,
  sessions: enrolment.sessions.filter((session) => session.minutes > 0),
  evidence: { passed: enrolment.passed, grade: enrolment.grade },
  provider: { id: enrolment.institutionId },
  approvals: [
    { kind: 'filing', by: enrolment.institutionId, on: enrolment.filedOn, number: enrolment.filingNumber },
  ],
  recognitions: [{ act: 'recognised', by: 'system', on: enrolment.closedOn }],
})
