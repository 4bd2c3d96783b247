export const papers = ['landscape', 'portrait'] as const
export type Paper = (typeof papers)[number]

/** What a class earns and the sheet it is printed on, as the office decided for classes beginning on a day or later. */
export interface CertificateRule {
  /** Earned by completing a class of a course without an exam. */
  readonly withoutExam: 'attendance' | 'pass'
  /** Whether who attended enough but did not pass the exam gets a certificate of attendance. */
  readonly notPassed: boolean
  readonly paper: Paper
}

/** Where the office has set nothing: no certificate says that an exam was passed where there was none. */
export const fallbackRule: CertificateRule = {
  withoutExam: 'attendance',
  notPassed: false,
  paper: 'landscape',
}

/** Reasons that leave the attendance standing: the exam was sat and failed, or not sat. */
export const attendedAllTheSame: readonly string[] = ['exam.failed', 'exam.not-taken']

/** How an enrolment ended, as frozen on closing. */
export interface Ended {
  readonly state: string
  readonly outcome: { readonly reasons: readonly { readonly code: string }[] }
}

/** Attended enough, and did not pass. */
export const attendedOnly = ({ state, outcome }: Ended): boolean =>
  state === 'not-completed' &&
  outcome.reasons.length > 0 &&
  outcome.reasons.every(({ code }) => attendedAllTheSame.includes(code))

/** The type a class earns somebody; `undefined` for none. */
export const earnedType = (
  ended: Ended,
  hasExam: boolean,
  rule: CertificateRule,
): 'pass' | 'attendance' | undefined => {
  if (ended.state === 'completed') return hasExam ? 'pass' : rule.withoutExam
  return rule.notPassed && attendedOnly(ended) ? 'attendance' : undefined
}
