import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { classFactValues } from '../../programme/contract.ts'
import { personParams, RecordSourceShape } from './shapes.ts'

/** Those a form offers; a rule pack may ask for others by its own names. */
export const holdingKinds = ['title', 'licence', 'membership'] as const
export const holdingLevels = classFactValues['title-level']

const KindShape = Type.String({
  pattern: '^[a-z][a-z0-9-]*$',
  maxLength: 40,
  description: 'title, licence …',
})
const HoldingFactsShape = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S', description: 'as on the papers' }),
  series: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  level: Type.Optional(OneOf(holdingLevels)),
})
export type HoldingFacts = Readonly<Static<typeof HoldingFactsShape>>

const HoldingShape = Type.Object({
  id: IdShape,
  kind: Type.String(),
  facts: HoldingFactsShape,
  from: DayShape,
  basis: Type.String(),
  source: RecordSourceShape,
  ended: Type.Union([
    Type.Object({
      /** Last day on which it was held; null: put on record by mistake, and never held. */
      to: Type.Union([DayShape, Type.Null()]),
      reason: Type.String(),
    }),
    Type.Null(),
  ]),
  may: MayShape,
})
export type HoldingView = Static<typeof HoldingShape>

export const personHoldings = endpoint({
  id: 'people.personHoldings',
  method: 'GET',
  path: '/api/v1/people/:personId/holdings',
  title: { zh: '某人持有的职称、证照与会籍', en: 'Titles, licences and memberships of a person' },
  audience: 'signed-in',
  params: personParams,
  reply: Type.Object({ items: Type.Array(HoldingShape), next: Type.Null(), may: MayShape }),
})

export const recordHolding = endpoint({
  id: 'people.recordHolding',
  method: 'POST',
  path: '/api/v1/people/:personId/holdings',
  title: { zh: '登记一项职称、证照或会籍', en: 'Record a title, licence or membership' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    kind: KindShape,
    facts: HoldingFactsShape,
    from: DayShape,
    basis: Type.Optional(Type.String({ maxLength: 200, description: 'number of the decision or paper' })),
  }),
  reply: Type.Object({ holdingId: IdShape }),
  status: 201,
})

export const endHolding = endpoint({
  id: 'people.endHolding',
  method: 'POST',
  path: '/api/v1/holdings/:holdingId/end',
  title: { zh: '终止一项职称、证照或会籍', en: 'End a title, licence or membership' },
  audience: 'signed-in',
  params: Type.Object({ holdingId: IdShape }),
  body: Type.Object({
    to: Type.Optional(DayShape),
    reason: Type.String({ minLength: 2, maxLength: 300, pattern: '\\S' }),
  }),
  reply: Empty,
})
