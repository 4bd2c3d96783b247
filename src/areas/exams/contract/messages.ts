import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { IdShape, InstantShape } from '../../../wire/shapes.ts'
import { nullable } from './shapes.ts'

export const listMessages = endpoint({
  id: 'exams.listMessages',
  method: 'GET',
  path: '/api/v1/attempts/:attemptId/messages',
  title: { zh: '监考通知', en: 'Messages of the invigilator' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        number: Type.Integer(),
        text: Type.String(),
        at: InstantShape,
        readAt: nullable(InstantShape),
      }),
    ),
  }),
})

export const readMessages = endpoint({
  id: 'exams.readMessages',
  method: 'POST',
  path: '/api/v1/attempts/:attemptId/message-readings',
  title: { zh: '确认已读通知', en: 'Confirm having read messages' },
  audience: 'public',
  params: Type.Object({ attemptId: IdShape }),
  body: Type.Object({ through: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
  reply: Type.Object({ through: Type.Integer() }),
})
