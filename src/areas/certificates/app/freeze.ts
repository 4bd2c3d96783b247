import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
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
import type { ClassRow, Decided } from '../store/candidates.ts'
import { sha256, type Signed, signedAll } from './signing.ts'

type Pack = HourPack & { readonly unit: Bilingual }

/**
 * What the register says of a class and the people in it today, in the words of a certificate. What the class's
 * certificates have in common is the same object in each.
 */
export const factsOfClass = (
  one: ClassRow,
  pack: Pack,
): ((type: ClassFacts['type'], person: Decided) => ClassFacts) => {
  const common = {
    programme: { code: one.programmeCode, name: { zh: one.programme, en: one.programmeEn } },
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
    issuer: { name: { zh: one.issuer, en: one.issuerEn } },
  }
  const rule = hourRuleOn(pack, one.toDay)
  return (type, { name, demo, outcome }) => ({
    type,
    ...common,
    holder: { name },
    hours: hoursOf(outcome.attendedMinutes, rule, pack.unit),
    // Attendance is not graded: a mark that did not suffice stands in no certificate.
    ...(type === 'attendance'
      ? { grade: null, gradeWord: null, examDate: null }
      : { grade: gradeOf(outcome), gradeWord: gradeWordOf(outcome), examDate: outcome.examDate }),
    demo: one.demo || demo,
  })
}

export interface Frozen extends Signed {
  readonly content: CertificateContent
}

/** What certificates frozen together are given alike. */
export interface FrozenAlike {
  readonly issuedOn: string
  readonly rendering: Rendering
}

/** One to be frozen, under its number. */
export interface ToFreeze {
  readonly facts: CertificateFacts
  readonly number: string
  readonly supersedes: CertificateContent['supersedes']
}

/** Frozen without a pause: what is just being written to the database waits no longer than that for its next piece. */
const withoutPause = 25

const saltBytes = 16

/**
 * Freezes facts under their numbers and signs them: from here on nothing changes. Certificates frozen by one of these have
 * the parts they share written once.
 */
export const freezer = (
  ports: Ports,
  { issuedOn, rendering }: FrozenAlike,
  [example]: readonly CertificateFacts[],
) => {
  const known = new Map<unknown, string>()
  for (const part of [...Object.values(rendering), ...Object.values(example ?? {})])
    if (typeof part === 'object' && part !== null) known.set(part, canonicalJson(part as Json))
  return async (wanted: readonly ToFreeze[]): Promise<Frozen[]> => {
    const salts = randomBytes(saltBytes * wanted.length)
    const contents: CertificateContent[] = []
    const texts: { text: string; hash: Buffer }[] = []
    for (const [place, { facts, number, supersedes }] of wanted.entries()) {
      if (place > 0 && place % withoutPause === 0) await setImmediate()
      const content = frozen(facts, {
        ...rendering,
        number,
        issuedOn,
        supersedes,
        verification: { url: `${ports.publicUrl}/verify/${number}` },
        salt: salts.toString('base64url', place * saltBytes, (place + 1) * saltBytes),
      })
      const text = canonicalJson(content as unknown as Json, known)
      contents.push(content)
      texts.push({ text, hash: sha256(text) })
    }
    const signed = await signedAll(ports.signer, texts)
    return signed.map((one, place) => ({ content: contents[place] as CertificateContent, ...one }))
  }
}
