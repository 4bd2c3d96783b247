import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { readAttendance, readClass, type Mark } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { readWhole, useAsk } from '../../api/use-ask.ts'
import { timeSpan, weekday } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import { AttendanceSheet } from './attendance-sheet.tsx'
import { ConfirmedSheet } from './confirmed-sheet.tsx'
import '../records/class.css'

export type SheetHead = Omit<ReplyOf<typeof readAttendance>, 'items' | 'next'>

const everybody = 200_000

/** Attendance of one session: taken while it is open, looked at and corrected once it is confirmed. */
export const AttendanceScreen = () => {
  const { sessionId } = useParams({ from: '/signed-in/class-sessions/$sessionId/attendance' })
  const head = useAsk(readAttendance, { params: { sessionId }, query: { limit: 1 } })
  return <ReadingScreen of={head}>{(found) => <Sheet sessionId={sessionId} head={found} />}</ReadingScreen>
}

const Sheet = ({ sessionId, head }: { sessionId: string; head: SheetHead }) => {
  const say = useWords('training')
  const language = useLanguage()
  const { session } = head
  // The whole list before anything is typed: whoever is not named in a save was there.
  const marks = useQuery({
    queryKey: [readAttendance.id, 'whole', sessionId, head.revision],
    queryFn: (): Promise<readonly Mark[]> =>
      readWhole(readAttendance, { params: { sessionId }, query: { limit: 1000 } }, everybody),
  })
  const siblings = useAsk(readClass, { params: { classId: head.classId } })
  const next = siblings.data?.sessions.find(
    (one) => !one.cancelled && one.begun && one.attendance !== 'confirmed' && one.id !== session.id,
  )
  const where = [session.roomName, session.place, session.teacherName].filter(Boolean).join(' · ')
  const editable =
    session.attendance !== 'confirmed' &&
    (head.may['attendance.record'] ?? false) &&
    session.begun &&
    !session.cancelled
  return (
    <>
      <PageHeader
        title={say('attendanceOf', {
          day: session.day,
          weekday: weekday(language, session.day),
          time: timeSpan(session),
        })}
        status={
          <StateTag state={session.cancelled ? 'class.cancelled' : `attendance.${session.attendance}`} />
        }
        back={{
          to: `/classes/${head.classId}`,
          label: eitherName(language, head.className, head.classNameEn),
        }}
        lead={[say('sessionMinutes', { minutes: session.minutes }), session.topic, where]
          .filter((part) => part !== '')
          .join(' · ')}
      />
      {marks.error ? (
        <ProblemNotice error={marks.error} again={() => void marks.refetch()} />
      ) : marks.data === undefined ? (
        <Loading lines={10} />
      ) : marks.data.length === 0 ? (
        <EmptyState title={say('noPeople')} text={say('attendanceNoPeople')} />
      ) : editable ? (
        <AttendanceSheet key={head.revision} head={head} marks={marks.data} />
      ) : (
        <ConfirmedSheet head={head} marks={marks.data} nextSessionId={next?.id ?? null} />
      )}
    </>
  )
}
