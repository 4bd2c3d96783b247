import type { DomainEvent } from '../../platform/events.ts'

/** What certificates tell. Names of holders stay out: whoever needs them reads the register. */
export const certificateEvents = {
  /** One per batch. Subject: the class. Data: certificates [{ number, enrolment, person }]. */
  certificatesIssued: 'certificates.certificatesIssued',
  /** Every completed enrolment of the class has its certificate or a stated reason for having none yet. Data: { issued, held }. */
  classServed: 'certificates.classServed',
  /** Subject: the programme. Data: { from, withoutExam, notPassed, paper, basis }. */
  ruleSet: 'certificates.ruleSet',
  /** Subject: the programme. Data: { kind, from, image (SHA-256, base64url; null: none), signatory }. */
  markSet: 'certificates.markSet',
  /** Subject: the organisation that asks. Data: { batch, purpose, rows }. */
  batchCheckBegun: 'certificates.batchCheckBegun',
  /** Subject: the same. Data: { batch, state, rows, missed }. */
  batchCheckEnded: 'certificates.batchCheckEnded',
  /** Subject: the person. Data: { link, number (null: all in force), expires }. */
  shareMade: 'certificates.shareMade',
  /** Subject: the person. Data: { link }. */
  shareRevoked: 'certificates.shareRevoked',
  /** Subject: the person. Data: { link }; at most one a minute and link. */
  shareOpened: 'certificates.shareOpened',
  /** Subject: the account that had a credential of any issuer checked. */
  credentialChecked: 'certificates.credentialChecked',
  /** Subject: the person. Data: { number, by, cause, reason }. */
  certificateReplaced: 'certificates.certificateReplaced',
  /** Subject: the person. Data: { number, cause, reason }. */
  certificateRevoked: 'certificates.certificateRevoked',
  /** A certificate got its place in a status list. Subject: the person. Data: { number, list, index }. */
  statusPlaceTaken: 'certificates.statusPlaceTaken',
  /** First prints of a batch. Subject: the class or the closing. Data: { printed }. */
  certificatesPrinted: 'certificates.certificatesPrinted',
  /** Subject: the person. Data: { numbers, reason }. */
  certificatesErased: 'certificates.certificatesErased',
  /** Subject: the person. Data: { number, expected, got } as hex SHA-256. */
  reprintRefused: 'certificates.reprintRefused',
} as const

export const classServed = (classId: string, data: { issued: number; held: number }): DomainEvent => ({
  name: certificateEvents.classServed,
  subject: { kind: 'class', id: classId },
  data,
})
