import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { canonicalText, type JsonValue } from '../../../verify/strict-json.ts'

it('parts that are known beforehand are spelled as they would be anew, for every JSON there is', () => {
  const partsOf = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : []
  fc.assert(
    fc.property(fc.jsonValue(), fc.infiniteStream(fc.boolean()), (value, choice) => {
      const chosen = partsOf(value).filter(() => choice.next().value)
      const known = new Map(chosen.map((part) => [part, canonicalJson(part as Json)]))
      expect(canonicalJson(value as Json, known)).toBe(canonicalJson(value as Json))
    }),
  )
})

it('what is signed here and what the letterbox hashes are the same bytes, for every JSON there is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalText(value as JsonValue)).toBe(canonicalJson(value as Json))
    }),
  )
})
