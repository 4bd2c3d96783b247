import { Type } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import { IdShape, InstantShape, OneOf } from '../../wire/shapes.ts'

const HistoryEntryShape = Type.Object({
  id: IdShape,
  at: InstantShape,
  /** Past tense with its area, `catalogue.courseApproved`; the screen has the sentence. */
  name: Type.String(),
  subjectKind: Type.String(),
  actorKind: OneOf(['account', 'system', 'public'] as const),
  /** Of a colleague or oneself; of others the organisation they act for. */
  actorName: Type.Union([Type.String(), Type.Null()]),
  onBehalfOfName: Type.Union([Type.String(), Type.Null()]),
  requestId: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
  /** What the ids in `data` are called today: organisations, programmes, courses, classes, rooms, people. */
  names: Type.Record(Type.String(), Type.String()),
})

export const recordHistory = endpoint({
  id: 'audit.recordHistory',
  method: 'GET',
  path: '/api/v1/records/:subjectId/history',
  title: { zh: '办理记录', en: 'History of a record' },
  audience: 'signed-in',
  params: Type.Object({ subjectId: IdShape }),
  query: Type.Object({ ...pageQuery }),
  reply: Page(HistoryEntryShape),
})

export const accountHistory = endpoint({
  id: 'audit.accountHistory',
  method: 'GET',
  path: '/api/v1/account/history',
  title: { zh: '我的账号记录', en: 'History of my account' },
  audience: 'session',
  query: Type.Object({ ...pageQuery }),
  reply: Page(HistoryEntryShape),
})

export const certificateHistory = endpoint({
  id: 'audit.certificateHistory',
  method: 'GET',
  path: '/api/v1/certificates/:number/history',
  title: { zh: '证书办理记录', en: 'History of a certificate' },
  audience: 'signed-in',
  params: Type.Object({ number: Type.String({ minLength: 1, maxLength: 100 }) }),
  query: Type.Object({ ...pageQuery }),
  reply: Page(HistoryEntryShape),
})
