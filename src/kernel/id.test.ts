import { describe, expect, test } from 'vitest'
import { isId, newId } from './id.ts'

describe('newId', () => {
  test('gives UUIDs of version 7 that carry their time', () => {
    const id = newId(Date.UTC(2126, 0, 1))
    expect(isId(id)).toBe(true)
    expect(id[14]).toBe('7')
    expect('89ab').toContain(id[19])
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2126, 0, 1))
  })

  test('gives each a greater one than before, within one millisecond and when the clock goes back', () => {
    const now = Date.UTC(2126, 0, 2)
    const ids = Array.from({ length: 5_000 }, (_id, index) => newId(index === 4_000 ? now - 60_000 : now))
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
