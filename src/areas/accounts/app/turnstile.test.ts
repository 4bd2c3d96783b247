import { expect, test } from 'vitest'
import { turnstile } from './turnstile.ts'

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

test('lets no more in than told, each in the order of coming, and goes on after a failure', async () => {
  const inTurn = turnstile(3)
  const seen = { inside: 0, most: 0, order: [] as number[] }
  const comers = Array.from({ length: 20 }, (_, index) =>
    inTurn(async () => {
      seen.inside += 1
      seen.most = Math.max(seen.most, seen.inside)
      seen.order.push(index)
      await pause()
      seen.inside -= 1
      if (index % 4 === 0) throw new Error(`the ${index}th failed`)
      return index
    }),
  )
  const ends = await Promise.allSettled(comers)
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(5)
  expect(seen).toEqual({ inside: 0, most: 3, order: Array.from({ length: 20 }, (_, index) => index) })
  expect(await inTurn(async () => 'still open')).toBe('still open')
})
