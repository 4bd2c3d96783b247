import { type Static, Type } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { OneOf } from '../../../wire/shapes.ts'
import { classParams } from './classes.ts'

const RosterFindingShape = Type.Object({
  row: Type.Integer({ description: 'the file’s own row number: header 1, blank rows counted' }),
  column: Type.String({ description: 'header as the file writes it' }),
  code: Type.String(),
  message: Type.String(),
  name: Type.Optional(Type.String({ description: 'whom the row names, as it is written there' })),
  found: Type.Optional(Type.String()),
  suggestion: Type.Optional(Type.String({ description: 'shown only, never taken by itself' })),
})
export type RosterFinding = Static<typeof RosterFindingShape>

export const previewRoster = endpoint({
  id: 'training.previewRoster',
  method: 'POST',
  path: '/api/v1/classes/:classId/roster/preview',
  title: { zh: '预检报名名册（不改动任何内容）', en: 'Preview a roster, changing nothing' },
  audience: 'signed-in',
  params: classParams,
  multipart: true,
  reply: Type.Object({
    token: Type.String(),
    accepted: Type.Integer(),
    /** Of the accepted: people on record already, and people who are in this class already. */
    known: Type.Integer(),
    alreadyEnrolled: Type.Integer(),
    /** Places left in the class; accepted rows beyond them go on the waiting list. */
    placesLeft: Type.Integer(),
    refused: Type.Array(
      Type.Object({ ...RosterFindingShape.properties, also: Type.Array(RosterFindingShape) }),
    ),
    /** Cells left out of rows that were accepted all the same. */
    notes: Type.Array(RosterFindingShape),
    ignoredColumns: Type.Array(Type.String()),
  }),
})

export const applyRoster = endpoint({
  id: 'training.applyRoster',
  method: 'POST',
  path: '/api/v1/classes/:classId/roster/apply',
  title: { zh: '按预检结果报名（重复提交只生效一次）', en: 'Apply a previewed roster; twice is once' },
  audience: 'signed-in',
  params: classParams,
  body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: Type.Object({
    /** `applying`: a big one, worked off by a job; ask again with the same token for progress. */
    state: OneOf(['applying', 'applied', 'stopped'] as const),
    accepted: Type.Integer(),
    enrolled: Type.Integer(),
    waiting: Type.Integer(),
    alreadyEnrolled: Type.Integer(),
    newPeople: Type.Integer(),
  }),
})
