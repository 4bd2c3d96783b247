import type { Bilingual } from '../../../kernel/bilingual.ts'
import { classHours, type HourRule } from '../../../kernel/class-hours.ts'
import type { PrintedMarks } from './mark.ts'

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
  /** The office's images in force on the day of issue; absent where it had given none. */
  readonly images?: PrintedMarks
}

/** What every certificate says. */
interface Stated {
  readonly programme: { readonly code: string; readonly name: Bilingual }
  readonly holder: { readonly name: string }
  readonly hours: {
    readonly minutes: number
    readonly unitMinutes: number
    readonly classHours: string
    readonly unit: Bilingual
  }
  readonly issuer: { readonly name: Bilingual }
  /** Demonstration data: printed on the certificate, so that none of them can pass for a real one. */
  readonly demo: boolean
}

/** What a certificate says of a person and a class, as the register has it on the day of issue. */
export interface ClassFacts extends Stated {
  readonly type: 'pass' | 'attendance'
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
  /** As released, to the mark; null where the course has no exam. */
  readonly grade: string | null
  /** The word of the exam's pass rule for it; null without an exam. Older certificates do not state it. */
  readonly gradeWord?: Bilingual | null
  readonly examDate: string | null
}

/** What a certificate of annual validation says: the period was closed, and its requirement was met. */
export interface ValidationFacts extends Stated {
  readonly type: 'annual-validation'
  readonly title: Bilingual
  readonly period: { readonly key: string; readonly from: string; readonly to: string }
  /** The frozen row it rests on, by its hash, and the rules it was judged by. */
  readonly closing: { readonly on: string; readonly row: string; readonly ruleset: string }
  /** Exempt from all that was asked: said in place of the hours. Older certificates do not state it. */
  readonly exempt?: 'full'
}

export type CertificateFacts = ClassFacts | ValidationFacts

interface Given extends Rendering {
  readonly number: string
  readonly issuedOn: string
  readonly supersedes: { readonly number: string; readonly cause: string } | null
  readonly verification: { readonly url: string }
  /** 128 random bits, so that the published hash of a certificate tells nothing about a name that is guessed. */
  readonly salt: string
}

export interface ClassContent extends ClassFacts, Given {
  readonly schema: 'zhixin.certificate/1'
}
export interface ValidationContent extends ValidationFacts, Given {
  readonly schema: 'zhixin.certificate/2'
}

/** The frozen content: canonicalised, hashed, signed, and never changed. Identity numbers have no place in it. */
export type CertificateContent = ClassContent | ValidationContent

/** What it is a certificate of, as lists and the public check call it. */
export const titleOf = (facts: CertificateFacts): Bilingual =>
  facts.type === 'annual-validation' ? facts.title : facts.course.title

/** Exempt from all that was asked: its hours are no ground of it, and are shown nowhere. */
export const isExempt = (facts: CertificateFacts): boolean =>
  facts.type === 'annual-validation' && facts.exempt === 'full'

/** What the register repeats of it, where the certificate is of a class. */
export const ofClass = (facts: CertificateFacts) =>
  facts.type === 'annual-validation'
    ? {
        className: null,
        classNameEn: '',
        grade: null,
        gradeWord: null,
        examDate: null,
        period: facts.period.key,
      }
    : {
        className: facts.class.name,
        classNameEn: facts.class.nameEn ?? '',
        grade: facts.grade,
        gradeWord: facts.gradeWord ?? null,
        examDate: facts.examDate,
        period: null,
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

export const frozen = (facts: CertificateFacts, given: Given): CertificateContent =>
  facts.type === 'annual-validation'
    ? { schema: 'zhixin.certificate/2', ...facts, ...given }
    : { schema: 'zhixin.certificate/1', ...facts, ...given }

/** Members of the content that a correction may change; what differs between two contents beyond them is bookkeeping. */
const stated = [
  'type',
  'programme',
  'holder',
  'course',
  'class',
  'institution',
  'title',
  'period',
  'closing',
  'hours',
  'exempt',
  'grade',
  'gradeWord',
  'examDate',
  'issuer',
] as const

const member = (facts: CertificateFacts, name: (typeof stated)[number]): unknown =>
  (facts as unknown as Readonly<Record<string, unknown>>)[name]

export interface Difference {
  /** JSON pointer into the content. */
  readonly pointer: string
  readonly issued: string | number | null
  readonly now: string | number | null
}

/** What the register says now that an issued certificate does not say. */
export const differences = (issued: CertificateFacts, now: CertificateFacts): Difference[] =>
  stated.flatMap((name) => leafDifferences(`/${name}`, member(issued, name), member(now, name)))

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
  ...bilingual('/programme/name', facts.programme.name),
  ...bilingual('/issuer/name', facts.issuer.name),
  ...(facts.type === 'annual-validation'
    ? bilingual('/title', facts.title)
    : [
        ...bilingual('/course/title', facts.course.title),
        ...bilingual('/institution/name', facts.institution.name),
        { pointer: '/class/name', text: facts.class.name },
        { pointer: '/class/filingNumber', text: facts.class.filingNumber },
        { pointer: '/grade', text: facts.grade ?? '' },
        ...bilingual('/gradeWord', facts.gradeWord ?? { zh: '', en: '' }),
      ]),
]

const bilingual = (pointer: string, name: Bilingual) => [
  { pointer: `${pointer}/zh`, text: name.zh },
  { pointer: `${pointer}/en`, text: name.en },
]
