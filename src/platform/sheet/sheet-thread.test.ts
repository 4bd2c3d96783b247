import { describe, expect, test } from 'vitest'
import { streamFromThread } from './sheet-thread.ts'

const module = new URL('./sheet-thread.fixture.ts', import.meta.url)
type Task = 'count' | 'fail' | 'exhaust'

const collect = async (task: Task, upTo = 1000): Promise<number[]> => {
  const parts: number[] = []
  for await (const part of streamFromThread<number>(module, { task })) {
    parts.push(part)
    if (parts.length >= upTo) break
  }
  return parts
}

describe('streamFromThread', () => {
  test('gives every part in order', async () => {
    expect(await collect('count')).toEqual(Array.from({ length: 50 }, (_part, index) => index))
  })

  test('a taker that stops ends the thread and lets the next ones in', async () => {
    for (let turn = 0; turn < 4; turn += 1) expect(await collect('count', 2)).toEqual([0, 1])
    const together = await Promise.all(Array.from({ length: 5 }, () => collect('count')))
    expect(together.map((parts) => parts.length)).toEqual([50, 50, 50, 50, 50])
  })

  test('a fault in the thread reaches the taker', async () => {
    await expect(collect('fail')).rejects.toThrow('told to fail')
  })

  test('a file that eats all memory ends its thread and is refused', async () => {
    await expect(collect('exhaust')).rejects.toMatchObject({ code: 'sheet.unreadable' })
  })
})
