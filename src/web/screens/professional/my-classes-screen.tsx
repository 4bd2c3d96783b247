import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { myClasses, withdrawEnrolment, type MyClass } from '../../../areas/training/contract.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { timeSpan, weekday } from '../../i18n/dates.ts'
import { periodOf } from '../../i18n/period.ts'
import { eitherName, useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { Modal } from 'antd'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'
import { reasonText } from '../records/reason-text.ts'
import './classes.css'

/** The classes of the person signed in: what comes next, what has been proven, what came of it. */
export const MyClassesScreen = () => {
  const say = useWords('training')
  const ui = useWords('ui')
  const navigate = useNavigate()
  const pages = usePages(myClasses, { query: {} })
  return (
    <>
      <PageHeader title={say('myClasses')} lead={say('myClassesLead')} />
      {pages.error ? (
        <ProblemNotice error={pages.error} again={pages.again} />
      ) : !pages.loaded ? (
        <Loading lines={6} />
      ) : pages.items.length === 0 ? (
        <EmptyState
          title={say('myClassesEmpty')}
          text={say('myClassesEmptyText')}
          act={
            <Button type="primary" onClick={() => void navigate({ to: '/find' })}>
              {say('findTraining')}
            </Button>
          }
        />
      ) : (
        <ul className="class-cards">
          {pages.items.map((one) => (
            <ClassCard key={one.enrolmentId} one={one} />
          ))}
        </ul>
      )}
      {pages.more && <Button onClick={pages.readMore}>{ui('showMore')}</Button>}
    </>
  )
}

const ClassCard = ({ one }: { one: MyClass }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const language = useLanguage()
  const hours = useClassHours()
  const [leaving, setLeaving] = useState(false)
  const over = one.state === 'completed' || one.state === 'not-completed'
  return (
    <li className="class-card">
      <div className="class-card-head">
        <h2>
          <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: one.enrolmentId }}>
            {eitherName(language, one.className, one.classNameEn)}
          </Link>
        </h2>
        <StateTag state={one.state === 'confirmed' ? `class.${one.classState}` : `enrolment.${one.state}`} />
      </div>
      <p className="hint">
        {eitherName(language, one.institution, one.institutionEn)} · {periodOf(ui, one.from, one.to)}
      </p>
      {one.waitingPosition !== null && <p>{say('waitingAtLong', { position: one.waitingPosition })}</p>}
      {one.nextSession && one.state === 'confirmed' && (
        <p>
          <strong>{say('nextSession')}</strong> {one.nextSession.day} {weekday(language, one.nextSession.day)}{' '}
          {timeSpan(one.nextSession)}{' '}
          {[one.nextSession.roomName, one.nextSession.place].filter(Boolean).join(' · ')}
        </p>
      )}
      {one.state !== 'withdrawn' && one.state !== 'waiting' && (
        <p>
          <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: one.enrolmentId }}>
            {say('provenHours', {
              attended: hours(one.programmeId, one.attendedMinutes),
              total: hours(one.programmeId, one.totalMinutes),
              required: hours(one.programmeId, one.requiredMinutes, 'exact'),
            })}
          </Link>
        </p>
      )}
      {over && one.outcome && (
        <p>
          {one.outcome.score !== null && (
            <>{say('scoreOf', { score: one.outcome.score, maximum: one.outcome.maximum ?? '' })} </>
          )}
          {one.outcome.reasons.map((reason) => reasonText(say, reason)).join(language === 'en' ? '; ' : '；')}
        </p>
      )}
      {one.may['enrolment.withdraw'] && (
        <Button size="small" onClick={() => setLeaving(true)}>
          {say('withdrawMyself')}
        </Button>
      )}
      {leaving && <Leave one={one} close={() => setLeaving(false)} />}
    </li>
  )
}

const Leave = ({ one, close }: { one: MyClass; close: () => void }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const either = useEitherName()
  const withdraw = useCommand(withdrawEnrolment, {
    done: () => {
      announce(say('withdrawn'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say('withdrawTitle', { name: either(one.className, one.classNameEn) })}
      okText={say('withdrawMyself')}
      cancelText={ui('cancel')}
      okButtonProps={{ danger: true, loading: withdraw.busy }}
      onOk={() => withdraw.send({ params: { enrolmentId: one.enrolmentId }, body: {} })}
      onCancel={close}
    >
      <p className="confirm-text">{say('withdrawMyselfText')}</p>
      <ProblemNotice error={withdraw.error} />
    </Modal>
  )
}
