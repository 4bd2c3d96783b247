import { describe, expect, test } from 'vitest'
import { drawApart, seating } from './seating.ts'

/** Draws `kinds` things by a fixed stream: often the same twice in a row. */
const drawing = (kinds: number): (() => { hash: string }) => {
  let state = 7
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return { hash: String(Math.floor(state / 65_536) % kinds) }
  }
}

describe('the order of questions of whoever sits side by side', () => {
  const rooms = ['a', 'b'].map((roomId) => ({ roomId, seats: 40, taken: new Set([1, 3]) }))
  const places = seating(70, rooms, (bound) => bound - 1)
  const there = rooms.flatMap(({ roomId }) => [1, 3].map((seat) => ({ roomId, seat, hash: '0' })))

  test('is never the same, of those who came later either, however few orders there are', () => {
    const drawn = drawApart(places, there, drawing(2))
    const seats = new Map(there.map(({ roomId, seat, hash }) => [`${roomId} ${seat}`, hash]))
    for (const [at, place] of places.entries())
      seats.set(`${place?.roomId} ${place?.seat}`, drawn[at]?.hash ?? '')
    expect(seats.size).toBe(74)
    // Seat 3 was there before: what stands on both sides of seat 4 onwards is this list's own.
    const side = [...seats].filter(([place, hash]) => {
      const [room, seat] = place.split(' ')
      return seats.get(`${room} ${Number(seat) + 1}`) === hash
    })
    expect(side).toEqual([])
  })

  test('is drawn for whoever has no seat, and for a paper that has only one', () => {
    expect(drawApart([null, null], [], drawing(3))).toHaveLength(2)
    expect(drawApart(places, [], () => ({ hash: 'x' }))).toHaveLength(70)
  })
})
