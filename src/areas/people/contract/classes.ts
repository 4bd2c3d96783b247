import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { Page, pageQuery } from '../../../wire/page.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape } from '../../../wire/shapes.ts'
import { NullableText, FactsShape, PersonFactShape, personParams } from './shapes.ts'

export const recordEvidence = endpoint({
  id: 'people.recordEvidence',
  method: 'POST',
  path: '/api/v1/people/:personId/evidence',
  title: { zh: '登记学历、职称、资格等', en: 'Put education, title or qualification on record' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    from: DayShape,
    facts: FactsShape,
    document: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Type.Object({ evidenceId: IdShape }),
  status: 201,
})

export const checkEvidence = endpoint({
  id: 'people.checkEvidence',
  method: 'POST',
  path: '/api/v1/people/:personId/evidence/:evidenceId/check',
  title: { zh: '核验材料', en: 'Confirm that the papers were seen' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape, evidenceId: IdShape }),
  reply: Empty,
})

export const readFacts = endpoint({
  id: 'people.readFacts',
  method: 'GET',
  path: '/api/v1/people/:personId/facts',
  title: {
    zh: '规则所问的情况：所参加项目的规则问什么，已登记什么',
    en: 'Facts that rules ask: by the programmes taken part in, with what is on record',
  },
  audience: 'signed-in',
  params: personParams,
  reply: Type.Object({ items: Type.Array(PersonFactShape), may: MayShape }),
})

const CriterionShape = Type.Object({
  class: Type.String(),
  text: Type.Object({ zh: Type.String(), en: Type.String() }),
})

export const readClasses = endpoint({
  id: 'people.readClasses',
  method: 'GET',
  path: '/api/v1/people/:personId/classes',
  title: {
    zh: '人员类别：规则建议与认定',
    en: 'Person classes: what the rule proposes and what was decided',
  },
  audience: 'signed-in',
  params: personParams,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        programmeId: IdShape,
        programmeName: Type.String(),
        programmeNameEn: Type.String(),
        /** What the programme's rule gives for the facts of today; null when no criterion holds. */
        proposed: Type.Union([CriterionShape, Type.Null()]),
        /** Criteria of the classes before the proposed one, and what the facts lack for each. */
        above: Type.Array(
          Type.Object({
            ...CriterionShape.properties,
            lacking: Type.Array(
              Type.Object({ fact: Type.String(), oneOf: Type.Array(Type.String()), found: NullableText }),
            ),
          }),
        ),
        /** Waiting for the office. */
        submitted: Type.Boolean(),
        decided: Type.Union([
          Type.Object({ class: Type.String(), from: DayShape, decidedAt: InstantShape }),
          Type.Null(),
        ]),
        may: MayShape,
      }),
    ),
    facts: Type.Record(Type.String(), Type.String()),
  }),
})

export const proposeClass = endpoint({
  id: 'people.proposeClass',
  method: 'POST',
  path: '/api/v1/people/:personId/classes/propose',
  title: { zh: '按规则申报人员类别', en: 'Submit the class the rule proposes' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({ programmeId: IdShape }),
  reply: Type.Object({ class: Type.String() }),
})

export const decideClass = endpoint({
  id: 'people.decideClass',
  method: 'POST',
  path: '/api/v1/people/:personId/classes/decide',
  title: { zh: '认定人员类别', en: 'Decide a person’s class' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    programmeId: IdShape,
    class: Type.String({ pattern: '^[A-Z]$' }),
    from: DayShape,
    reason: Type.Optional(
      Type.String({ maxLength: 300, description: 'needed when the class is not the proposed one' }),
    ),
  }),
  reply: Empty,
})

export const listClassProposals = endpoint({
  id: 'people.listClassProposals',
  method: 'GET',
  path: '/api/v1/class-proposals',
  title: { zh: '待认定的人员类别', en: 'Person classes waiting for a decision' },
  audience: 'signed-in',
  query: Type.Object({ programmeId: Type.Optional(IdShape), ...pageQuery }),
  reply: Page(
    Type.Object({
      personId: IdShape,
      name: Type.String(),
      programmeId: IdShape,
      programmeName: Type.String(),
      class: Type.String(),
      current: NullableText,
      criterion: CriterionShape,
      facts: Type.Record(Type.String(), Type.String()),
      proposedAt: InstantShape,
    }),
  ),
})
