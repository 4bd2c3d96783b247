/** Somebody to be put into a class. `employerId` is who sends them; `rosterRow` the row of the file they came from. */
export interface PersonToSeat {
  readonly personId: string
  readonly employerId?: string | null | undefined
  readonly rosterRow?: number | null | undefined
}

export interface Seated {
  readonly personId: string
  readonly enrolmentId: string
  readonly state: 'confirmed' | 'waiting'
  readonly position: number
  readonly employerId: string | null
  readonly rosterRow: number | null
  /** The person had withdrawn before: the old row is taken up again. */
  readonly again: boolean
}

export interface Room {
  readonly capacity: number
  readonly confirmed: number
  readonly waiting: number
  /** Highest position given so far. */
  readonly lastPosition: number
}

export interface Existing {
  readonly enrolmentId: string
  readonly state: string
}

/**
 * Gives places in the order given: a place while there is one and nobody waits, then the end of the waiting list.
 * Somebody named twice, or in the class already, is left where they are.
 */
export const seat = (
  people: readonly PersonToSeat[],
  existing: ReadonlyMap<string, Existing>,
  room: Room,
  newEnrolmentId: () => string,
): { seated: Seated[]; already: number } => {
  const seated: Seated[] = []
  const met = new Set<string>()
  let [places, position, already] = [
    room.waiting > 0 ? 0 : room.capacity - room.confirmed,
    room.lastPosition,
    0,
  ]
  for (const person of people) {
    const before = existing.get(person.personId)
    if (met.has(person.personId) || (before && before.state !== 'withdrawn')) {
      already += 1
      continue
    }
    met.add(person.personId)
    position += 1
    seated.push({
      personId: person.personId,
      enrolmentId: before?.enrolmentId ?? newEnrolmentId(),
      state: places > 0 ? 'confirmed' : 'waiting',
      position,
      employerId: person.employerId ?? null,
      rosterRow: person.rosterRow ?? null,
      again: before !== undefined,
    })
    places -= 1
  }
  return { seated, already }
}
