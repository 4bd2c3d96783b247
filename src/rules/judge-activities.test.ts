import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { evaluate, judgeActivities, periodOn } from './evaluate.ts'
import { anyFacts, anyPack } from './testing/arbitrary.ts'
import { wideFacts, widePack } from './testing/wide.ts'

const packsAndFacts = fc.oneof(fc.tuple(anyPack(), anyFacts), fc.tuple(widePack(), wideFacts))
const day = fc.constantFrom('2019-03-03', '2020-06-30', '2021-12-31', '2024-01-01')

it('tells of activities, of the rules and of the period what a whole evaluation tells', () => {
  let told = 0
  fc.assert(
    fc.property(packsAndFacts, day, fc.constantFrom(undefined, '2020'), ([pack, facts], on, period) => {
      const read = compile(pack)
      if (!read.ok) return
      const asked = { ...facts, ask: { ...(period !== undefined && { period }) } }
      const { pack: by, activities } = evaluate(read.value, asked, { on })
      expect(judgeActivities(read.value, asked, on)).toEqual({ pack: by, activities })
      const located = evaluate(read.value, { ...facts, ask: { on } }, { on })
      expect(periodOn(read.value, facts, on)).toBe(
        located.obligations[0]?.periods.find((one) => one.asked)?.key,
      )
      told += 1
    }),
    { numRuns: 400 },
  )
  expect(told).toBeGreaterThan(200)
})
