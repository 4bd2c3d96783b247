import { Type, type Static } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import {
  DayShape,
  Empty,
  IdShape,
  InstantShape,
  MayShape,
  NameOf,
  NameShape,
  OneOf,
} from '../../wire/shapes.ts'
import { FractionShape, ModeShape } from '../programme/contract.ts'

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
const content = {
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
const lenientContent = Type.Partial(Type.Object(content))
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

export const listCourses = endpoint({
  id: 'catalogue.listCourses',
  method: 'GET',
  path: '/api/v1/courses',
  title: { zh: '课程申报列表', en: 'Courses within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    programmeId: Type.Optional(IdShape),
    institutionId: Type.Optional(IdShape),
    status: Type.Optional(OneOf(courseStatuses)),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    ...pageQuery,
  }),
  reply: Page(CourseRowShape),
})

const courseParams = Type.Object({ courseId: IdShape })

export const readCourse = endpoint({
  id: 'catalogue.readCourse',
  method: 'GET',
  path: '/api/v1/courses/:courseId',
  title: { zh: '课程申报详情', en: 'A course with its versions' },
  audience: 'signed-in',
  params: courseParams,
  reply: CourseShape,
})

export const declareCourse = endpoint({
  id: 'catalogue.declareCourse',
  method: 'POST',
  path: '/api/v1/courses',
  title: { zh: '申报课程（起草）', en: 'Declare a course (draft)' },
  audience: 'signed-in',
  body: Type.Object({
    programmeId: IdShape,
    institutionId: IdShape,
    keyAreaId: IdShape,
    ...lenientContent.properties,
    title: NameShape,
  }),
  reply: Type.Object({
    courseId: IdShape,
    versionId: IdShape,
    code: Type.String(),
    revision: Type.Integer(),
  }),
  status: 201,
})

export const saveDraft = endpoint({
  id: 'catalogue.saveDraft',
  method: 'PUT',
  path: '/api/v1/courses/:courseId/draft',
  title: { zh: '保存课程草稿', en: 'Save the draft of a course' },
  audience: 'signed-in',
  params: courseParams,
  body: Type.Object({ revision: Type.Integer(), keyAreaId: Type.Optional(IdShape), ...content }),
  reply: Type.Object({
    revision: Type.Integer(),
    minutesByMode: MinutesByModeShape,
    totalMinutes: Type.Integer(),
    savedAt: InstantShape,
  }),
})

export const discardDraft = endpoint({
  id: 'catalogue.discardDraft',
  method: 'DELETE',
  path: '/api/v1/courses/:courseId/draft',
  title: { zh: '放弃课程草稿', en: 'Discard the draft of a course' },
  audience: 'signed-in',
  params: courseParams,
  reply: Empty,
  status: 204,
})

export const submitCourse = endpoint({
  id: 'catalogue.submitCourse',
  method: 'POST',
  path: '/api/v1/courses/:courseId/submit',
  title: { zh: '提交课程申报', en: 'Submit a course' },
  audience: 'signed-in',
  params: courseParams,
  body: Type.Object({ revision: Type.Integer() }),
  reply: Empty,
  status: 204,
})

export const takeBackCourse = endpoint({
  id: 'catalogue.takeBackCourse',
  method: 'POST',
  path: '/api/v1/courses/:courseId/take-back',
  title: { zh: '撤回已提交的申报', en: 'Take a submitted course back' },
  audience: 'signed-in',
  params: courseParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const decideCourse = endpoint({
  id: 'catalogue.decideCourse',
  method: 'POST',
  path: '/api/v1/courses/:courseId/decision',
  title: { zh: '课程鉴定决定', en: 'Decide a submitted course' },
  audience: 'signed-in',
  params: courseParams,
  body: Type.Object({
    versionId: Type.String({
      format: 'uuid',
      description: 'the version that was read, so that nothing else is decided',
    }),
    decision: OneOf(['approve', 'return', 'refuse'] as const),
    reason: Type.Optional(Type.String({ maxLength: 2000, description: 'required unless approving' })),
    validFrom: Type.Optional(DayShape),
    validTo: Type.Optional(DayShape),
  }),
  reply: Empty,
  status: 204,
})

export const newCourseVersion = endpoint({
  id: 'catalogue.newCourseVersion',
  method: 'POST',
  path: '/api/v1/courses/:courseId/versions',
  title: { zh: '修订课程（新版本）', en: 'Begin a new version of a course' },
  audience: 'signed-in',
  params: courseParams,
  body: Empty,
  reply: Type.Object({ versionId: IdShape, number: Type.Integer(), revision: Type.Integer() }),
  status: 201,
})

export const retireCourse = endpoint({
  id: 'catalogue.retireCourse',
  method: 'POST',
  path: '/api/v1/courses/:courseId/retire',
  title: { zh: '课程退出目录', en: 'Retire a course' },
  audience: 'signed-in',
  params: courseParams,
  body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) }),
  reply: Empty,
  status: 204,
})

const listed = {
  courseId: IdShape,
  code: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  titleEn: Type.String(),
  courseType: OneOf(courseTypes),
  category: OneOf(courseCategories),
  institutionId: IdShape,
  institution: Type.String(),
  institutionEn: Type.String(),
  field: Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }),
  programme: Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }),
  modes: Type.Array(ModeShape),
  totalMinutes: Type.Integer(),
  feeFen: Type.Integer(),
  validTo: DayShape,
}
const nextClass = {
  nextClassOn: Type.Union([DayShape, Type.Null()], {
    description: 'first day of the next class that can be joined',
  }),
}
export const CatalogueItemShape = Type.Object({ ...listed, ...nextClass })
export type CatalogueItem = Static<typeof CatalogueItemShape>

export const searchCatalogue = endpoint({
  id: 'catalogue.searchCatalogue',
  method: 'GET',
  path: '/api/v1/catalogue',
  title: { zh: '课程目录', en: 'Course catalogue' },
  audience: 'public',
  query: Type.Object({
    q: Type.Optional(
      Type.String({
        maxLength: 100,
        description: 'part of a title, an institution’s name, or a course code',
      }),
    ),
    field: Type.Optional(
      Type.String({ maxLength: 100, description: 'code of a key area, or code or field of a programme' }),
    ),
    mode: Type.Optional(ModeShape),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  }),
  reply: Type.Object({
    items: Type.Array(CatalogueItemShape),
    page: Type.Integer(),
    next: Type.Union([Type.Integer(), Type.Null()], { description: 'number of the next page' }),
  }),
})

export const catalogueFields = endpoint({
  id: 'catalogue.catalogueFields',
  method: 'GET',
  path: '/api/v1/catalogue/fields',
  title: { zh: '目录的重点领域与课程数', en: 'Key areas of the catalogue with their numbers of courses' },
  audience: 'public',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        nameEn: Type.String(),
        programmeCode: Type.String(),
        programmeName: Type.String(),
        programmeNameEn: Type.String(),
        courses: Type.Integer(),
      }),
    ),
  }),
})

export const OpenClassShape = Type.Object({
  classId: IdShape,
  filingNumber: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  mode: ModeShape,
  from: DayShape,
  to: DayShape,
  capacity: Type.Integer(),
  enrolled: Type.Integer(),
  feeFen: Type.Integer(),
  state: Type.String(),
})

export const nextClasses = endpoint({
  id: 'catalogue.nextClasses',
  method: 'GET',
  path: '/api/v1/catalogue/next-classes',
  title: { zh: '近期开班', en: 'Next classes' },
  audience: 'public',
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 12 })) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        ...OpenClassShape.properties,
        courseId: IdShape,
        courseTitle: Type.String(),
        courseTitleEn: Type.String(),
        institution: Type.String(),
        institutionEn: Type.String(),
        field: Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() }),
      }),
    ),
  }),
})

export const catalogueCourse = endpoint({
  id: 'catalogue.catalogueCourse',
  method: 'GET',
  path: '/api/v1/catalogue/courses/:courseId',
  title: { zh: '课程公开页', en: 'Public page of a course' },
  audience: 'public',
  params: courseParams,
  query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
  reply: Type.Object({
    ...listed,
    validFrom: DayShape,
    /** False for a version that has retired or expired; it stays readable for those who took it. */
    current: Type.Boolean(),
    audience: Type.String(),
    objectives: Type.String(),
    syllabus: Type.Array(SyllabusUnitShape),
    minutesByMode: MinutesByModeShape,
    examSpec: Type.Union([ExamSpecShape, Type.Null()]),
    materials: Type.String(),
    versions: Type.Array(
      Type.Object({
        number: Type.Integer(),
        validFrom: DayShape,
        validTo: DayShape,
        current: Type.Boolean(),
      }),
    ),
    classes: Type.Array(OpenClassShape),
  }),
})
