import { expect, test } from 'vitest'
import { inHallLine } from './hall-line.ts'

test('a hall is served in its order, a few at a time, and one that fails gives its place on', async () => {
  let under = 0
  let most = 0
  const order: number[] = []
  const ask = (at: number) =>
    inHallLine(async () => {
      under += 1
      most = Math.max(most, under)
      order.push(at)
      await new Promise((resolve) => setImmediate(resolve))
      under -= 1
      if (at % 3 === 0) throw new Error('refused')
      return at
    })
  const done = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => ask(at)))
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(17)
  expect(order).toEqual(Array.from({ length: 50 }, (_, at) => at))
  expect([under, most]).toEqual([0, 6])
  await expect(ask(1)).resolves.toBe(1)
})
