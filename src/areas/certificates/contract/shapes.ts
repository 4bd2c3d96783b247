import { type Static, Type } from 'typebox'
import { DayShape, OneOf } from '../../../wire/shapes.ts'

export const certificateTypes = ['pass', 'attendance', 'annual-validation'] as const
export const certificateStatuses = ['valid', 'superseded', 'revoked'] as const
export const changeCauses = ['issued-in-error', 'fraud', 'other'] as const
export const replacementCauses = ['correction', 'lost'] as const

export const TypeShape = OneOf(certificateTypes)
export const StatusShape = OneOf(certificateStatuses)
export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
export const NullableText = nullable(Type.String())
export const asPrinted = 'as printed; spaces, dashes, width and case do not matter'
const NumberShape = Type.String({ minLength: 1, maxLength: 120, description: asPrinted })
export const numberParams = Type.Object({ number: NumberShape })
export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })
export const GradeWordShape = Type.Union([Bilingual, Type.Null()], {
  description: 'the grade in words; null where the certificate states none',
})
export const HashShape = Type.String({ description: 'SHA-256, base64url' })
export const Anything = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

const Rendering = {
  supersedes: nullable(Type.Object({ number: Type.String(), cause: Type.String() })),
  verification: Type.Object({ url: Type.String() }),
  template: Type.Object({ id: Type.String(), version: Type.Integer(), sha256: Type.String() }),
  renderer: Type.Object({ name: Type.String(), version: Type.String() }),
  fonts: Type.Array(
    Type.Object({ name: Type.String(), version: Type.String(), weights: Type.Array(Type.Integer()) }),
  ),
}
/** Where it is there, hours are not what the certificate rests on, and none are shown. */
export const ExemptShape = Type.Literal('full', {
  description: 'annual validation of somebody exempt from all that was asked; the hours are no ground of it',
})
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
    exempt: Type.Optional(ExemptShape),
  }),
])
export type Content = Static<typeof ContentShape>
