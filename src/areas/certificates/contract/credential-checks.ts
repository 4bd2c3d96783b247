import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { OneOf } from '../../../wire/shapes.ts'
import { NullableText, nullable } from './shapes.ts'

export const outsideParts = ['form', 'proof', 'dates', 'status'] as const

const PartShape = OneOf(['right', 'wrong', 'cannot-check', 'not-reached', 'none'] as const)

/** A credential of any issuer: Open Badges 3.0 and W3C credentials, as JSON with a proof or as a JWT. */
export const checkCredential = endpoint({
  id: 'certificates.checkCredential',
  method: 'POST',
  path: '/api/v1/credential-checks',
  title: { zh: '核验其他机构的凭证', en: 'Check a credential of another issuer' },
  audience: 'signed-in',
  body: Type.Object({
    text: Type.String({ minLength: 1, maxLength: 1_000_000, description: 'the file’s text' }),
  }),
  reply: Type.Object({
    verdict: OneOf(['valid', 'invalid', 'cannot-check'] as const),
    parts: Type.Object({ form: PartShape, proof: PartShape, dates: PartShape, status: PartShape }),
    faults: Type.Array(
      Type.Object({
        pointer: Type.String({ description: 'JSON pointer into the credential' }),
        code: Type.String(),
        message: Type.String(),
      }),
    ),
    says: nullable(
      Type.Object({
        issuer: NullableText,
        issuerName: NullableText,
        title: NullableText,
        holder: NullableText,
        from: NullableText,
        until: NullableText,
      }),
    ),
  }),
})
