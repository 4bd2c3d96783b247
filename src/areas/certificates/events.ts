import type { DomainEvent } from '../../platform/events.ts'

/** What certificates tell. Names of holders stay out: whoever needs them reads the register. */
export const certificateEvents = {
  /** One per batch. Subject: the class. Data: certificates [{ number, enrolment, person }]. */
  certificatesIssued: 'certificates.certificatesIssued',
  /** Every completed enrolment of the class has its certificate or a stated reason for having none yet. Data: { issued, held }. */
  classServed: 'certificates.classServed',
  /** Subject: the person. Data: { number, by, cause, reason }. */
  certificateReplaced: 'certificates.certificateReplaced',
  /** Subject: the person. Data: { number, cause, reason }. */
  certificateRevoked: 'certificates.certificateRevoked',
  /** Subject: the person. Data: { number, expected, got } as hex SHA-256. */
  reprintRefused: 'certificates.reprintRefused',
} as const

export const classServed = (classId: string, data: { issued: number; held: number }): DomainEvent => ({
  name: certificateEvents.classServed,
  subject: { kind: 'class', id: classId },
  data,
})
