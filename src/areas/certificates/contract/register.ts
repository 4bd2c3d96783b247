import { type Static, type TSchema, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import {
  Bilingual,
  changeCauses,
  ContentShape,
  ExemptShape,
  GradeWordShape,
  HashShape,
  nullable,
  NullableText,
  numberParams,
  replacementCauses,
  StatusShape,
  TypeShape,
} from './shapes.ts'

export const ListedShape = Type.Object({
  number: Type.String(),
  type: TypeShape,
  status: StatusShape,
  holder: Type.String(),
  personId: IdShape,
  title: Type.String(),
  titleEn: Type.String(),
  /** Null on a certificate of annual validation, as what is of the class; the closing and its period on others. */
  classId: nullable(IdShape),
  className: NullableText,
  classNameEn: Type.String(),
  institution: NullableText,
  institutionEn: NullableText,
  closingId: nullable(IdShape),
  period: NullableText,
  employer: NullableText,
  hours: Type.String(),
  exempt: Type.Optional(ExemptShape),
  grade: NullableText,
  gradeWord: GradeWordShape,
  issuedOn: DayShape,
  revokedOn: nullable(DayShape),
  supersededBy: NullableText,
  supersededCause: NullableText,
})
export type Listed = Static<typeof ListedShape>

export const listCertificates = endpoint({
  id: 'certificates.list',
  method: 'GET',
  path: '/api/v1/certificates',
  title: { zh: '证书登记（按角色范围）', en: 'Certificates within the reader’s scope' },
  audience: 'signed-in',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 120, description: 'number, or part of the name as issued' })),
    status: Type.Optional(StatusShape),
    type: Type.Optional(TypeShape),
    classId: Type.Optional(IdShape),
    closingId: Type.Optional(IdShape),
    programmeId: Type.Optional(IdShape),
    personId: Type.Optional(IdShape),
    from: Type.Optional(DayShape),
    to: Type.Optional(DayShape),
    ...pageQuery,
  }),
  reply: Page(ListedShape),
})

export const CertificateShape = Type.Object({
  number: Type.String(),
  type: TypeShape,
  status: StatusShape,
  revokedOn: nullable(DayShape),
  supersededBy: NullableText,
  supersedes: NullableText,
  personId: IdShape,
  classId: nullable(IdShape),
  closingId: nullable(IdShape),
  content: ContentShape,
  hours: Type.String(),
  institution: nullable(Bilingual),
  employer: nullable(Bilingual),
  proof: Type.Object({
    contentHash: HashShape,
    keyId: Type.String(),
    pdfSha256: NullableText,
    logIndex: Type.Integer(),
  }),
  history: Type.Array(
    Type.Object({
      index: Type.Integer(),
      kind: OneOf(['issue', 'supersede', 'revoke'] as const),
      at: InstantShape,
    }),
  ),
  change: nullable(
    Type.Object({
      kind: OneOf(['supersede', 'revoke'] as const),
      cause: Type.String(),
      at: InstantShape,
      reason: NullableText,
    }),
  ),
  may: MayShape,
})
export type Certificate = Static<typeof CertificateShape>

export const readCertificate = endpoint({
  id: 'certificates.read',
  method: 'GET',
  path: '/api/v1/certificates/:number',
  title: { zh: '证书', en: 'A certificate' },
  audience: 'signed-in',
  params: numberParams,
  reply: CertificateShape,
})

const confirmed = {
  confirm: Type.String({ maxLength: 120, description: 'the number once more, typed by hand' }),
  reason: Type.String({ minLength: 2, maxLength: 1000 }),
}

export const revokeCertificate = endpoint({
  id: 'certificates.revoke',
  method: 'POST',
  path: '/api/v1/certificates/:number/revoke',
  title: { zh: '撤销证书', en: 'Revoke a certificate' },
  audience: 'signed-in',
  params: numberParams,
  body: Type.Object({ cause: OneOf(changeCauses), ...confirmed }),
  reply: Type.Object({ number: Type.String(), status: StatusShape, revokedOn: DayShape }),
})

export const eraseCertificates = endpoint({
  id: 'certificates.erase',
  method: 'POST',
  path: '/api/v1/people/:personId/certificates/erase',
  title: { zh: '销毁一人的证书内容', en: 'Destroy what a person’s certificates say' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  body: Type.Object({
    confirm: Type.String({
      maxLength: 200,
      description: 'the person’s name once more: nothing brings contents back',
    }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Type.Object({ numbers: Type.Array(Type.String()) }),
})

export const previewReplacement = endpoint({
  id: 'certificates.previewReplacement',
  method: 'GET',
  path: '/api/v1/certificates/:number/replacement',
  title: { zh: '换发前比对', en: 'What a replacement would change' },
  audience: 'signed-in',
  params: numberParams,
  reply: Type.Object({
    possible: Type.Boolean(),
    code: NullableText,
    differences: Type.Array(
      Type.Object({
        pointer: Type.String(),
        issued: Type.Union([Type.String(), Type.Number(), Type.Null()]),
        now: Type.Union([Type.String(), Type.Number(), Type.Null()]),
      }),
    ),
  }),
})

export const replaceCertificate = endpoint({
  id: 'certificates.replace',
  method: 'POST',
  path: '/api/v1/certificates/:number/replace',
  title: { zh: '更正或换发证书', en: 'Correct a certificate, or replace a lost one' },
  audience: 'signed-in',
  params: numberParams,
  body: Type.Object({ cause: OneOf(replacementCauses), ...confirmed }),
  reply: Type.Object({ number: Type.String(), supersedes: Type.String() }),
  status: 201,
})

const classParams = Type.Object({ classId: IdShape })

/** Somebody whose certificate could not be issued yet, and why. */
const held = {
  personId: IdShape,
  name: Type.String(),
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  at: InstantShape,
}
const progressOf = <T extends TSchema>(one: T) =>
  Type.Object({ expected: Type.Integer(), issued: Type.Integer(), held: Type.Array(one), may: MayShape })

export const classCertificates = endpoint({
  id: 'certificates.ofClass',
  method: 'GET',
  path: '/api/v1/classes/:classId/certificates',
  title: { zh: '培训班发证进度', en: 'How far a class’s certificates have come' },
  audience: 'signed-in',
  params: classParams,
  reply: progressOf(Type.Object({ enrolmentId: IdShape, ...held })),
})

export const retryClass = endpoint({
  id: 'certificates.retryClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/certificates',
  title: { zh: '重新发证', en: 'Issue again to those who had to wait' },
  audience: 'signed-in',
  params: classParams,
  reply: Type.Object({ expected: Type.Integer(), issued: Type.Integer(), held: Type.Integer() }),
  status: 202,
})

const closingParams = Type.Object({ closingId: IdShape })

export const closingCertificates = endpoint({
  id: 'certificates.ofClosing',
  method: 'GET',
  path: '/api/v1/closings/:closingId/certificates',
  title: { zh: '年度验证发证进度', en: 'How far the certificates of a closing have come' },
  audience: 'signed-in',
  params: closingParams,
  reply: progressOf(Type.Object(held)),
})

export const retryClosing = endpoint({
  id: 'certificates.retryClosing',
  method: 'POST',
  path: '/api/v1/closings/:closingId/certificates',
  title: { zh: '重新发放年度验证证书', en: 'Issue again to those of a closing who had to wait' },
  audience: 'signed-in',
  params: closingParams,
  reply: Type.Object({ expected: Type.Integer(), issued: Type.Integer(), held: Type.Integer() }),
  status: 202,
})

export const unearnedValidations = endpoint({
  id: 'certificates.unearned',
  method: 'GET',
  path: '/api/v1/closings/:closingId/certificates/unearned',
  title: { zh: '结算后不再达标者的年度验证证书', en: 'Certificates that a closing no longer bears out' },
  audience: 'signed-in',
  params: closingParams,
  query: Type.Object({ ...pageQuery }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        personId: IdShape,
        name: Type.String(),
        number: Type.String(),
        standing: OneOf(['unmet', 'undetermined'] as const),
        issuedOn: DayShape,
      }),
    ),
    next: nullable(Type.String()),
    may: MayShape,
  }),
})

export const unearnedClosings = endpoint({
  id: 'certificates.unearnedClosings',
  method: 'GET',
  path: '/api/v1/closings-with-unearned-certificates',
  title: {
    zh: '有证书待确认撤销的补充结算',
    en: 'Closings that no longer bear out certificates still valid',
  },
  audience: 'signed-in',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        closingId: IdShape,
        programmeName: Type.String(),
        programmeNameEn: Type.String(),
        period: Type.String(),
        certificates: Type.Integer(),
      }),
    ),
    next: Type.Null(),
  }),
})

export const endValidations = endpoint({
  id: 'certificates.endUnearned',
  method: 'POST',
  path: '/api/v1/closings/:closingId/certificates/unearned',
  title: { zh: '撤销不再达标者的年度验证证书', en: 'Revoke certificates that a closing no longer bears out' },
  audience: 'signed-in',
  params: closingParams,
  body: Type.Object({
    numbers: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 200 }),
    confirm: Type.String({ maxLength: 60, description: 'the period of the closing once more' }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: Type.Object({ revoked: Type.Integer() }),
})
