import type { Owners } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import { fits, type ClassState } from '../domain/class-state.ts'
import { enrollers } from './class-owners.ts'

/** What the reader may do with a class now: the policy's answer and the state's, so that a button shown is a button that works. */
export const classMay = (
  reading: Reading,
  owners: Owners,
  one: {
    id: string
    officeId: string
    institutionId: string
    districtId: string | null
    state: ClassState
    opened: boolean
  },
): Record<string, boolean> => {
  const may = reading.may(owners, [
    'class.change',
    'class.cancel',
    'class.close',
    'attendance.read',
    'attendance.record',
    'attendance.correct',
  ])
  const add = reading.may(enrollers(reading.actor, one), ['enrolment.add'])
  return {
    'class.change': may['class.change'] && fits('edit', one.state),
    'class.cancel': may['class.cancel'] && fits('cancel', one.state),
    'class.close': may['class.close'],
    'enrolment.add': add['enrolment.add'] && fits('add', one.state),
    'attendance.read': may['attendance.read'],
    'attendance.record': may['attendance.record'] && fits('recordAttendance', one.state),
    'attendance.correct': may['attendance.correct'] && fits('correctAttendance', one.state),
  }
}
