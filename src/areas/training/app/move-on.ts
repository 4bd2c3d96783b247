import type { Unit } from '../../../platform/perform.ts'
import { afterAttendance, type ClassState } from '../domain/class-state.ts'
import { trainingEvents } from '../events.ts'
import { progressOf } from '../store/attendance.ts'
import { setState, type ClassFacts } from '../store/classes.ts'

/** Moves a class on after attendance: the first record starts it, the last confirmation finishes it. */
export const moveOn = async (unit: Unit, found: Pick<ClassFacts, 'id' | 'state'>): Promise<ClassState> => {
  const progress = await progressOf(unit.tx, found.id)
  if (progress.recorded === 0) return found.state
  const state = afterAttendance(found.state, progress)
  if (state === found.state) return state
  await setState(unit.tx, found.id, state)
  const name = state === 'finished' ? trainingEvents.classFinished : trainingEvents.classStarted
  await unit.emit({ name, subject: { kind: 'class', id: found.id }, data: { by: 'attendance' } })
  return state
}
