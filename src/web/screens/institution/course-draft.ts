import type {
  Course,
  CourseContent,
  CourseVersion,
  ExamSpec,
  SyllabusUnit,
} from '../../../areas/catalogue/contract.ts'

/** A draft as its form holds it: half-typed rows included. */
export interface DraftForm extends Omit<CourseContent, 'syllabus' | 'examSpec' | 'feeFen'> {
  readonly keyAreaId: string
  readonly hasExam: boolean
  readonly examSpec: Partial<ExamSpec>
  readonly syllabus: readonly (Partial<SyllabusUnit> | undefined)[]
  readonly feeFen: number | null
}

const usualExam: ExamSpec = {
  durationMinutes: 90,
  questions: 50,
  passMark: { numerator: 60, denominator: 100 },
}

export const draftOf = (course: Course, version: CourseVersion): DraftForm => ({
  keyAreaId: course.keyArea.id,
  title: version.title,
  titleEn: version.titleEn,
  courseType: version.courseType,
  category: version.category,
  audience: version.audience,
  objectives: version.objectives,
  syllabus:
    version.syllabus.length > 0 ? version.syllabus : [{ title: '', minutes: 45, mode: 'face-to-face' }],
  hasExam: version.examSpec !== null,
  examSpec: version.examSpec ?? usualExam,
  materials: version.materials,
  feeFen: version.feeFen,
})

/** What is sent of a draft: rows nobody wrote in are left out, empty figures are nought. */
export const contentOf = (form: DraftForm): CourseContent & { keyAreaId: string } => ({
  keyAreaId: form.keyAreaId,
  title: form.title ?? '',
  titleEn: form.titleEn ?? '',
  courseType: form.courseType,
  category: form.category,
  audience: form.audience ?? '',
  objectives: form.objectives ?? '',
  syllabus: (form.syllabus ?? [])
    .map(
      (unit): SyllabusUnit => ({
        title: unit?.title ?? '',
        minutes: unit?.minutes ?? 0,
        mode: unit?.mode ?? 'face-to-face',
      }),
    )
    .filter((unit, _, all) => unit.title !== '' || unit.minutes !== 45 || all.length > 1),
  examSpec: form.hasExam ? { ...usualExam, ...filled(form.examSpec) } : null,
  materials: form.materials ?? '',
  feeFen: form.feeFen ?? 0,
})

const filled = (exam: Partial<ExamSpec> | undefined): Partial<ExamSpec> =>
  Object.fromEntries(Object.entries(exam ?? {}).filter(([, value]) => value !== null && value !== undefined))
