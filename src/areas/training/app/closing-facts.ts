import type { Reading } from '../../../platform/perform.ts'
import { checklist, type ChecklistItem } from '../domain/checklist.ts'
import { decideCompletion, type Outcome } from '../domain/completion.ts'
import { progressOf, taughtMinutesOf } from '../store/attendance.ts'
import type { ClassFacts } from '../store/classes.ts'
import { frozenOutcomes, sittingsOf, toDecide } from '../store/closing.ts'
import { sessionsOf } from '../store/sessions.ts'
import { instantInZone } from '../../../kernel/calendar.ts'

export interface Decided {
  readonly enrolmentId: string
  readonly personId: string
  readonly seat: number
  readonly outcome: Outcome
}

/** What everybody gets: as frozen on closing, or, before, as it would be decided now. */
export const decidedOutcomes = async (reading: Reading, found: ClassFacts): Promise<Decided[]> => {
  if (found.state === 'closing' || found.state === 'closed') return frozenOutcomes(reading.tx, found.id)
  const totalMinutes = await taughtMinutesOf(reading.tx, found.id)
  const { sittings, released } = await sittingsOf(reading.tx, found.id)
  const resultsDue = found.hasExam && (sittings === 0 || released < sittings)
  return (await toDecide(reading.tx, found.id)).map(({ exam, attendedMinutes, ...person }) => ({
    ...person,
    outcome: decideCompletion({
      attendedMinutes,
      totalMinutes,
      share: found.attendanceShare,
      examNeeded: found.hasExam,
      exam,
      resultsDue,
    }),
  }))
}

export const closingChecklist = async (
  reading: Reading,
  found: ClassFacts,
  people: number,
): Promise<ChecklistItem[]> => {
  const progress = await progressOf(reading.tx, found.id)
  const sessions = (await sessionsOf(reading.tx, found.id)).filter((session) => !session.cancelled)
  const ended = sessions.filter(
    (session) => instantInZone(session.day, session.end, found.zone) <= reading.now,
  ).length
  const exams = await sittingsOf(reading.tx, found.id)
  return checklist({ ...progress, ...exams, ended, examNeeded: found.hasExam, people })
}
