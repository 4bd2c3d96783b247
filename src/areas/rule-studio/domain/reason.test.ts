import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ceiling, fraction, formatExact, multiply } from '../../../kernel/exact.ts'
import type { SumsPlan } from '../../../rules/index.ts'
import { shapeLines, unfoldLines } from './folded.ts'
import { flippedOf, reasonOf } from './reason.ts'

/** Requirements in units, thirds of them too, of lines in any order; a line may be on one side alone. */
const anyLeaves = fc
  .uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), thirds: fc.nat(12) }), {
    selector: ({ id }) => id,
  })
  .map((lines) =>
    lines.map(({ id, thirds }) => {
      const perUnit = id < 'c' ? 45 : 2
      const required = fraction(thirds, 3)
      const least = Number(ceiling(multiply(required, fraction(perUnit))))
      return { id, measure: id < 'c' ? 'hours' : 'days', perUnit, least, required: formatExact(required) }
    }),
  )
const anyCounted = fc.array(fc.oneof(fc.nat(8), fc.nat(200)), { minLength: 4, maxLength: 4 })

test('the line that is met on one side alone is found among grains as among lines', () => {
  const seen = { flipped: 0, moved: 0 }
  fc.assert(
    fc.property(anyLeaves, anyLeaves, anyCounted, anyCounted, (before, after, was, is) => {
      const linesOf = (leaves: typeof before, counted: number[]) =>
        unfoldLines(shapeLines({ leaves } as unknown as SumsPlan, 1), counted)
      const [old, next] = [linesOf(before, was), linesOf(after, is)]
      const expected = reasonOf(old, next)
      const found = flippedOf(before, after)(was, is)
      const lacks = (lines: typeof old): boolean =>
        lines.some(({ id, remaining }) => id === expected && remaining !== '0')
      const isFlipped = expected !== null && lacks(old) !== lacks(next)
      expect(found).toBe(isFlipped ? expected : null)
      seen[isFlipped ? 'flipped' : 'moved'] += 1
    }),
    { numRuns: 1000 },
  )
  expect(Math.min(seen.flipped, seen.moved)).toBeGreaterThan(50)
})
