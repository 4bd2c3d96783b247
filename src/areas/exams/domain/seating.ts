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

/** Draws of an order before a neighbour's is let be: a paper of one question without options has only one. */
const tries = 40

/**
 * Draws something for each place so that nobody has the same as whoever sits in the seats beside them, of this list or
 * there already. Seats are gone through from the front, so that two kinds are enough for any row.
 */
export const drawApart = <T extends { readonly hash: string }>(
  places: readonly (GivenSeat | null)[],
  there: readonly { readonly roomId: string | null; readonly seat: number; readonly hash: string }[],
  draw: () => T,
): readonly T[] => {
  const at = (roomId: string | null, seat: number): string => `${roomId ?? ''} ${seat}`
  const seated = new Map(there.map(({ roomId, seat, hash }) => [at(roomId, seat), hash]))
  const drawn: T[] = []
  const inOrder = places
    .map((place, index) => ({ place, index }))
    .toSorted((a, b) => (a.place?.seat ?? 0) - (b.place?.seat ?? 0))
  for (const { place, index } of inOrder) {
    let one = draw()
    if (place) {
      const beside = [place.seat - 1, place.seat + 1].map((seat) => seated.get(at(place.roomId, seat)))
      for (let more = tries; more > 0 && beside.includes(one.hash); more -= 1) one = draw()
      seated.set(at(place.roomId, place.seat), one.hash)
    }
    drawn[index] = one
  }
  return drawn
}
