import { expect, test } from 'vitest'
import { askingPace } from './asking-pace.ts'

test('so much at once, then by the second, each asker by itself', () => {
  const pace = askingPace({ atOnce: 3, perSecond: 0.5 })
  const at = (second: number, asker = 'a') => pace(asker, second * 1000)
  expect([at(0), at(0), at(0), at(0), at(0)]).toEqual([0, 0, 0, 2, 2])
  expect(at(0, 'b')).toBe(0)
  expect([at(1), at(2), at(2)]).toEqual([1, 0, 2])
  // However long it was quiet there is no more at once than that; a clock set back takes nothing and gives nothing.
  expect([at(900), at(900), at(900), at(900), at(800)]).toEqual([0, 0, 0, 2, 2])
})

test('forgets whoever was not heard of longest once there are too many', () => {
  const pace = askingPace({ atOnce: 1, perSecond: 0.001 })
  expect([pace('first', 0), pace('last', 0)]).toEqual([0, 0])
  for (let other = 0; other < 49_999; other += 1) pace(String(other), 0)
  expect([pace('last', 0), pace('first', 0)]).toEqual([1000, 0])
})
