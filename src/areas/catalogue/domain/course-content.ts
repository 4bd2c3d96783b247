import type { FieldError } from '../../../kernel/result.ts'
import { undrawableFaults } from '../../../kernel/undrawable.ts'
import type { SyllabusUnit } from './syllabus.ts'

export type CourseType =
  | 'knowledge-integration'
  | 'technology-foresight'
  | 'application-tool'
  | 'public-subject'
export type CourseCategory = 'public' | 'professional'

export interface ExamSpec {
  readonly durationMinutes: number
  readonly questions: number
  readonly passMark: { readonly numerator: number; readonly denominator: number }
}

/** What an institution writes about a course. */
export interface CourseContent {
  readonly title: string
  readonly titleEn: string
  readonly courseType: CourseType
  readonly category: CourseCategory
  readonly audience: string
  readonly objectives: string
  readonly syllabus: readonly SyllabusUnit[]
  readonly examSpec: ExamSpec | null
  readonly materials: string
  readonly feeFen: number
}

/** Everything that keeps a draft from being submitted, by field. */
export const contentFaults = (content: CourseContent): FieldError[] => {
  const faults: FieldError[] = []
  for (const field of ['title', 'audience', 'objectives'] as const) {
    if (content[field].trim() === '') faults.push({ pointer: `/${field}`, code: 'request.required' })
  }
  faults.push(...undrawableFaults({ title: content.title, titleEn: content.titleEn }))
  if ((content.courseType === 'public-subject') !== (content.category === 'public')) {
    faults.push({ pointer: '/courseType', code: 'course.category-mismatch' })
  }
  if (content.syllabus.length === 0) faults.push({ pointer: '/syllabus', code: 'request.required' })
  for (const [index, unit] of content.syllabus.entries()) {
    if (unit.title.trim() === '')
      faults.push({ pointer: `/syllabus/${index}/title`, code: 'request.required' })
    if (unit.minutes < 1) faults.push({ pointer: `/syllabus/${index}/minutes`, code: 'course.minutes-zero' })
  }
  const passMark = content.examSpec?.passMark
  if (passMark && (passMark.numerator < 1 || passMark.numerator > passMark.denominator)) {
    faults.push({ pointer: '/examSpec/passMark', code: 'course.pass-mark' })
  }
  return faults
}

/** Names of the fields that differ. */
export const changedFields = (before: CourseContent, after: CourseContent): string[] =>
  (Object.keys(after) as (keyof CourseContent)[]).filter((field) => !same(before[field], after[field]))

/** Equality whatever the order of keys: what comes back from the database has its own. */
const same = (a: unknown, b: unknown): boolean => {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
