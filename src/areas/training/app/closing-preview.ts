import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query } from '../../../platform/perform.ts'
import { namesOf } from '../store/closing.ts'
import { classMay } from './class-may.ts'
import { closingChecklist, decidedOutcomes, type Decided } from './closing-facts.ts'
import { classToRead } from './list-enrolments.ts'

interface Asked {
  readonly classId: string
  readonly decision?: 'completed' | 'not-completed' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** Checklist, and who gets what and who does not and why: before closing as it would be, afterwards as it was frozen. */
export const closingPreview = query({
  name: 'training.closingPreview',
  action: 'attendance.read',
  load: (reading, input: Asked) => classToRead(reading, input.classId),
  async reply(reading, input, { owners, class: found }) {
    const decided = await decidedOutcomes(reading, found)
    const list = await closingChecklist(reading, found, decided.length)
    const completed = decided.filter((one) => one.outcome.decision === 'completed').length
    const limit = input.limit ?? 50
    const [after = 0] = cursorParts(input.cursor, keyPart.seat) ?? []
    const rows = decided
      .filter(
        (one) =>
          one.seat > after && (input.decision === undefined || one.outcome.decision === input.decision),
      )
      .slice(0, limit + 1)
    const names = await namesOf(
      reading.tx,
      rows.map((row) => row.enrolmentId),
    )
    const view = (row: Decided) => ({
      ...row,
      name: names.get(row.enrolmentId)?.name ?? '',
      employerName: names.get(row.enrolmentId)?.employerName ?? null,
    })
    const over = found.state === 'closing' || found.state === 'closed'
    return {
      classId: found.id,
      className: found.name,
      classNameEn: found.nameEn,
      filingNumber: found.filingNumber,
      state: found.state,
      ready: found.state === 'finished' && list.every((item) => item.done),
      checklist: list,
      attendanceShare: found.attendanceShare,
      completed,
      notCompleted: decided.length - completed,
      ...pageOf(rows, limit, (row) => [row.seat], view),
      may: over
        ? { ...classMay(reading, owners, found), 'class.close': false }
        : classMay(reading, owners, found),
    }
  },
})
