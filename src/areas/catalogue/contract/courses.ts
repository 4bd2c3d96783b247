import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, NameShape, OneOf } from '../../../wire/shapes.ts'
import {
  courseStatuses,
  MinutesByModeShape,
  content,
  lenientContent,
  CourseShape,
  CourseRowShape,
} from './shapes.ts'

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

export const courseParams = Type.Object({ courseId: IdShape })

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
