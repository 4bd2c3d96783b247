import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, NameShape, OneOf } from '../../../wire/shapes.ts'
import { RoleShape } from '../contract.ts'

/** `stopped`: its role has ended, or has come to need a second factor it was made without. */
export const keyStates = ['live', 'stopped', 'expired', 'revoked'] as const

const Scopes = Type.Array(
  Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'an area (`training`), its reading (`training:read`) or one action (`class.file`)',
  }),
  { minItems: 1, maxItems: 60 },
)

export const listKeyScopes = endpoint({
  id: 'accounts.listKeyScopes',
  method: 'GET',
  path: '/api/v1/account/key-scopes',
  title: { zh: '接口密钥可选的范围', en: 'What an API key can be made for' },
  audience: 'session',
  reply: Type.Object({
    scopes: Type.Array(
      Type.Object({
        scope: Type.String(),
        actions: Type.Array(Type.String()),
        roles: Type.Array(RoleShape, { description: 'to which it gives anything' }),
      }),
    ),
    latestDay: Type.String({
      format: 'date',
      description: 'a key made today can end on this day at the latest',
    }),
  }),
})

export const listKeys = endpoint({
  id: 'accounts.listKeys',
  method: 'GET',
  path: '/api/v1/account/keys',
  title: { zh: '我的接口密钥', en: 'My API keys' },
  audience: 'session',
  query: Type.Object({ ...pageQuery }),
  reply: Page(
    Type.Object({
      id: IdShape,
      name: Type.String(),
      hint: Type.String({ description: 'its last four characters' }),
      role: RoleShape,
      organisationId: Type.Union([IdShape, Type.Null()]),
      organisationName: Type.Union([Type.String(), Type.Null()]),
      organisationNameEn: Type.Union([Type.String(), Type.Null()]),
      scopes: Type.Array(Type.String()),
      createdAt: InstantShape,
      expiresOn: DayShape,
      lastUsedAt: Type.Union([InstantShape, Type.Null()], { description: 'to a quarter of an hour' }),
      revokedAt: Type.Union([InstantShape, Type.Null()]),
      state: OneOf(keyStates),
    }),
  ),
})

export const makeKey = endpoint({
  id: 'accounts.makeKey',
  method: 'POST',
  path: '/api/v1/account/keys',
  title: { zh: '生成接口密钥', en: 'Make an API key' },
  audience: 'session',
  body: Type.Object({
    name: NameShape,
    role: RoleShape,
    organisationId: Type.Optional(Type.Union([IdShape, Type.Null()])),
    scopes: Scopes,
    expiresOn: DayShape,
    password: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  reply: Type.Object({
    keyId: IdShape,
    key: Type.String({ description: 'shown this once; sent as `Authorization: Bearer …`' }),
  }),
  status: 201,
})

export const revokeKey = endpoint({
  id: 'accounts.revokeKey',
  method: 'DELETE',
  path: '/api/v1/account/keys/:keyId',
  title: { zh: '停用接口密钥', en: 'Revoke an API key' },
  audience: 'session',
  params: Type.Object({ keyId: IdShape }),
  reply: Empty,
  status: 204,
})
