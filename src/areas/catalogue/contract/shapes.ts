import { Type, type Static } from 'typebox'
import { DayShape, IdShape, InstantShape, MayShape, NameOf, OneOf } from '../../../wire/shapes.ts'
import { FractionShape, ModeShape } from '../../programme/contract.ts'

export const courseTypes = [
  'knowledge-integration',
  'technology-foresight',
  'application-tool',
  'public-subject',
] as const
export const courseCategories = ['public', 'professional'] as const
/** Draft → submitted → approved, refused, or returned (then submitted again); an approved version retires. */
export const courseStatuses = ['draft', 'submitted', 'returned', 'refused', 'approved', 'retired'] as const

export const SyllabusUnitShape = Type.Object({
  title: NameOf(200),
  minutes: Type.Integer({ minimum: 0, maximum: 60_000 }),
  mode: ModeShape,
})
export type SyllabusUnit = Static<typeof SyllabusUnitShape>

/** Always the sums of the syllabus units. */
export const MinutesByModeShape = Type.Object({
  'face-to-face': Type.Integer(),
  distance: Type.Integer(),
  'advanced-seminar': Type.Integer(),
})
export type MinutesByMode = Static<typeof MinutesByModeShape>

export const ExamSpecShape = Type.Object({
  durationMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  questions: Type.Integer({ minimum: 1, maximum: 1000 }),
  passMark: FractionShape,
})
export type ExamSpec = Static<typeof ExamSpecShape>

/** What an institution writes; a draft may be incomplete, submitting checks it. */
export const content = {
  title: NameOf(200),
  titleEn: NameOf(200),
  courseType: OneOf(courseTypes),
  category: OneOf(courseCategories),
  audience: Type.String({ maxLength: 2000 }),
  objectives: Type.String({ maxLength: 5000 }),
  syllabus: Type.Array(SyllabusUnitShape, { maxItems: 300 }),
  examSpec: Type.Union([ExamSpecShape, Type.Null()], { description: 'null: the course has no exam' }),
  materials: Type.String({ maxLength: 3000 }),
  feeFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
}
export const lenientContent = Type.Partial(Type.Object(content))
export const CourseContentShape = Type.Object(content)
export type CourseContent = Static<typeof CourseContentShape>

const place = {
  courseId: IdShape,
  code: Type.String(),
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  institutionId: IdShape,
  institutionName: Type.String(),
  institutionNameEn: Type.String(),
  keyArea: Type.Object({ id: IdShape, code: Type.String(), name: Type.String(), nameEn: Type.String() }),
}

export const CourseVersionShape = Type.Object({
  versionId: IdShape,
  number: Type.Integer(),
  status: OneOf(courseStatuses),
  ...content,
  minutesByMode: MinutesByModeShape,
  totalMinutes: Type.Integer(),
  validFrom: Type.Union([DayShape, Type.Null()]),
  validTo: Type.Union([DayShape, Type.Null()]),
  submittedAt: Type.Union([InstantShape, Type.Null()]),
  decidedAt: Type.Union([InstantShape, Type.Null()]),
  decisionReason: Type.String(),
  /** Send it back with a save: a save over a newer revision is refused instead of overwriting. */
  revision: Type.Integer(),
})
export type CourseVersion = Static<typeof CourseVersionShape>

export const CourseShape = Type.Object({
  ...place,
  demo: Type.Boolean(),
  /** Newest first; the first is the one under work, if any is. */
  versions: Type.Array(CourseVersionShape),
  may: MayShape,
})
export type Course = Static<typeof CourseShape>

export const CourseRowShape = Type.Object({
  ...place,
  versionId: IdShape,
  number: Type.Integer(),
  status: OneOf(courseStatuses),
  title: Type.String(),
  titleEn: Type.String(),
  totalMinutes: Type.Integer(),
  validFrom: Type.Union([DayShape, Type.Null()]),
  validTo: Type.Union([DayShape, Type.Null()]),
  submittedAt: Type.Union([InstantShape, Type.Null()]),
  /** When the version was last saved, submitted or decided. */
  changedAt: InstantShape,
})
export type CourseRow = Static<typeof CourseRowShape>
