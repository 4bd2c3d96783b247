import { Type, type Static } from 'typebox'
import { endpoint } from '../../../wire/endpoint.ts'
import { DayShape, Empty, IdShape, InstantShape, MayShape, OneOf } from '../../../wire/shapes.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const reason = Type.String({ minLength: 2, maxLength: 300 })
const personParams = Type.Object({ personId: IdShape })

/** Doubts an officer may let stand; everything else has to be put right first. */
export const mergeDoubts = [
  'merge.identities-differ',
  'merge.both-accounts',
  'merge.births-differ',
  'merge.names-differ',
] as const

const CountsShape = Type.Object({
  employments: Type.Integer(),
  requests: Type.Integer(),
  evidence: Type.Integer(),
  holdings: Type.Integer(),
  classes: Type.Integer(),
  documents: Type.Integer(),
  accounts: Type.Integer(),
  enrolments: Type.Integer(),
  results: Type.Integer(),
  entries: Type.Integer(),
  certificates: Type.Integer(),
})

const SideShape = Type.Object({
  id: IdShape,
  name: Type.String(),
  identityMasked: Type.String(),
  birth: Nullable(DayShape),
  phone: Type.String(),
  email: Type.String(),
  /** The person registered and proved to hold the phone. */
  phoneProved: Type.Boolean(),
  employers: Type.Array(Type.Object({ id: IdShape, name: Type.String(), post: Type.String() })),
  createdAt: InstantShape,
  /** What stands on the record. */
  counts: CountsShape,
})
export type MergeSideView = Static<typeof SideShape>

export const previewMerge = endpoint({
  id: 'people.previewMerge',
  method: 'GET',
  path: '/api/v1/people/:personId/merge-preview',
  title: {
    zh: '合并档案预览：将并入的内容与冲突',
    en: 'What a merge would bring together, and what speaks against it',
  },
  audience: 'signed-in',
  params: personParams,
  query: Type.Object({ absorbedId: IdShape }),
  reply: Type.Object({
    survivor: SideShape,
    absorbed: SideShape,
    conflicts: Type.Array(
      Type.Object({
        code: Type.String(),
        params: Type.Record(Type.String(), Type.String()),
        stops: Type.Boolean(),
      }),
    ),
  }),
})

export const mergePeople = endpoint({
  id: 'people.mergePeople',
  method: 'POST',
  path: '/api/v1/people/:personId/merges',
  title: { zh: '合并同一人的两份档案', en: 'Merge another record of the same person into this one' },
  audience: 'signed-in',
  params: personParams,
  body: Type.Object({
    absorbedId: IdShape,
    reason,
    accepted: Type.Array(OneOf(mergeDoubts), { maxItems: mergeDoubts.length, uniqueItems: true }),
  }),
  reply: Type.Object({ mergeId: IdShape }),
  status: 201,
})

export const listMerges = endpoint({
  id: 'people.listMerges',
  method: 'GET',
  path: '/api/v1/people/:personId/merges',
  title: { zh: '档案合并记录', en: 'Merges of a person’s records' },
  audience: 'signed-in',
  params: personParams,
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: IdShape,
        survivorName: Type.String(),
        absorbedName: Type.String(),
        absorbedMasked: Type.String(),
        reason: Type.String(),
        at: InstantShape,
        by: Nullable(Type.String()),
        undone: Nullable(
          Type.Object({ at: InstantShape, by: Nullable(Type.String()), reason: Type.String() }),
        ),
        may: MayShape,
      }),
    ),
  }),
})

export const undoMerge = endpoint({
  id: 'people.undoMerge',
  method: 'POST',
  path: '/api/v1/person-merges/:mergeId/undo',
  title: { zh: '撤销合并', en: 'Undo a merge' },
  audience: 'signed-in',
  params: Type.Object({ mergeId: IdShape }),
  body: Type.Object({ reason }),
  reply: Empty,
})
