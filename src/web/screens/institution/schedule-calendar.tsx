import { CloseCircleOutlined } from '@ant-design/icons'
import type { Clash } from '../../../areas/training/contract.ts'
import { weekday } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { isComplete, type SessionDraft } from './plan-sessions.ts'
import type { Busy } from './use-schedule-check.ts'

const [opens, closes] = [7 * 60, 22 * 60]

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const share = (minute: number): number =>
  (Math.min(Math.max(minute, opens), closes) - opens) / (closes - opens)

/** Where a stretch of the day lies in its line, as shares of the line. */
const stretch = (start: string, end: string) => ({
  left: `${share(minuteOf(start)) * 100}%`,
  width: `${Math.max(share(minuteOf(end)) - share(minuteOf(start)), 0.01) * 100}%`,
})

/** The days of the schedule as lines of hours: own sessions, what others have booked of the same rooms and teachers, and clashes. */
export const ScheduleCalendar = ({
  sessions,
  clashes,
  busy,
}: {
  sessions: readonly SessionDraft[]
  clashes: readonly Clash[]
  busy: readonly Busy[]
}) => {
  const say = useWords('training')
  const language = useLanguage()
  const planned = sessions.flatMap((session, at) => (isComplete(session) ? [{ at, session }] : []))
  if (planned.length === 0) return null
  const days = [...new Set(planned.map(({ session }) => session.day))].sort()
  const rooms = new Set(planned.map(({ session }) => session.roomId))
  const teachers = new Set(planned.map(({ session }) => session.teacherId))
  const others = busy.filter(
    (one) =>
      (one.roomId !== null && rooms.has(one.roomId)) ||
      (one.teacherId !== null && teachers.has(one.teacherId)),
  )
  const inTheWay = new Set(clashes.map((clash) => clash.session))
  return (
    <figure className="calendar" aria-label={say('calendar')}>
      <figcaption>
        {say('calendar')} <span className="calendar-key calendar-own">{say('keyOwn')}</span>{' '}
        <span className="calendar-key calendar-busy">{say('keyBusy')}</span>{' '}
        <span className="calendar-key calendar-clash">
          <CloseCircleOutlined aria-hidden /> {say('keyClash')}
        </span>
      </figcaption>
      <div className="calendar-hours" aria-hidden>
        {[8, 10, 12, 14, 16, 18, 20].map((hour) => (
          <span key={hour} style={{ left: `${share(hour * 60) * 100}%` }}>
            {hour}:00
          </span>
        ))}
      </div>
      <ol>
        {days.map((day) => (
          <li key={day}>
            <span className="calendar-day">
              {day.slice(5)} {weekday(language, day)}
            </span>
            <span className="calendar-line">
              {others
                .filter((one) => one.day === day)
                .map((one) => (
                  <span
                    key={`${one.className} ${one.start} ${one.roomId} ${one.teacherId}`}
                    className="calendar-block calendar-busy"
                    style={stretch(one.start, one.end)}
                    title={`${one.start}–${one.end} ${eitherName(language, one.className, one.classNameEn)} ${[one.roomName, one.teacherName].filter(Boolean).join(' · ')}`}
                  >
                    {eitherName(language, one.className, one.classNameEn)}
                  </span>
                ))}
              {planned
                .filter(({ session }) => session.day === day)
                .map(({ at, session }) => (
                  <span
                    key={at}
                    className={`calendar-block ${inTheWay.has(at) ? 'calendar-clash' : 'calendar-own'}`}
                    style={stretch(session.start, session.end)}
                    title={`${session.start}–${session.end}`}
                  >
                    {inTheWay.has(at) && <CloseCircleOutlined aria-label={say('keyClash')} />} {at + 1}
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  )
}
