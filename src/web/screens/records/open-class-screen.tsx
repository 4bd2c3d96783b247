import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { enrolSelf, readPublicClass } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeSpan, weekday, yuan } from '../../i18n/dates.ts'
import { periodOf } from '../../i18n/period.ts'
import { eitherName, useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import { AskFee } from '../../ui/ask-fee.tsx'
import { SendStaff } from '../employer/send-staff.tsx'
import { Places } from './find-training-screen.tsx'
import '../professional/classes.css'

type OpenClass = ReplyOf<typeof readPublicClass>

/** A class as anybody may know it, and the way into it. */
export const OpenClassScreen = () => {
  const { classId } = useParams({ from: '/signed-in/find/$classId' })
  const say = useWords('training')
  const language = useLanguage()
  const role = useActingRole()
  const employer = role?.role === 'employer'
  const read = useAsk(readPublicClass, { params: { classId } })
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={eitherName(language, found.name, found.nameEn)}
            status={<StateTag state={`class.${found.state}`} />}
            back={{ to: '/find', label: say(employer ? 'enrolStaff' : 'findTraining') }}
            lead={`${eitherName(language, found.institution, found.institutionEn)} · ${eitherName(language, found.courseTitle, found.courseTitleEn)}`}
          />
          <div className="columns">
            <Schedule found={found} />
            <aside className="aside">
              <Facts found={found} />
              {role?.role === 'professional' && <Join found={found} />}
              {employer && role.organisationId && (
                <SendStaff
                  classId={classId}
                  open={found.state === 'enrolling' || found.state === 'running'}
                  employerId={role.organisationId}
                  sentSome={found.ownStaff}
                  feeFen={found.feeFen}
                />
              )}
            </aside>
          </div>
        </>
      )}
    </ReadingScreen>
  )
}

const Schedule = ({ found }: { found: OpenClass }) => {
  const say = useWords('training')
  const hours = useClassHours()
  const language = useLanguage()
  return (
    <section aria-labelledby="schedule">
      <h2 id="schedule">{say('tabSessions')}</h2>
      <ul className="lines">
        {found.sessions.map((session) => (
          <li
            key={`${session.day} ${session.start}`}
            className={session.cancelled ? 'session-cancelled' : undefined}
          >
            <div>
              <span className="session-when">
                {session.day} {weekday(language, session.day)} {timeSpan(session)}
              </span>
              <div className="hint">
                {[session.topic, session.roomName, session.teacherName].filter(Boolean).join(' · ')}
              </div>
            </div>
            <div>
              {session.cancelled ? (
                <StateTag state="class.cancelled" />
              ) : (
                hours(found.programmeId, session.minutes, 'exact')
              )}
            </div>
          </li>
        ))}
      </ul>
      {found.notes !== '' && <p className="block-lead">{found.notes}</p>}
    </section>
  )
}

const Facts = ({ found }: { found: OpenClass }) => {
  const hours = useClassHours()
  const say = useWords('training')
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  return (
    <dl className="facts">
      <dt>{say('places')}</dt>
      <dd>
        <Places one={found} />
      </dd>
      <dt>{say('when')}</dt>
      <dd>{periodOf(ui, found.from, found.to)}</dd>
      <dt>{say('mode')}</dt>
      <dd>{catalogue(`mode.${found.mode}`)}</dd>
      <dt>{say('totalMinutes')}</dt>
      <dd>{hours(found.programmeId, found.totalMinutes)}</dd>
      <dt>{say('exam')}</dt>
      <dd>{say(found.hasExam ? 'withExam' : 'withoutExam')}</dd>
      <dt>{say('fee')}</dt>
      <dd>{found.feeFen === 0 ? catalogue('feeFree') : yuan(language, found.feeFen)}</dd>
      {found.contact !== '' && (
        <>
          <dt>{say('contact')}</dt>
          <dd>{found.contact}</dd>
        </>
      )}
      <dt>{say('filingNumber')}</dt>
      <dd>
        <code>{found.filingNumber}</code>
      </dd>
    </dl>
  )
}

const Join = ({ found }: { found: OpenClass }) => {
  const say = useWords('training')
  const [asking, setAsking] = useState(false)
  const enrol = useCommand(enrolSelf, {
    done: (reply) =>
      announce(
        reply.waitingPosition === null
          ? say('joined')
          : say('joinedWaiting', { position: reply.waitingPosition }),
      ),
  })
  const joinNow = () => {
    setAsking(false)
    enrol.send({ params: { classId: found.classId }, body: {} })
  }
  const joinWord = say(found.placesLeft > 0 ? 'join' : 'joinWaiting')
  if (found.mine && found.mine.state !== 'withdrawn') {
    return (
      <div className="join">
        <p>
          <StateTag state={`enrolment.${found.mine.state}`} />{' '}
          {found.mine.waitingPosition !== null &&
            say('waitingAtLong', { position: found.mine.waitingPosition })}
        </p>
        <Link to="/my-classes">{say('toMyClasses')}</Link>
      </div>
    )
  }
  if (found.state !== 'enrolling') return <p className="hint">{say('notEnrolling')}</p>
  return (
    <div className="join">
      {found.overlap && <Overlap overlap={found.overlap} />}
      <Button
        type="primary"
        size="large"
        loading={enrol.busy}
        onClick={() => (found.feeFen > 0 ? setAsking(true) : joinNow())}
      >
        {joinWord}
      </Button>
      <AskFee
        open={asking}
        feeFen={found.feeFen}
        people={null}
        actWord={joinWord}
        confirm={joinNow}
        cancel={() => setAsking(false)}
      />
      {found.placesLeft === 0 && (
        <p className="hint">{say('joinWaitingText', { position: found.waiting + 1 })}</p>
      )}
      <ProblemNotice error={enrol.error} />
    </div>
  )
}

/** Somewhere else at the same time: said before the button, for afterwards it is one enrolment too many. */
const Overlap = ({ overlap }: { overlap: NonNullable<OpenClass['overlap']> }) => {
  const say = useWords('training')
  const either = useEitherName()
  const { day, start, end, className, classNameEn } = overlap
  return (
    <p className="note note-amber">
      {say('joinOverlap', { day, start, end, name: either(className, classNameEn) })}
    </p>
  )
}
