import { expect, test } from 'vitest'
import { marksToEnd } from './marks-to-end.ts'

const today = '2026-04-10'
const seal = (from: string, image: string | null) => ({ kind: 'seal' as const, from, image })
const signature = (from: string, image: string | null) => ({ kind: 'signature' as const, from, image })

test('nothing is there to end where no image was given, or the last has ended', () => {
  expect(marksToEnd([], today).size).toBe(0)
  expect(marksToEnd([seal('2026-01-01', 'a'), seal('2026-04-10', null)], today).size).toBe(0)
})

test('what is printed may be ended from today on, what is to come from its own day on', () => {
  const marks = [seal('2026-01-01', 'a'), signature('2026-01-01', null), signature('2026-09-01', 'b')]
  expect([...marksToEnd(marks, today)]).toEqual([
    ['seal', today],
    ['signature', '2026-09-01'],
  ])
})
