import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, OneOf } from '../../../wire/shapes.ts'
import {
  asPrinted,
  certificateStatuses,
  ContentShape,
  ExemptShape,
  GradeWordShape,
  nullable,
  NullableText,
  TypeShape,
} from './shapes.ts'

export const CheckAnswerShape = Type.Object({
  number: Type.String(),
  status: OneOf([...certificateStatuses, 'unknown'] as const),
  supersededBy: Type.Optional(Type.String()),
  supersededCause: Type.Optional(
    Type.String({ description: '`correction`, or `lost`: then nothing in it was wrong' }),
  ),
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
  exempt: Type.Optional(ExemptShape),
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
