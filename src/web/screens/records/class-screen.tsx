import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { readClass, type ClassDetail } from '../../../areas/training/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { shortInstant, yuan } from '../../i18n/dates.ts'
import { periodOf } from '../../i18n/period.ts'
import { eitherName, useEitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { reveal } from '../../ui/reveal.ts'
import { useView } from '../../ui/table/view.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { ClassActs } from './class-acts.tsx'
import { ClassMatrix } from './class-matrix.tsx'
import { ClassPeople } from './class-people.tsx'
import { ClassSessions } from './class-sessions.tsx'
import { Corrections } from './class-corrections.tsx'

const tabs = ['sessions', 'people', 'attendance', 'corrections', 'particulars'] as const
type Tab = (typeof tabs)[number]
const tabWords: Readonly<Record<Tab, Word<'training'>>> = {
  sessions: 'tabSessions',
  people: 'tabPeople',
  attendance: 'tabAttendance',
  corrections: 'tabCorrections',
  particulars: 'tabParticulars',
}

/** One class: its sessions, people, attendance, and what may be done with it now. */
export const ClassScreen = () => {
  const { classId } = useParams({ from: '/signed-in/classes/$classId' })
  const say = useWords('training')
  const either = useEitherName()
  const first = useAsk(readClass, { params: { classId } })
  const read = useAsk(
    readClass,
    { params: { classId } },
    { every: first.data?.state === 'closing' ? 2000 : false },
  )
  const role = useActingRole()?.role ?? ''
  const keeps = ['office', 'institution', 'district'].includes(role)
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={either(found.name, found.nameEn)}
            status={<StateTag state={`class.${found.state}`} />}
            back={{ to: '/classes', label: say('classes') }}
            lead={<Summary found={found} />}
            acts={
              <>
                {keeps && <RecordHistory subjectId={found.id} />}
                <ClassActs found={found} />
                <NextAct found={found} />
              </>
            }
          />
          <ClassTabs found={found} />
        </>
      )}
    </ReadingScreen>
  )
}

const Summary = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  return (
    <>
      <code>{found.filingNumber}</code> ·{' '}
      {eitherName(language, found.institutionName, found.institutionNameEn)} ·{' '}
      {catalogue(`mode.${found.mode}`)} · {periodOf(ui, found.from, found.to)} ·{' '}
      {say('peopleOfPlaces', { enrolled: found.enrolled, capacity: found.capacity })}
      {found.waiting > 0 && ` · ${say('waitingCount', { count: found.waiting })}`}
    </>
  )
}

/** The one primary button: what this class needs next from the reader. */
const NextAct = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const navigate = useNavigate()
  const due = found.sessions.find(
    (session) => !session.cancelled && session.begun && session.attendance !== 'confirmed',
  )
  // Nobody's attendance can be taken: people come first.
  if (found.may['attendance.record'] && due && found.enrolled > 0) {
    return (
      <Button
        type="primary"
        onClick={() =>
          void navigate({ to: '/class-sessions/$sessionId/attendance', params: { sessionId: due.id } })
        }
      >
        {say('takeAttendanceOf', { position: due.position })}
      </Button>
    )
  }
  if (found.state === 'finished' && found.may['class.close']) {
    return (
      <Button
        type="primary"
        onClick={() => void navigate({ to: '/classes/$classId/close', params: { classId: found.id } })}
      >
        {say('close')}
      </Button>
    )
  }
  if ((found.state === 'closing' || found.state === 'closed') && found.may['attendance.read']) {
    return (
      <Button
        type="primary"
        onClick={() => void navigate({ to: '/classes/$classId/close', params: { classId: found.id } })}
      >
        {say('seeResults')}
      </Button>
    )
  }
  if (found.may['enrolment.add']) {
    return (
      <Button
        type="primary"
        onClick={() => void navigate({ to: '/classes/$classId/roster', params: { classId: found.id } })}
      >
        {say('importRoster')}
      </Button>
    )
  }
  return null
}

const ClassTabs = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const either = useEitherName()
  const [view, setView] = useView()
  const shown = tabs.filter(
    (tab) => found.may['attendance.read'] || (tab !== 'attendance' && tab !== 'corrections'),
  )
  const tab = shown.find((one) => one === view['tab']) ?? 'sessions'
  return (
    <>
      <nav className="tabs" aria-label={either(found.name, found.nameEn)}>
        {shown.map((one) => (
          <a
            key={one}
            href={one === 'sessions' ? '?' : `?tab=${one}`}
            aria-current={one === tab ? 'page' : undefined}
            ref={one === tab ? reveal : undefined}
            onClick={(event) => {
              event.preventDefault()
              setView({
                tab: one === 'sessions' ? undefined : one,
                q: undefined,
                state: undefined,
                columns: undefined,
              })
            }}
          >
            {say(tabWords[one])}
          </a>
        ))}
      </nav>
      {tab === 'sessions' && <ClassSessions found={found} />}
      {tab === 'people' && <ClassPeople found={found} />}
      {tab === 'attendance' && <ClassMatrix classId={found.id} />}
      {tab === 'corrections' && <Corrections classId={found.id} />}
      {tab === 'particulars' && <Particulars found={found} />}
    </>
  )
}

const Particulars = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const hours = useClassHours()
  const fact = (label: string, value: string) =>
    value === '' ? null : (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    )
  return (
    <section className="block" aria-label={say('tabParticulars')}>
      <dl className="facts">
        {fact(say('filingNumber'), found.filingNumber)}
        {fact(say('filedAt'), shortInstant(found.filedAt))}
        {fact(say('lateReason'), found.lateReason)}
        {fact(say('programme'), eitherName(language, found.programmeName, found.programmeNameEn))}
        <dt>{say('course')}</dt>
        <dd>
          {found.courseCode} {eitherName(language, found.courseTitle, found.courseTitleEn)}
          <div className="hint">{catalogue('versionNumber', { count: found.courseVersion })}</div>
        </dd>
        {fact(say('category'), catalogue(`category.${found.category}`))}
        {fact(say('totalMinutes'), hours(found.programmeId, found.totalMinutes))}
        {fact(
          say('completionRule'),
          completionText(say, found, hours(found.programmeId, found.requiredMinutes, 'exact')),
        )}
        {fact(say('fee'), found.feeFen === 0 ? catalogue('feeFree') : yuan(language, found.feeFen))}
        {fact(say('contact'), found.contact)}
        {fact(say('notes'), found.notes)}
        {fact(say('cancelledReason'), found.cancelledReason)}
        {fact(say('closedAt'), found.closedAt ? shortInstant(found.closedAt) : '')}
      </dl>
    </section>
  )
}

const completionText = (
  say: ReturnType<typeof useWords<'training'>>,
  found: ClassDetail,
  hours: string,
): string =>
  say(found.hasExam ? 'completionWithExam' : 'completionWithoutExam', {
    share: fractionText(found.attendanceShare),
    hours,
  })
