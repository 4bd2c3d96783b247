import type { Bilingual } from '../../../kernel/bilingual.ts'
import { classHours, type HourRule } from '../../../kernel/class-hours.ts'

export const certificateTypes = ['pass', 'attendance', 'annual-validation'] as const
export type CertificateType = (typeof certificateTypes)[number]

/** What drew the picture: enough to draw the same one in ten years, or to know that one cannot. */
export interface Rendering {
  /** Template text by id, version and hash; a published version never changes. */
  readonly template: { readonly id: string; readonly version: number; readonly sha256: string }
  readonly renderer: { readonly name: string; readonly version: string }
  readonly fonts: readonly {
    readonly name: string
    readonly version: string
    readonly weights: readonly number[]
  }[]
}

/** What a certificate says of a person and a class, as the register has it on the day of issue. */
export interface CertificateFacts {
  readonly type: CertificateType
  readonly programme: { readonly code: string; readonly name: Bilingual }
  readonly holder: { readonly name: string }
  readonly course: { readonly code: string; readonly version: number; readonly title: Bilingual }
  readonly class: {
    readonly filingNumber: string
    readonly name: string
    /** Empty where it has none; older certificates do not state it. */
    readonly nameEn?: string
    readonly mode: string
    readonly from: string
    readonly to: string
  }
  readonly institution: { readonly name: Bilingual }
  readonly hours: {
    readonly minutes: number
    readonly unitMinutes: number
    readonly classHours: string
    readonly unit: Bilingual
  }
  /** As released, to the mark; null where the course has no exam. */
  readonly grade: string | null
  /** The word of the exam's pass rule for it; null without an exam. Older certificates do not state it. */
  readonly gradeWord?: Bilingual | null
  readonly examDate: string | null
  readonly issuer: { readonly name: Bilingual }
  /** Demonstration data: printed on the certificate, so that none of them can pass for a real one. */
  readonly demo: boolean
}

/** The frozen content: canonicalised, hashed, signed, and never changed. Identity numbers have no place in it. */
export interface CertificateContent extends CertificateFacts, Rendering {
  readonly schema: 'zhixin.certificate/1'
  readonly number: string
  readonly issuedOn: string
  readonly supersedes: { readonly number: string; readonly cause: string } | null
  readonly verification: { readonly url: string }
  /** 128 random bits, so that the published hash of a certificate tells nothing about a name that is guessed. */
  readonly salt: string
}

/** Hours as printed: whole minutes proven, and the class hours that the programme's pack makes of them. */
export const hoursOf = (minutes: number, rule: HourRule, unit: Bilingual): CertificateFacts['hours'] => ({
  minutes,
  unitMinutes: rule.minutes,
  classHours: classHours(minutes, rule),
  unit: { zh: unit.zh, en: unit.en },
})

/** Score and maximum make the grade where there are marks; otherwise the word that was released. */
export const gradeOf = (outcome: {
  readonly score: string | null
  readonly maximum: string | null
  readonly grade: string | null
}): string | null => {
  if (outcome.score !== null && outcome.maximum !== null) return `${outcome.score}/${outcome.maximum}`
  return outcome.grade ?? outcome.score
}

/** In the words of the exam's pass rule. */
export const gradeWordOf = (outcome: {
  readonly grade: string | null
  readonly gradeEn?: string | null
}): Bilingual | null => (outcome.grade === null ? null : { zh: outcome.grade, en: outcome.gradeEn ?? '' })

export const frozen = (
  facts: CertificateFacts,
  given: Rendering & Pick<CertificateContent, 'number' | 'issuedOn' | 'supersedes' | 'verification' | 'salt'>,
): CertificateContent => ({ schema: 'zhixin.certificate/1', ...facts, ...given })

/** Members of the content that a correction may change; what differs between two contents beyond them is bookkeeping. */
const stated = [
  'type',
  'programme',
  'holder',
  'course',
  'class',
  'institution',
  'hours',
  'grade',
  'gradeWord',
  'examDate',
  'issuer',
] as const

export interface Difference {
  /** JSON pointer into the content. */
  readonly pointer: string
  readonly issued: string | number | null
  readonly now: string | number | null
}

/** What the register says now that an issued certificate does not say. */
export const differences = (issued: CertificateFacts, now: CertificateFacts): Difference[] =>
  stated.flatMap((member) => leafDifferences(`/${member}`, issued[member], now[member]))

const leafDifferences = (pointer: string, issued: unknown, now: unknown): Difference[] => {
  // Issued before certificates stated this: saying nothing is not saying otherwise.
  if (issued === undefined) return []
  const [was, is] = [isRecord(issued) ? issued : null, isRecord(now) ? now : null]
  if (was || is) {
    const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
    return keys.flatMap((key) =>
      leafDifferences(`${pointer}/${key}`, was ? was[key] : null, is ? is[key] : null),
    )
  }
  return issued === now
    ? []
    : [
        {
          pointer,
          issued: (issued ?? null) as string | number | null,
          now: (now ?? null) as string | number | null,
        },
      ]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Every text that is printed with letters from outside: what the fonts must be able to draw. */
export const printedTexts = (
  facts: CertificateFacts,
): readonly { readonly pointer: string; readonly text: string }[] => [
  { pointer: '/holder/name', text: facts.holder.name },
  ...bilingual('/course/title', facts.course.title),
  ...bilingual('/programme/name', facts.programme.name),
  ...bilingual('/institution/name', facts.institution.name),
  ...bilingual('/issuer/name', facts.issuer.name),
  { pointer: '/class/name', text: facts.class.name },
  { pointer: '/class/filingNumber', text: facts.class.filingNumber },
  { pointer: '/grade', text: facts.grade ?? '' },
  ...bilingual('/gradeWord', facts.gradeWord ?? { zh: '', en: '' }),
]

const bilingual = (pointer: string, name: Bilingual) => [
  { pointer: `${pointer}/zh`, text: name.zh },
  { pointer: `${pointer}/en`, text: name.en },
]
