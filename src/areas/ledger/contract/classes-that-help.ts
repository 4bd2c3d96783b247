import { Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { BilingualShape, DayShape, IdShape } from '../../../wire/shapes.ts'
import { StandingWord } from '../contract.ts'

const HelpingClass = Type.Object({
  classId: IdShape,
  name: Type.String(),
  nameEn: Type.String(),
  institution: Type.String(),
  institutionEn: Type.String(),
  mode: Type.String(),
  from: DayShape,
  to: DayShape,
  placesLeft: Type.Integer(),
  gives: Type.Array(
    Type.Object({
      measure: Type.String(),
      unit: BilingualShape,
      amount: Type.String({ description: 'exact, in `unit`' }),
    }),
  ),
  /** The standing of the year with this class and nothing else new. */
  standingThen: StandingWord,
})

/** Classes open for enrolment, and those one is in already, and what each would do for somebody's year if it were completed and passed. */
export const classesThatHelp = endpoint({
  id: 'ledger.classesThatHelp',
  method: 'GET',
  path: '/api/v1/people/:personId/classes-that-help',
  title: { zh: '有助于达标的培训班', en: 'Classes that would help' },
  audience: 'signed-in',
  params: Type.Object({ personId: IdShape }),
  query: Type.Object({
    year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
    programme: Type.Optional(IdShape),
  }),
  reply: Type.Object({
    items: Type.Array(HelpingClass, { description: 'open for enrolment' }),
    own: Type.Array(HelpingClass, { description: 'enrolled in, and not closed yet' }),
  }),
})
