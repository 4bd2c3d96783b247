/** A room as seating sees it: how many seats, and which of them are given out. */
export interface SeatingRoom {
  readonly roomId: string
  readonly seats: number
  readonly taken: ReadonlySet<number>
}

export interface GivenSeat {
  readonly roomId: string
  readonly seat: number
}

/**
 * Gives so many candidates a seat: rooms are filled in proportion to their free seats, so that no room stands empty while
 * another is full; seats of a room are given from the front. Answers null for those there is no seat for. `pick` gives a
 * random whole number below its bound, so that nobody can foresee a neighbour.
 */
export const seating = (
  count: number,
  rooms: readonly SeatingRoom[],
  pick: (bound: number) => number,
): readonly (GivenSeat | null)[] => {
  const free = rooms.map(({ roomId, seats, taken }) =>
    Array.from({ length: seats }, (_, at) => at + 1)
      .filter((seat) => !taken.has(seat))
      .map((seat) => ({ roomId, seat })),
  )
  const total = free.reduce((sum, room) => sum + room.length, 0)
  const seated = Math.min(count, total)
  // Largest remainders: whole seats first, the rest to the rooms that were rounded down most.
  const shares = free.map((room) => (total === 0 ? 0 : (seated * room.length) / total))
  const given = shares.map(Math.floor)
  const open = seated - given.reduce((sum, one) => sum + one, 0)
  const byRemainder = shares
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of byRemainder.slice(0, open)) given[at] = (given[at] ?? 0) + 1
  const places: (GivenSeat | null)[] = free.flatMap((room, at) => room.slice(0, given[at]))
  for (let at = places.length - 1; at > 0; at -= 1) {
    const other = pick(at + 1)
    const [a, b] = [places[at], places[other]]
    places[at] = b ?? null
    places[other] = a ?? null
  }
  return [...places, ...Array.from({ length: count - seated }, () => null)]
}
