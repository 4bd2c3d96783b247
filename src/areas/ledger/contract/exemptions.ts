import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, MayShape } from '../../../wire/shapes.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const ReasonShape = Type.String({ minLength: 2, maxLength: 300, pattern: '\\S' })
export const ExtentShape = Type.Union([
  Type.Literal('full'),
  Type.Object({ share: Type.String({ maxLength: 20, description: 'part taken off, exact: 1/2' }) }),
  Type.Object({
    lines: Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 20 }), {
      minProperties: 1,
      maxProperties: 20,
      description: 'units taken off lines, by the ids of these, exact: {"public": "12"}',
    }),
  }),
])
const Names = Type.Object({ zh: Type.String(), en: Type.String() })

/** Of an exemption by lines what is taken off each, in words. */
export const LinesExemptedShape = Type.Array(Type.Object({ name: Names, amount: Type.String(), unit: Names }))

const ExemptionShape = Type.Object({
  id: IdShape,
  programmeId: IdShape,
  programmeName: Type.String(),
  programmeNameEn: Type.String(),
  from: DayShape,
  to: DayShape,
  extent: ExtentShape,
  lines: LinesExemptedShape,
  reason: Type.String(),
  document: Type.String(),
  grantedOn: DayShape,
  ended: Nullable(Type.Object({ on: DayShape, reason: Type.String() })),
  may: MayShape,
})
export type ExemptionView = Static<typeof ExemptionShape>

export const personExemptions = endpoint({
  id: 'ledger.personExemptions',
  method: 'GET',
  path: '/api/v1/people/:personId/exemptions',
  title: { zh: '某人的学时减免', en: 'Exemptions of a person' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  reply: Type.Object({
    items: Type.Array(ExemptionShape),
    next: Type.Null(),
    programmes: Type.Array(
      Type.Object({
        id: IdShape,
        name: Type.String(),
        nameEn: Type.String(),
        reasons: Nullable(
          Type.Array(Type.String(), { description: 'for which the rules exempt; null: for any' }),
        ),
        lines: Type.Array(Type.Object({ id: Type.String(), name: Names, unit: Names }), {
          description: 'of which hours can be taken off, in the rules in force today',
        }),
      }),
      { description: 'the person takes part in, and the reader may exempt from' },
    ),
  }),
})

export const grantExemption = endpoint({
  id: 'ledger.grantExemption',
  method: 'POST',
  path: '/api/v1/people/:personId/exemptions',
  title: { zh: '办理学时减免', en: 'Exempt a person' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  body: Type.Object({
    programmeId: IdShape,
    from: DayShape,
    to: DayShape,
    extent: ExtentShape,
    reason: ReasonShape,
    document: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Type.Object({ exemptionId: IdShape }),
  status: 201,
})

export const endExemption = endpoint({
  id: 'ledger.endExemption',
  method: 'POST',
  path: '/api/v1/exemptions/:exemptionId/end',
  title: { zh: '撤销学时减免', en: 'Take an exemption back' },
  audience: 'signed-in',
  params: Type.Object({ exemptionId: IdShape }),
  body: Type.Object({ reason: ReasonShape }),
  reply: Empty,
})
