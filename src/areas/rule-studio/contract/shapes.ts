import { type Static, Type } from 'typebox'

export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

/** Texts of rules as their packs write them; a draft may lack one language still. */
export const Text = Type.Object({ zh: Type.String(), en: Type.String() })

/** PACK of docs/rules; a draft may be at fault. */
export const PackShape = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'PACK, see docs/rules; with faults it is kept as a draft and never loaded',
})
export const CaseShape = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'a worked case {name, on, facts, expect}, see docs/rules',
})

/** One thing that is wrong: where, by which code, and the sentence in both languages. */
export const FaultShape = Type.Object({
  pointer: Type.String({ description: 'JSON pointer into the pack, or into /cases' }),
  code: Type.String(),
  text: Text,
})
export type FaultSaid = Static<typeof FaultShape>
