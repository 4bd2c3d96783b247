import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Empty, IdShape, MayShape, NameOf, OneOf } from '../../../wire/shapes.ts'
import {
  facts,
  KeyAreaShape,
  NumberingShape,
  programmeParams,
  ProgrammeShape,
  programmeStatuses,
  ProgrammeSummaryShape,
} from './shapes.ts'

export const listProgrammes = endpoint({
  id: 'programme.listProgrammes',
  method: 'GET',
  path: '/api/v1/programmes',
  title: { zh: '项目列表', en: 'Programmes' },
  audience: 'signed-in',
  reply: Type.Object({ items: Type.Array(ProgrammeSummaryShape), next: Type.Null(), may: MayShape }),
})

export const readProgramme = endpoint({
  id: 'programme.readProgramme',
  method: 'GET',
  path: '/api/v1/programmes/:programmeId',
  title: { zh: '项目详情', en: 'A programme' },
  audience: 'signed-in',
  params: programmeParams,
  reply: ProgrammeShape,
})

export const createProgramme = endpoint({
  id: 'programme.createProgramme',
  method: 'POST',
  path: '/api/v1/programmes',
  title: { zh: '新建项目', en: 'Create a programme' },
  audience: 'signed-in',
  body: Type.Object({ officeId: Type.Optional(IdShape), ...facts }),
  reply: Type.Object({ programmeId: IdShape }),
  status: 201,
})

export const editProgramme = endpoint({
  id: 'programme.editProgramme',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId',
  title: { zh: '修改项目', en: 'Edit a programme' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({ revision: Type.Integer(), ...facts }),
  reply: Type.Object({ revision: Type.Integer() }),
})

export const setProgrammeStatus = endpoint({
  id: 'programme.setProgrammeStatus',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId/status',
  title: { zh: '启动或结束项目', en: 'Start or close a programme' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({ status: OneOf(programmeStatuses) }),
  reply: Empty,
  status: 204,
})

export const saveKeyAreas = endpoint({
  id: 'programme.saveKeyAreas',
  method: 'PUT',
  path: '/api/v1/programmes/:programmeId/key-areas',
  title: { zh: '保存重点领域', en: 'Save the key areas' },
  audience: 'signed-in',
  params: programmeParams,
  body: Type.Object({
    keyAreas: Type.Array(
      Type.Object({
        id: Type.Optional(IdShape),
        code: Type.String({
          pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
          description: 'small letters, digits, hyphens',
        }),
        name: NameOf(100, { minLength: 1 }),
        nameEn: NameOf(100),
      }),
      {
        maxItems: 100,
        description: 'the whole list in its order; one left out is removed unless a course uses it',
      },
    ),
  }),
  reply: Type.Object({ keyAreas: Type.Array(KeyAreaShape) }),
})

export const previewNumber = endpoint({
  id: 'programme.previewNumber',
  method: 'POST',
  path: '/api/v1/numbering-previews',
  title: { zh: '编号样例', en: 'Sample of a numbering scheme' },
  audience: 'signed-in',
  body: NumberingShape,
  reply: Type.Object({ number: Type.String() }),
})
