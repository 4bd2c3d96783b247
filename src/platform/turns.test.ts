import { expect, test } from 'vitest'
import { turns } from './turns.ts'

test('long work lets others have their turn, and short work goes on', async () => {
  let [now, others] = [0, 0]
  const other = (): void => void setImmediate(() => (others += 1))
  const work = turns(() => now)
  other()
  now = 9
  await work.pass()
  expect(others).toBe(0)
  now = 10
  await work.pass()
  expect(others).toBe(1)
  other()
  now = 19
  await work.pass()
  expect(others).toBe(1)
})
