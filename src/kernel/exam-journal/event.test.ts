import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from '../canonical-json.ts'
import { eventHash, eventTypes } from './event.ts'

const text = fc.string({ unit: 'grapheme' })
const count = fc.nat(Number.MAX_SAFE_INTEGER)
const page = fc.record({ attempt: text, epoch: count, machine: text, writer: text })
const event = fc.record({
  seq: count,
  slot: fc.option(text),
  type: fc.constantFrom(...eventTypes),
  body: fc.dictionary(text, fc.jsonValue() as fc.Arbitrary<Json>),
  mono: count,
  wall: count,
  origin: fc.option(fc.record({ epoch: count, seq: count })),
  prev: text,
})

describe('the hash of an event', () => {
  it('is taken of the canonical JSON of the event, its attempt, epoch and writer', () => {
    fc.assert(
      fc.property(page, event, ({ attempt, epoch, writer }, given) => {
        let hashed = ''
        eventHash({ attempt, epoch, writer, machine: 'another' }, given, (hashing) => {
          hashed = hashing
          return ''
        })
        expect(hashed).toBe(canonicalJson({ attempt, epoch, writer, ...given }))
      }),
    )
  })
})
