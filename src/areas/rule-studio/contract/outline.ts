import { type Static, Type } from 'typebox'
import { DayShape, OneOf } from '../../../wire/shapes.ts'
import { Nullable, Text } from './shapes.ts'

const Document = Type.Object({
  number: Type.String(),
  authority: Text,
  published: Nullable(Type.String()),
  uncertain: Type.Array(Type.String()),
})
/** One rule of the merged text in words, with the pack and version it comes from and the clause it rests on. */
const OutlineItem = Type.Object({
  id: Type.String(),
  text: Text,
  clause: Nullable(Type.String()),
  origin: Type.String(),
})
export const outlineParts = [
  'population',
  'period',
  'require',
  'recognise',
  'convert',
  'conflicts',
  'allocate',
  'caps',
  'spill',
  'carryOver',
  'extension',
  'prorate',
  'exempt',
  'satisfiedBy',
] as const
export const OutlineShape = Type.Object({
  layers: Type.Array(
    Type.Object({ id: Type.String(), layer: Type.String(), title: Text, hash: Type.String() }),
  ),
  versions: Type.Array(
    Type.Object({
      id: Type.String(),
      from: DayShape,
      to: Nullable(DayShape),
      obligations: Type.Array(
        Type.Object({
          id: Type.String(),
          origin: Type.String(),
          parts: Type.Array(Type.Object({ part: OneOf(outlineParts), items: Type.Array(OutlineItem) })),
        }),
      ),
    }),
  ),
  clauses: Type.Array(
    Type.Object({ id: Type.String(), text: Text, pack: Type.String(), document: Nullable(Document) }),
  ),
})
export type Outline = Static<typeof OutlineShape>
