import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

/** Waiting until the employer accepts or refuses, or the person takes it back. */
export const employmentRequestStates = ['waiting', 'accepted', 'refused', 'withdrawn'] as const

const Organisation = Type.Object({ id: IdShape, name: Type.String() })
const NullableInstant = Type.Union([InstantShape, Type.Null()])

export const requestEmployment = endpoint({
  id: 'people.requestEmployment',
  method: 'POST',
  path: '/api/v1/people/:personId/employment-requests',
  title: { zh: '申请加入单位（变更单位）', en: 'Ask to join an employer' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  body: Type.Object({
    employerId: IdShape,
    post: Type.Optional(Type.String({ maxLength: 60 })),
    from: DayShape,
    leavingId: Type.Optional(
      Type.String({ format: 'uuid', description: 'the employment that ends when this is accepted' }),
    ),
    lastDay: Type.Optional(
      Type.String({ format: 'date', description: 'its last day; the day before `from` unless told' }),
    ),
  }),
  reply: Type.Object({ requestId: IdShape }),
  status: 201,
})

export const listEmploymentRequests = endpoint({
  id: 'people.listEmploymentRequests',
  method: 'GET',
  path: '/api/v1/employment-requests',
  title: { zh: '加入与离开单位的申请', en: 'Requests to join employers, and people who left for another' },
  audience: 'signed-in',
  query: Type.Object({
    personId: Type.Optional(IdShape),
    open: Type.Optional(
      Type.Boolean({
        description: 'true: only what waits for the reader: a decision, or a departure to note',
      }),
    ),
    ...pageQuery,
  }),
  reply: Page(
    Type.Object({
      id: IdShape,
      personId: IdShape,
      personName: Type.String(),
      birthYear: Type.Union([Type.Integer(), Type.Null()]),
      identityMasked: Type.String(),
      /** Null for the employer that is left: where somebody goes is not its business. */
      employer: Type.Union([Organisation, Type.Null()]),
      leaving: Type.Union([Organisation, Type.Null()]),
      post: Type.String(),
      from: DayShape,
      lastDay: Type.Union([DayShape, Type.Null()]),
      state: OneOf(employmentRequestStates),
      reason: Type.String(),
      askedAt: InstantShape,
      settledAt: NullableInstant,
      notedAt: NullableInstant,
      may: MayShape,
    }),
  ),
})

const params = Type.Object({ requestId: IdShape })

export const acceptEmploymentRequest = endpoint({
  id: 'people.acceptEmploymentRequest',
  method: 'POST',
  path: '/api/v1/employment-requests/:requestId/accept',
  title: { zh: '同意加入本单位', en: 'Accept somebody who asks to join' },
  audience: 'signed-in',
  params,
  reply: Type.Object({ employmentId: IdShape }),
})

export const refuseEmploymentRequest = endpoint({
  id: 'people.refuseEmploymentRequest',
  method: 'POST',
  path: '/api/v1/employment-requests/:requestId/refuse',
  title: { zh: '不同意加入本单位', en: 'Refuse somebody who asks to join' },
  audience: 'signed-in',
  params,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: Empty,
  status: 204,
})

export const withdrawEmploymentRequest = endpoint({
  id: 'people.withdrawEmploymentRequest',
  method: 'POST',
  path: '/api/v1/employment-requests/:requestId/withdraw',
  title: { zh: '撤回申请', en: 'Take a request back' },
  audience: 'signed-in',
  params,
  reply: Empty,
  status: 204,
})

export const noteDeparture = endpoint({
  id: 'people.noteDeparture',
  method: 'POST',
  path: '/api/v1/employment-requests/:requestId/note',
  title: { zh: '知悉职工离开', en: 'Take note that somebody left' },
  audience: 'signed-in',
  params,
  reply: Empty,
  status: 204,
})
