import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { canonicalText, type JsonValue } from '../../../verify/strict-json.ts'

it('what is signed here and what the letterbox hashes are the same bytes, for every JSON there is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalText(value as JsonValue)).toBe(canonicalJson(value as Json))
    }),
  )
})
