import { type Static, type TSchema, Type } from 'typebox'
import { endpoint } from '../../wire/endpoint.ts'
import { Page, pageQuery } from '../../wire/page.ts'
import { DayShape, IdShape, InstantShape, MayShape, OneOf } from '../../wire/shapes.ts'

export const certificateTypes = ['pass', 'attendance', 'annual-validation'] as const
export const certificateStatuses = ['valid', 'superseded', 'revoked'] as const
export const changeCauses = ['issued-in-error', 'fraud', 'other'] as const
export const replacementCauses = ['correction', 'lost'] as const

const TypeShape = OneOf(certificateTypes)
const StatusShape = OneOf(certificateStatuses)
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const NullableText = nullable(Type.String())
const asPrinted = 'as printed; spaces, dashes, width and case do not matter'
const NumberShape = Type.String({ minLength: 1, maxLength: 120, description: asPrinted })
const numberParams = Type.Object({ number: NumberShape })
const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })
const GradeWordShape = Type.Union([Bilingual, Type.Null()], {
  description: 'the grade in words; null where the certificate states none',
})
const HashShape = Type.String({ description: 'SHA-256, base64url' })
const Anything = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

const Rendering = {
  supersedes: nullable(Type.Object({ number: Type.String(), cause: Type.String() })),
  verification: Type.Object({ url: Type.String() }),
  template: Type.Object({ id: Type.String(), version: Type.Integer(), sha256: Type.String() }),
  renderer: Type.Object({ name: Type.String(), version: Type.String() }),
  fonts: Type.Array(
    Type.Object({ name: Type.String(), version: Type.String(), weights: Type.Array(Type.Integer()) }),
  ),
}
const Stated = {
  number: Type.String(),
  demo: Type.Boolean(),
  programme: Type.Object({ code: Type.String(), name: Bilingual }),
  holder: Type.Object({ name: Type.String() }),
  hours: Type.Object({
    minutes: Type.Integer(),
    unitMinutes: Type.Integer(),
    classHours: Type.String(),
    unit: Bilingual,
  }),
  issuedOn: DayShape,
  issuer: Type.Object({ name: Bilingual }),
  ...Rendering,
}

/** The frozen content, without its salt where it is shown rather than proven: of a class, or of a closed period. */
export const ContentShape = Type.Union([
  Type.Object({
    schema: Type.Literal('zhixin.certificate/1'),
    type: OneOf(['pass', 'attendance'] as const),
    ...Stated,
    course: Type.Object({ code: Type.String(), version: Type.Integer(), title: Bilingual }),
    class: Type.Object({
      filingNumber: Type.String(),
      name: Type.String(),
      nameEn: Type.Optional(Type.String({ description: 'not in certificates issued before they stated it' })),
      mode: Type.String(),
      from: DayShape,
      to: DayShape,
    }),
    institution: Type.Object({ name: Bilingual }),
    grade: NullableText,
    gradeWord: Type.Optional(GradeWordShape),
    examDate: nullable(DayShape),
  }),
  Type.Object({
    schema: Type.Literal('zhixin.certificate/2'),
    type: Type.Literal('annual-validation'),
    ...Stated,
    title: Bilingual,
    period: Type.Object({ key: Type.String(), from: DayShape, to: DayShape }),
    closing: Type.Object({ on: DayShape, row: HashShape, ruleset: Type.String() }),
  }),
])
export type Content = Static<typeof ContentShape>

// ------------------------------------------------------------------------------------------------------ public check

export const CheckAnswerShape = Type.Object({
  number: Type.String(),
  status: OneOf([...certificateStatuses, 'unknown'] as const),
  supersededBy: Type.Optional(Type.String()),
  revokedOn: Type.Optional(DayShape),
  holderMasked: Type.Optional(Type.String()),
  type: Type.Optional(TypeShape),
  title: Type.Optional(Type.String()),
  titleEn: Type.Optional(Type.String()),
  hours: Type.Optional(
    Type.Union([Type.Number(), Type.String()], {
      description: 'class hours; whole ones as a number, others as "66 2/3"',
    }),
  ),
  grade: Type.Optional(NullableText),
  gradeWord: Type.Optional(GradeWordShape),
  issuedOn: Type.Optional(DayShape),
  issuer: Type.Optional(Type.String()),
  issuerEn: Type.Optional(Type.String()),
  logIndex: Type.Optional(Type.Integer()),
  holder: Type.Optional(
    Type.String({ description: 'only with a part of the name or the token of the QR code, as what follows' }),
  ),
  className: Type.Optional(Type.String()),
  classNameEn: Type.Optional(Type.String()),
  examDate: Type.Optional(nullable(DayShape)),
  content: Type.Optional(ContentShape),
  holderMatches: Type.Optional(Type.Boolean({ description: 'whether the name or token given fits' })),
})

/** Answers 404 with `status: "unknown"` for a number not on the register. A page for people, JSON for `Accept: application/json`. */
export const checkCertificate = endpoint({
  id: 'certificates.check',
  method: 'GET',
  path: '/verify/:number',
  title: { zh: '证书查验', en: 'Check a certificate' },
  audience: 'public',
  // Of any length: what is no number is not on the register.
  params: Type.Object({ number: Type.String({ minLength: 1, description: asPrinted }) }),
  query: Type.Object({
    name: Type.Optional(
      Type.String({ maxLength: 120, description: 'part of the name, two characters or more' }),
    ),
    token: Type.Optional(Type.String({ maxLength: 80, description: 'from the QR code' })),
  }),
  reply: CheckAnswerShape,
})

// ------------------------------------------------------------------------------------------------------------- files

const fileQuery = Type.Object({
  token: Type.Optional(
    Type.String({ maxLength: 80, description: 'from the QR code, instead of signing in' }),
  ),
})

export const certificateJson = endpoint({
  id: 'certificates.json',
  method: 'GET',
  path: '/api/v1/certificates/:number.json',
  title: { zh: '签名证书（JSON）', en: 'Signed certificate (JSON)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.Object({ schema: Type.String(), content: Anything, proof: Anything, log: Anything }),
})

export const certificatePdf = endpoint({
  id: 'certificates.pdf',
  method: 'GET',
  path: '/api/v1/certificates/:number.pdf',
  title: { zh: '证书（PDF）', en: 'Certificate (PDF)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.String(),
  produces: ['application/pdf'],
})

export const certificateJwt = endpoint({
  id: 'certificates.jwt',
  method: 'GET',
  path: '/api/v1/certificates/:number.jwt',
  title: { zh: '可验证凭证（JWT）', en: 'Verifiable credential (JWT)' },
  audience: 'public',
  params: numberParams,
  query: fileQuery,
  reply: Type.String(),
  produces: ['application/vc+jwt'],
})

// ---------------------------------------------------------------------------------------------------------- register

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
  grade: NullableText,
  gradeWord: GradeWordShape,
  issuedOn: DayShape,
  revokedOn: nullable(DayShape),
  supersededBy: NullableText,
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
  title: { zh: '更正或补发证书', en: 'Correct a certificate, or replace a lost one' },
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

// --------------------------------------------------------------------------------------------------------------- log

export const HeadShape = Type.Object({
  schema: Type.String(),
  treeSize: Type.Integer(),
  rootHash: HashShape,
  at: InstantShape,
  keyId: Type.String(),
  signature: Type.String({
    description:
      'Ed25519 over the SHA-256 of the canonical JSON of schema, treeSize, rootHash and at, base64url',
  }),
  publicKey: Anything,
})
const IndexShape = Type.Integer({ minimum: 0, maximum: 9_007_199_254_740_991 })

export const logHead = endpoint({
  id: 'log.head',
  method: 'GET',
  path: '/api/v1/log/head',
  title: { zh: '证书日志：签名树头', en: 'Certificate log: signed tree head' },
  audience: 'public',
  reply: HeadShape,
})

export const logFeed = endpoint({
  id: 'log.feed',
  method: 'GET',
  path: '/api/v1/log/heads.atom',
  title: { zh: '证书日志：树头订阅（Atom）', en: 'Certificate log: tree heads as an Atom feed' },
  audience: 'public',
  reply: Type.String(),
  produces: ['application/atom+xml'],
})

export const logProof = endpoint({
  id: 'log.proof',
  method: 'GET',
  path: '/api/v1/log/proof/:index',
  title: { zh: '证书日志：收录证明', en: 'Certificate log: inclusion proof' },
  audience: 'public',
  params: Type.Object({ index: IndexShape }),
  query: Type.Object({ size: Type.Optional(IndexShape) }),
  reply: Type.Object({
    index: Type.Integer(),
    treeSize: Type.Integer(),
    entry: Anything,
    leafHash: HashShape,
    path: Type.Array(HashShape),
    head: HeadShape,
  }),
})

export const logConsistency = endpoint({
  id: 'log.consistency',
  method: 'GET',
  path: '/api/v1/log/consistency',
  title: { zh: '证书日志：一致性证明', en: 'Certificate log: consistency proof' },
  audience: 'public',
  query: Type.Object({ from: IndexShape, to: Type.Optional(IndexShape) }),
  reply: Type.Object({ from: Type.Integer(), to: Type.Integer(), path: Type.Array(HashShape) }),
})

export const logEntries = endpoint({
  id: 'log.entries',
  method: 'GET',
  path: '/api/v1/log/entries',
  title: { zh: '证书日志：条目', en: 'Certificate log: entries' },
  audience: 'public',
  query: Type.Object({ from: Type.Optional(IndexShape), to: Type.Optional(IndexShape) }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ index: Type.Integer(), entry: Anything, leafHash: HashShape })),
    next: nullable(Type.Integer()),
    treeSize: Type.Integer(),
  }),
})

export const signingKeys = endpoint({
  id: 'log.keys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  title: { zh: '签名公钥', en: 'Public signing keys' },
  audience: 'public',
  reply: Type.Object({ keys: Type.Array(Anything) }),
})
