import { randomBytes } from 'node:crypto'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Ports } from '../../../platform/ports/ports.ts'
import { type HourPack, hourRuleOn } from '../../../rules/hour-rule.ts'
import {
  type CertificateContent,
  type CertificateFacts,
  type ClassFacts,
  frozen,
  gradeOf,
  gradeWordOf,
  hoursOf,
  type Rendering,
} from '../domain/content.ts'
import type { ClassRow, Completed } from '../store/candidates.ts'
import { signed, type Signed } from './signing.ts'

/** What the register says of one person and class today, in the words of a certificate. */
export const factsOf = (
  type: ClassFacts['type'],
  one: ClassRow,
  person: Completed,
  pack: HourPack & { readonly unit: Bilingual },
): ClassFacts => ({
  type,
  programme: { code: one.programmeCode, name: { zh: one.programme, en: one.programmeEn } },
  holder: { name: person.name },
  course: { code: one.courseCode, version: one.courseVersion, title: { zh: one.title, en: one.titleEn } },
  class: {
    filingNumber: one.filingNumber,
    name: one.className,
    nameEn: one.classNameEn,
    mode: one.mode,
    from: one.fromDay,
    to: one.toDay,
  },
  institution: { name: { zh: one.institution, en: one.institutionEn } },
  hours: hoursOf(person.outcome.attendedMinutes, hourRuleOn(pack, one.toDay), pack.unit),
  grade: gradeOf(person.outcome),
  gradeWord: gradeWordOf(person.outcome),
  examDate: person.outcome.examDate,
  issuer: { name: { zh: one.issuer, en: one.issuerEn } },
  demo: one.demo || person.demo,
})

export interface Frozen extends Signed {
  readonly content: CertificateContent
}

/** Freezes facts under a number and signs them: from here on nothing changes. */
export const freeze = async (
  ports: Ports,
  facts: CertificateFacts,
  given: {
    readonly number: string
    readonly issuedOn: string
    readonly rendering: Rendering
    readonly supersedes: CertificateContent['supersedes']
  },
): Promise<Frozen> => {
  const content = frozen(facts, {
    ...given.rendering,
    number: given.number,
    issuedOn: given.issuedOn,
    supersedes: given.supersedes,
    verification: { url: `${ports.publicUrl}/verify/${given.number}` },
    salt: randomBytes(16).toString('base64url'),
  })
  return { content, ...(await signed(ports.signer, content)) }
}
