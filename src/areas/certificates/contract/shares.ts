import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, OneOf } from '../../../wire/shapes.ts'
import { ExemptShape, GradeWordShape, nullable, NullableText, StatusShape, TypeShape } from './shapes.ts'

export const makeShare = endpoint({
  id: 'certificates.makeShare',
  method: 'POST',
  path: '/api/v1/share-links',
  title: { zh: '制作分享链接', en: 'Make a link that shows certificates' },
  audience: 'signed-in',
  body: Type.Object({
    number: nullable(
      Type.String({ minLength: 1, maxLength: 120, description: 'null: all certificates in force' }),
    ),
    days: Type.Integer({ minimum: 1, maximum: 365, description: 'until it expires' }),
    note: Type.String({ maxLength: 100, description: 'for oneself: whom it is for' }),
  }),
  reply: Type.Object({
    shareId: IdShape,
    address: Type.String({ description: 'told this once' }),
    expiresAt: InstantShape,
  }),
  status: 201,
})

export const listShares = endpoint({
  id: 'certificates.shares',
  method: 'GET',
  path: '/api/v1/share-links',
  title: { zh: '我的分享链接', en: 'One’s own links' },
  audience: 'signed-in',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        number: NullableText,
        note: Type.String(),
        state: OneOf(['open', 'expired', 'revoked'] as const),
        createdAt: InstantShape,
        expiresAt: InstantShape,
        openings: Type.Integer(),
        lastOpenedAt: nullable(InstantShape),
      }),
    ),
    next: Type.Null(),
  }),
})

export const revokeShare = endpoint({
  id: 'certificates.revokeShare',
  method: 'DELETE',
  path: '/api/v1/share-links/:shareId',
  title: { zh: '收回分享链接', en: 'Withdraw a link' },
  audience: 'signed-in',
  params: Type.Object({ shareId: IdShape }),
  reply: Empty,
  status: 204,
})

/** For whoever has the link; the page for people is `/shared/{token}`. */
export const openShare = endpoint({
  id: 'certificates.openShare',
  method: 'GET',
  path: '/api/v1/shared/:token',
  title: { zh: '打开分享链接', en: 'Open a shared link' },
  audience: 'public',
  params: Type.Object({ token: Type.String({ minLength: 1, maxLength: 64 }) }),
  reply: Type.Object({
    what: OneOf(['certificate', 'record'] as const),
    expiresAt: InstantShape,
    certificates: Type.Array(
      Type.Object({
        number: Type.String(),
        type: TypeShape,
        status: StatusShape,
        supersededCause: Type.Optional(
          Type.String({ description: '`correction`, or `lost`: then nothing in it was wrong' }),
        ),
        holder: Type.String(),
        title: Type.String(),
        titleEn: Type.String(),
        hours: Type.String(),
        exempt: Type.Optional(ExemptShape),
        grade: NullableText,
        gradeWord: GradeWordShape,
        issuedOn: DayShape,
        issuer: Type.String(),
        issuerEn: Type.String(),
      }),
    ),
  }),
})
