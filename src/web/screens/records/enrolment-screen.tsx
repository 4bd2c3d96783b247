import { useParams } from '@tanstack/react-router'
import { myAttendance } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant, timeSpan, weekday } from '../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import './class.css'

type Attendance = ReplyOf<typeof myAttendance>

/** One person's attendance in one class, session by session: where the minutes proven come from. */
export const EnrolmentScreen = () => {
  const { enrolmentId } = useParams({ from: '/signed-in/enrolments/$enrolmentId' })
  const say = useWords('training')
  const either = useEitherName()
  const role = useActingRole()?.role
  const professional = role === 'professional'
  const keeps = professional || role === 'institution' || role === 'office'
  const read = useAsk(myAttendance, { params: { enrolmentId } })
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={
              professional
                ? either(found.className, found.classNameEn)
                : say('personInClass', {
                    name: found.name,
                    className: either(found.className, found.classNameEn),
                  })
            }
            back={
              professional
                ? { to: '/my-classes', label: say('myClasses') }
                : {
                    to: `/classes/${found.classId}?tab=people`,
                    label: either(found.className, found.classNameEn),
                  }
            }
            lead={say('provenOf', {
              attended: found.attendedMinutes,
              total: found.totalMinutes,
              required: found.requiredMinutes,
            })}
            acts={keeps && <RecordHistory subjectId={enrolmentId} />}
          />
          <SessionList found={found} />
        </>
      )}
    </ReadingScreen>
  )
}

const SessionList = ({ found }: { found: Attendance }) => {
  const say = useWords('training')
  const language = useLanguage()
  return (
    <ul className="lines">
      {found.sessions.map((session) => (
        <li key={session.sessionId} className={session.cancelled ? 'session-cancelled' : undefined}>
          <div>
            <span className="session-when">
              {session.day} {weekday(language, session.day)} {timeSpan(session)}
            </span>
            {session.topic !== '' && <div className="hint">{session.topic}</div>}
            {session.correctedAt && (
              <div className="hint">
                {say('correctedBecause', { at: shortInstant(session.correctedAt), reason: session.reason })}
              </div>
            )}
          </div>
          <div className="figure">
            {session.cancelled ? (
              <StateTag state="class.cancelled" />
            ) : session.status && session.attendedMinutes !== null ? (
              <>
                <StateTag state={`attendance.${session.status}`} />
                <div>
                  {session.attendedMinutes} / {say('minutesUnit', { count: session.minutes })}
                </div>
              </>
            ) : (
              <span className="hint">{say(session.confirmed ? 'noMark' : 'notConfirmedYet')}</span>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
