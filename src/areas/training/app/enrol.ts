import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Owners } from '../../../access/index.ts'
import type { Reading, Unit } from '../../../platform/perform.ts'
import { holdMerges, survivorsOf } from '../../people/index.ts'
import { fits, refusalOf, type StateRefusal } from '../domain/class-state.ts'
import { seat, type PersonToSeat, type Seated } from '../domain/seating.ts'
import { lockClass, type ClassFacts } from '../store/classes.ts'
import { existingEnrolments, roomOf, writeSeats } from '../store/enrolments.ts'
import type { EnrolmentSource } from '../store/tables.ts'
import { enrollers } from './class-owners.ts'

export interface Enrolled {
  readonly confirmed: number
  readonly waiting: number
  /** In the class before, or named twice. */
  readonly already: number
  readonly seated: readonly Seated[]
}

/** The `load` of whatever puts people into a class: its row locked, and who may. */
export const classToEnrolIn = async (
  unit: Reading,
  classId: string,
): Promise<{ owners: Owners; class: ClassFacts } | undefined> => {
  const found = await lockClass(unit.tx, classId)
  return found && { owners: enrollers(unit.actor, found), class: found }
}

/**
 * Puts people on record into a class inside the caller's unit of work, thousands at a time: places first, then the
 * waiting list, in the order given. Takes the class's lock itself; who may do so is the calling command's policy.
 */
export const enrol = async (
  unit: Unit,
  classId: string,
  people: readonly PersonToSeat[],
  source: EnrolmentSource,
): Promise<Result<Enrolled, 'not-found' | StateRefusal>> => {
  const found = await lockClass(unit.tx, classId)
  if (!found) return refuse('not-found')
  if (!fits(source === 'self' ? 'enrolOneself' : 'add', found.state)) {
    return refuse(refusalOf(found.state))
  }
  await holdMerges(unit)
  const survivors = await survivorsOf(
    unit,
    people.map((one) => one.personId),
  )
  const ones = people.map((one) => ({ ...one, personId: survivors.get(one.personId) ?? one.personId }))
  const personIds = ones.map((person) => person.personId)
  const existing = await existingEnrolments(unit.tx, classId, personIds)
  const room = await roomOf(unit.tx, classId, found.capacity)
  const { seated, already } = seat(ones, existing, room, () => newId())
  await writeSeats(unit.tx, classId, seated, source, unit.actor.accountId, unit.now)
  const confirmed = seated.filter((one) => one.state === 'confirmed').length
  const waiting = seated.length - confirmed
  if (seated.length > 0) {
    await unit.emit({
      name: 'training.peopleEnrolled',
      subject: { kind: 'class', id: classId },
      data: {
        source,
        confirmed,
        waiting,
        // A roster's people are found by the positions they were given, one after another; a handful is named here.
        ...(source === 'roster'
          ? { positions: boundsOf(seated) }
          : { people: seated.map((one) => one.personId) }),
      },
      rows: seated.map((one) => `${one.personId} ${one.employerId ?? '-'} ${one.state}`),
    })
  }
  return ok({ confirmed, waiting, already, seated })
}

const boundsOf = (seated: readonly Seated[]): [number, number] => [
  (seated[0] as Seated).position,
  (seated.at(-1) as Seated).position,
]
