import { Type, type Static } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, IdShape, OneOf } from '../../../wire/shapes.ts'
import { ModeShape } from '../../programme/contract.ts'
import {
  courseTypes,
  courseCategories,
  SyllabusUnitShape,
  MinutesByModeShape,
  ExamSpecShape,
} from './shapes.ts'
import { courseParams } from './courses.ts'

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
