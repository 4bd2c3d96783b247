import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { pageQuery } from '../../../wire/page.ts'
import { IdShape, MayShape, OneOf } from '../../../wire/shapes.ts'
import { FractionShape } from '../../programme/contract.ts'
import { classParams } from './classes.ts'
import { OutcomeShape } from './enrolments.ts'
import { ClassStateShape, NullableText } from './shapes.ts'

const ChecklistItem = Type.Object({
  item: OneOf(['held', 'attendance', 'results', 'people'] as const),
  done: Type.Boolean(),
  /** Of how many things how many are ready: sessions confirmed, results released. */
  ready: Type.Integer(),
  total: Type.Integer(),
  /** Not asked of this class: a course without an exam needs no results. */
  needed: Type.Boolean(),
})

const VerdictShape = Type.Object({
  enrolmentId: IdShape,
  personId: IdShape,
  seat: Type.Integer(),
  name: Type.String(),
  employerName: NullableText,
  outcome: OutcomeShape,
})
export type Verdict = Static<typeof VerdictShape>

export const closingPreview = endpoint({
  id: 'training.closingPreview',
  method: 'GET',
  path: '/api/v1/classes/:classId/closing',
  title: { zh: '结班检查与结业名单', en: 'Before closing: checklist, and who gets what and why' },
  audience: 'signed-in',
  params: classParams,
  query: Type.Object({
    decision: Type.Optional(OneOf(['completed', 'not-completed'] as const)),
    ...pageQuery,
  }),
  reply: Type.Object({
    classId: IdShape,
    className: Type.String(),
    classNameEn: Type.String(),
    filingNumber: Type.String(),
    state: ClassStateShape,
    ready: Type.Boolean(),
    checklist: Type.Array(ChecklistItem),
    attendanceShare: FractionShape,
    completed: Type.Integer(),
    notCompleted: Type.Integer(),
    items: Type.Array(VerdictShape),
    next: NullableText,
    may: MayShape,
  }),
})

export const closeClass = endpoint({
  id: 'training.closeClass',
  method: 'POST',
  path: '/api/v1/classes/:classId/close',
  title: { zh: '结班', en: 'Close a class' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({
    filingNumber: Type.String({ maxLength: 60, description: 'typed by hand: closing cannot be undone' }),
  }),
  reply: Type.Object({ completed: Type.Integer(), notCompleted: Type.Integer(), state: ClassStateShape }),
})
