import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { OneOf } from '../../../wire/shapes.ts'

/** What other systems read: certificates as W3C credentials, where their standing is published, whose keys sign them, and the W3C VC-API. */

export const proofForms = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const

const Anything = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

export const certificateCredential = endpoint({
  id: 'certificates.credential',
  method: 'GET',
  path: '/api/v1/certificates/:number.vc',
  title: {
    zh: '可验证凭证（Open Badges 3.0，数据完整性证明）',
    en: 'Verifiable credential (Open Badges 3.0 with a Data Integrity proof)',
  },
  audience: 'public',
  params: Type.Object({ number: Type.String({ minLength: 1, maxLength: 120 }) }),
  query: Type.Object({
    proof: Type.Optional(
      Type.Unsafe<(typeof proofForms)[number]>({
        type: 'string',
        enum: [...proofForms],
        description: 'cryptosuite of the proof; eddsa-rdfc-2022 unless told',
      }),
    ),
    token: Type.Optional(
      Type.String({ maxLength: 80, description: 'from the QR code, instead of signing in' }),
    ),
  }),
  reply: Anything,
  produces: ['application/vc'],
})

export const statusList = endpoint({
  id: 'certificates.statusList',
  method: 'GET',
  path: '/credentials/status/:list',
  title: { zh: '凭证状态列表', en: 'Status list of credentials (Bitstring Status List v1.0)' },
  audience: 'public',
  params: Type.Object({ list: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
  reply: Anything,
  produces: ['application/vc'],
})

const didReply = { reply: Anything, produces: ['application/did+json'] }

export const didDocument = endpoint({
  id: 'certificates.did',
  method: 'GET',
  path: '/.well-known/did.json',
  title: { zh: '发证单位的 DID 文档', en: 'DID document of the issuer (did:web)' },
  audience: 'public',
  ...didReply,
})

/** Where did:web looks when the public address has a path of its own. */
export const didDocumentBelow = endpoint({
  ...didDocument,
  id: 'certificates.didBelow',
  path: '/did.json',
})

// ------------------------------------------------------------------------------------------------------------ VC-API

const vcApiOptions = Type.Optional(
  Type.Object(
    {
      cryptosuite: Type.Optional(OneOf(proofForms)),
      mediaType: Type.Optional(OneOf(['application/vc', 'application/vc+jwt'] as const)),
      checks: Type.Optional(
        Type.Array(Type.String(), { description: '["proof"]: form and proof alone, not dates and standing' }),
      ),
      challenge: Type.Optional(Type.String()),
      domain: Type.Optional(Type.String()),
    },
    { additionalProperties: true },
  ),
)

const Verified = Type.Object({ verified: Type.Literal(true) })

export const issueCredential = endpoint({
  id: 'vcApi.issue',
  method: 'POST',
  path: '/vc-api/credentials/issue',
  title: { zh: 'VC-API：签发凭证', en: 'VC-API: issue a credential' },
  audience: 'service',
  exact: true,
  body: Type.Object({ credential: Type.Unknown(), options: vcApiOptions }, { additionalProperties: true }),
  reply: Anything,
  // Written as it was signed, by no schema.
  produces: ['application/json'],
  status: 201,
})

export const verifyCredential = endpoint({
  id: 'vcApi.verifyCredential',
  method: 'POST',
  path: '/vc-api/credentials/verify',
  title: { zh: 'VC-API：核验凭证', en: 'VC-API: verify a credential' },
  audience: 'service',
  exact: true,
  body: Type.Object(
    { verifiableCredential: Type.Unknown(), options: vcApiOptions },
    { additionalProperties: true },
  ),
  reply: Verified,
})

export const verifyPresentation = endpoint({
  id: 'vcApi.verifyPresentation',
  method: 'POST',
  path: '/vc-api/presentations/verify',
  title: { zh: 'VC-API：核验出示', en: 'VC-API: verify a presentation' },
  audience: 'service',
  exact: true,
  body: Type.Object(
    { verifiablePresentation: Type.Unknown(), options: vcApiOptions },
    { additionalProperties: true },
  ),
  reply: Verified,
})
