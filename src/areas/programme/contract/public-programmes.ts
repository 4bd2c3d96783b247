import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, IdShape } from '../../../wire/shapes.ts'

export const publicProgrammes = endpoint({
  id: 'programme.publicProgrammes',
  method: 'GET',
  path: '/api/v1/public/programmes',
  title: { zh: '项目公开信息', en: 'Public facts of the programmes' },
  audience: 'public',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        code: Type.String(),
        name: Type.String(),
        nameEn: Type.String(),
        field: Type.String(),
        fieldEn: Type.String(),
        officeName: Type.String(),
        officeNameEn: Type.String(),
        legalBasis: Type.String(),
        from: DayShape,
        to: Type.Union([DayShape, Type.Null()]),
        demo: Type.Boolean(),
        keyAreas: Type.Array(
          Type.Object({ id: IdShape, code: Type.String(), name: Type.String(), nameEn: Type.String() }),
        ),
      }),
    ),
  }),
})
