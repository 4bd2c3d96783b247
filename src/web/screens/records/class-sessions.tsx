import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { cancelSession, type ClassDetail, type Session } from '../../../areas/training/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeSpan, weekday } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { StateTag } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/theme.ts'
import './class.css'

/** The sessions of a class in the order of the calendar, with who was there. */
export const ClassSessions = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const narrow = useNarrow()
  const total = found.sessions.filter((session) => !session.cancelled)
  const confirmed = total.filter((session) => session.attendance === 'confirmed').length
  return (
    <section aria-label={say('tabSessions')}>
      <p className="block-lead">
        {say('sessionsLead', {
          sessions: total.length,
          minutes: found.totalMinutes,
          required: found.requiredMinutes,
          confirmed,
        })}
      </p>
      {narrow ? (
        <ul className="cards">
          {found.sessions.map((session) => (
            <li key={session.id} className={session.cancelled ? 'session-cancelled' : undefined}>
              <div className="card-heading">
                <When session={session} />
              </div>
              <Where session={session} />
              <Presence session={session} />
              <SessionActs found={found} session={session} />
            </li>
          ))}
        </ul>
      ) : (
        <table className="table">
          <caption className="for-readers">{say('tabSessions')}</caption>
          <thead>
            <tr>
              <th scope="col" className="figure">
                {say('ordinal')}
              </th>
              <th scope="col">{say('when')}</th>
              <th scope="col">{say('where')}</th>
              <th scope="col" className="figure">
                {say('minutesColumn')}
              </th>
              <th scope="col">{say('attendance')}</th>
              <th scope="col">
                <span className="for-readers">{say('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.sessions.map((session) => (
              <tr key={session.id} className={session.cancelled ? 'session-cancelled' : undefined}>
                <td className="figure">{session.position}</td>
                <td>
                  <When session={session} />
                </td>
                <td>
                  <Where session={session} />
                </td>
                <td className="figure">{session.minutes}</td>
                <td>
                  <Presence session={session} />
                </td>
                <td>
                  <SessionActs found={found} session={session} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const When = ({ session }: { session: Session }) => {
  const language = useLanguage()
  return (
    <>
      <span className="session-when">
        {session.day} {weekday(language, session.day)} {timeSpan(session)}
      </span>
      {session.topic !== '' && <div className="hint">{session.topic}</div>}
    </>
  )
}

const Where = ({ session }: { session: Session }) => {
  const say = useWords('training')
  const place = [session.roomName, session.place].filter(Boolean).join(' · ')
  return (
    <>
      {place === '' ? say('noPlace') : place}
      {session.teacherName && <div className="hint">{session.teacherName}</div>}
    </>
  )
}

const Presence = ({ session }: { session: Session }) => {
  const say = useWords('training')
  if (session.cancelled) {
    return (
      <>
        <StateTag state="class.cancelled" />
        <div className="hint">{session.cancelledReason}</div>
      </>
    )
  }
  if (!session.begun) return <span className="hint">{say('notBegun')}</span>
  return (
    <>
      <StateTag state={`attendance.${session.attendance}`} />
      {session.attendance !== 'none' && (
        <div className="hint">
          {say('presentCounts', {
            present: session.present,
            late: session.late,
            early: session.early,
            absent: session.absent,
          })}
        </div>
      )}
    </>
  )
}

const SessionActs = ({ found, session }: { found: ClassDetail; session: Session }) => {
  const say = useWords('training')
  const [cancelling, setCancelling] = useState(false)
  const cancel = useCommand(cancelSession, {
    done: () => {
      announce(say('sessionCancelled'))
      setCancelling(false)
    },
  })
  if (session.cancelled) return null
  const open = found.may['attendance.read'] && session.begun
  const word =
    session.attendance === 'confirmed'
      ? 'viewAttendance'
      : found.may['attendance.record']
        ? 'takeAttendance'
        : 'viewAttendance'
  const when = `${session.day} ${session.start}`
  return (
    <div className="lines-acts">
      {open && (
        <Link
          to="/class-sessions/$sessionId/attendance"
          params={{ sessionId: session.id }}
          aria-label={`${say(word)} ${when}`}
        >
          {say(word)}
        </Link>
      )}
      {found.may['class.change'] && session.attendance === 'none' && (
        <Button
          type="link"
          size="small"
          aria-label={`${say('cancelSession')} ${when}`}
          onClick={() => setCancelling(true)}
        >
          {say('cancelSession')}
        </Button>
      )}
      <AskReason
        open={cancelling}
        title={say('cancelSessionTitle', { when })}
        label={say('reason')}
        actWord={say('cancelSession')}
        danger
        busy={cancel.busy}
        error={cancel.error}
        act={(reason) => cancel.send({ params: { sessionId: session.id }, body: { reason } })}
        cancel={() => setCancelling(false)}
      >
        {say('cancelSessionText')}
      </AskReason>
    </div>
  )
}
