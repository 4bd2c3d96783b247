import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Empty, IdShape, NameShape } from '../../../wire/shapes.ts'
import { classParams } from './classes.ts'
import { classFacts, SessionToEditShape } from './filing.ts'

export const editClass = endpoint({
  id: 'training.editClass',
  method: 'PUT',
  path: '/api/v1/classes/:classId',
  title: { zh: '变更备案事项', en: 'Change a filed class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    revision: Type.Integer(),
    name: NameShape,
    nameEn: classFacts.nameEn,
    capacity: classFacts.capacity,
    feeFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
    contact: Type.String({ maxLength: 300 }),
    notes: Type.String({ maxLength: 3000 }),
    sessions: Type.Array(SessionToEditShape, { minItems: 1, maxItems: 400 }),
  }),
  reply: Type.Object({
    revision: Type.Integer(),
    promoted: Type.Integer({ description: 'taken in from the waiting list' }),
  }),
})

export const openEnrolment = endpoint({
  id: 'training.openEnrolment',
  method: 'POST',
  path: '/api/v1/classes/:classId/open-enrolment',
  title: { zh: '开放报名', en: 'Open enrolment' },
  audience: 'signed-in',
  params: classParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const startClass = endpoint({
  id: 'training.startClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/start',
  title: { zh: '开班', en: 'Start a class' },
  audience: 'signed-in',
  params: classParams,
  body: Empty,
  reply: Empty,
  status: 204,
})

export const cancelClass = endpoint({
  id: 'training.cancelClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/cancel',
  title: { zh: '取消培训班', en: 'Cancel a class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    filingNumber: Type.String({ maxLength: 60, description: 'typed by hand: it cannot be undone' }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Empty,
  status: 204,
})

export const sessionParams = Type.Object({ sessionId: IdShape })

export const cancelSession = endpoint({
  id: 'training.cancelSession',
  method: 'POST',
  path: '/api/v1/class-sessions/:sessionId/cancel',
  title: { zh: '取消一次课', en: 'Cancel a session' },
  audience: 'signed-in',
  params: sessionParams,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})
