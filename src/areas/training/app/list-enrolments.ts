import { isSelf } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Owners } from '../../../access/index.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import { fits } from '../domain/class-state.ts'
import { provenMinutesOf } from '../store/attendance.ts'
import { findClass, type ClassFacts } from '../store/classes.ts'
import {
  enrolmentCounts,
  enrolmentRows,
  type EnrolmentFilter,
  type EnrolmentListRow,
} from '../store/enrolment-lists.ts'
import { classOwners } from './class-owners.ts'
import { rowsShown } from './rows-shown.ts'

/** The `load` of what is read of a class: owners as they concern the reader, nothing locked. */
export const classToRead = async (
  reading: Reading,
  classId: string,
): Promise<{ owners: Owners; class: ClassFacts } | undefined> => {
  const found = await findClass(reading.tx, classId)
  return found && { owners: await classOwners(reading, found), class: found }
}

interface Asked extends EnrolmentFilter {
  readonly classId: string
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export const listEnrolments = query({
  name: 'training.listEnrolments',
  action: 'enrolment.read',
  load: (reading, input: Asked) => classToRead(reading, input.classId),
  async reply(reading, input, { owners, class: found }) {
    const limit = input.limit ?? 50
    const shown = rowsShown(reading, owners)
    const rows = await enrolmentRows(reading.tx, {
      classId: found.id,
      programmeId: found.programmeId,
      shown,
      filter: input,
      afterSeat: cursorParts(input.cursor, keyPart.seat)?.[0] ?? 0,
      limit,
      today: dayInZone(reading.now, found.zone),
    })
    const proven = await provenMinutesOf(
      reading.tx,
      found.id,
      rows.map((row) => row.id),
    )
    const view = (row: EnrolmentListRow) => ({
      ...row,
      appliedAt: row.appliedAt.toISOString(),
      attendedMinutes: proven.get(row.id) ?? 0,
      may: withdrawable(reading, found, row),
    })
    return {
      ...pageOf(rows, limit, (row) => [row.seat], view),
      counts: await enrolmentCounts(reading.tx, found.id, shown),
    }
  },
})

const withdrawable = (
  reading: Reading,
  found: ClassFacts,
  row: EnrolmentListRow,
): Record<string, boolean> => {
  const owners = {
    office: [found.officeId],
    institution: [found.institutionId],
    employer: row.employerId ? [row.employerId] : [],
    professional: [row.personId],
  }
  const act = isSelf(reading.actor, row.personId) ? 'withdrawOneself' : 'withdraw'
  const active = row.state === 'confirmed' || row.state === 'waiting'
  const may = reading.may(owners, ['enrolment.withdraw'])
  return { 'enrolment.withdraw': may['enrolment.withdraw'] && active && fits(act, found.state) }
}
