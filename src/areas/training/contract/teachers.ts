import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Empty, IdShape, MayShape, NameOf, NameShape } from '../../../wire/shapes.ts'

export const TeacherShape = Type.Object({
  id: IdShape,
  institutionId: IdShape,
  name: Type.String(),
  title: Type.String({ description: 'professional title, 高级工程师' }),
  active: Type.Boolean(),
  sessions: Type.Integer({ description: 'sessions taught or planned' }),
})
export type Teacher = Static<typeof TeacherShape>
const teacherFacts = { name: NameShape, title: NameOf(100) }

export const listTeachers = endpoint({
  id: 'training.listTeachers',
  method: 'GET',
  path: '/api/v1/organisations/:institutionId/teachers',
  title: { zh: '授课教师', en: 'Teachers of an institution' },
  audience: 'signed-in',
  params: Type.Object({ institutionId: IdShape }),
  reply: Type.Object({ items: Type.Array(TeacherShape), may: MayShape }),
})

export const addTeacher = endpoint({
  id: 'training.addTeacher',
  method: 'POST',
  path: '/api/v1/organisations/:institutionId/teachers',
  title: { zh: '添加教师', en: 'Add a teacher' },
  audience: 'signed-in',
  params: Type.Object({ institutionId: IdShape }),
  body: Type.Object({ name: NameShape, title: Type.Optional(NameOf(100)) }),
  reply: Type.Object({ teacherId: IdShape }),
  status: 201,
})

export const editTeacher = endpoint({
  id: 'training.editTeacher',
  method: 'PUT',
  path: '/api/v1/teachers/:teacherId',
  title: { zh: '修改教师', en: 'Edit a teacher' },
  audience: 'signed-in',
  params: Type.Object({ teacherId: IdShape }),
  body: Type.Object({
    ...teacherFacts,
    active: Type.Boolean({ description: 'false: no longer offered for new classes' }),
  }),
  reply: Empty,
  status: 204,
})
