import type { Unit } from '../../../platform/perform.ts'
import { fits } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import type { ClassFacts } from '../store/classes.ts'
import { promote, roomOf } from '../store/enrolments.ts'

/** Fills free places from the waiting list, first come first served. The caller holds the class's lock. */
export const promoteWaiting = async (
  unit: Unit,
  found: Pick<ClassFacts, 'id' | 'state'>,
  capacity: number,
): Promise<number> => {
  if (!fits('add', found.state)) return 0
  const room = await roomOf(unit.tx, found.id, capacity)
  const taken = await promote(unit.tx, found.id, Math.min(room.waiting, capacity - room.confirmed))
  if (taken.length > 0) {
    await unit.emit({
      name: trainingEvents.peoplePromoted,
      subject: { kind: 'class', id: found.id },
      data: { enrolments: taken.map((one) => one.id), people: taken.map((one) => one.personId) },
    })
  }
  return taken.length
}
