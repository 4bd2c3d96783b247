import { useParams } from '@tanstack/react-router'
import { showSitting } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { reveal } from '../../ui/reveal.ts'
import { useView } from '../../ui/table/view.ts'
import { ExamResults } from '../office/exam-results.tsx'
import { ExamSittingActs } from '../office/exam-sitting-acts.tsx'
import { ExamConsole } from './exam-console.tsx'
import { ExamLog } from './exam-log.tsx'
import { ExamRecord } from './exam-record.tsx'
import { ExamRoom } from './exam-room.tsx'
import { ExamTickets } from './exam-tickets.tsx'
import { phaseTones, sittingPlace } from './exam-words.ts'
import '../office/exam.css'

export type Sitting = ReplyOf<typeof showSitting>

const tabs = ['room', 'results', 'tickets', 'log', 'record', 'particulars'] as const
type Tab = (typeof tabs)[number]
const tabWords: Readonly<Record<Tab, Word<'exams'>>> = {
  room: 'tabRoom',
  results: 'tabResults',
  tickets: 'tabTickets',
  log: 'tabLog',
  record: 'tabRecord',
  particulars: 'tabParticulars',
}

/** One sitting: the room while it runs, its results, its tickets, how it is arranged. */
export const ExamSittingScreen = () => {
  const { sittingId } = useParams({ from: '/signed-in/exams/$sittingId' })
  const say = useWords('exams')
  const language = useLanguage()
  const read = useAsk(showSitting, { params: { sittingId } }, { every: 15_000 })
  const office = useActingRole()?.role === 'office'
  return (
    <ReadingScreen of={read}>
      {(sitting) => (
        <>
          <PageHeader
            title={eitherName(language, sitting.title, sitting.titleEn)}
            status={<StatusTag tone={phaseTones[sitting.phase]} word={say(`phase.${sitting.phase}`)} />}
            back={{ to: '/exams', label: say('back') }}
            lead={
              <>
                {say('number')} {sitting.number} · {sittingPlace(language, sitting) || say('noSite')} ·{' '}
                {say('sittingLead', {
                  from: shortInstant(sitting.opensAt),
                  closes: shortInstant(sitting.closesAt),
                  minutes: sitting.durationMinutes,
                })}
              </>
            }
            acts={
              <>
                {office && <RecordHistory subjectId={sitting.sittingId} />}
                <ExamSittingActs sitting={sitting} />
              </>
            }
          />
          <SittingTabs sitting={sitting} />
        </>
      )}
    </ReadingScreen>
  )
}

const SittingTabs = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const language = useLanguage()
  const [view, setView] = useView()
  const { may } = sitting
  const shown = tabs.filter(
    (tab) =>
      (!['tickets', 'log', 'record'].includes(tab) || may['exam.invigilate']) &&
      (tab !== 'results' || may['exam.results.read']),
  )
  const usual: Tab = sitting.results === 'none' || !may['exam.results.read'] ? 'room' : 'results'
  const tab = shown.find((one) => one === view['tab']) ?? usual
  return (
    <>
      <nav className="tabs exam-no-print" aria-label={eitherName(language, sitting.title, sitting.titleEn)}>
        {shown.map((one) => (
          <a
            key={one}
            href={`?tab=${one}`}
            aria-current={one === tab ? 'page' : undefined}
            ref={one === tab ? reveal : undefined}
            onClick={(event) => {
              event.preventDefault()
              setView({ tab: one })
            }}
          >
            {say(tabWords[one])}
          </a>
        ))}
      </nav>
      {tab === 'room' &&
        (may['exam.invigilate'] ? <ExamConsole sitting={sitting} /> : <ExamRoom sitting={sitting} />)}
      {tab === 'results' && <ExamResults sitting={sitting} />}
      {tab === 'tickets' && <ExamTickets sitting={sitting} />}
      {tab === 'log' && <ExamLog sitting={sitting} />}
      {tab === 'record' && <ExamRecord sitting={sitting} />}
      {tab === 'particulars' && <Particulars sitting={sitting} />}
    </>
  )
}

const Particulars = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const language = useLanguage()
  const title = eitherName(language, sitting.title, sitting.titleEn)
  const facts: [string, string][] = [
    [say('number'), String(sitting.number)],
    [say('class'), eitherName(language, sitting.className ?? '—', sitting.classNameEn ?? '')],
    [say('site'), sittingPlace(language, sitting) || say('noSite')],
    [say('opens'), shortInstant(sitting.opensAt)],
    [say('entry'), shortInstant(sitting.entryUntil)],
    [say('closes'), shortInstant(sitting.closesAt)],
    [say('duration'), String(sitting.durationMinutes)],
    [
      say('paper'),
      // A paper made for its exam alone bears its name.
      `${sitting.paper.title === sitting.title ? title : sitting.paper.title} · ${say('paperText', { items: sitting.paper.items, maximum: sitting.paper.maximum })}`,
    ],
    [say('passMark'), fractionText(sitting.passMark)],
  ]
  if (sitting.bands.length > 0)
    facts.push([
      say('bands'),
      sitting.bands
        .map((band) => `${eitherName(language, band.zh, band.en)} ≥ ${fractionText(band.atLeast)}`)
        .join(' · '),
    ])
  if (sitting.endedAt)
    facts.push([say('endTitle'), `${shortInstant(sitting.endedAt)} ${sitting.endReason ?? ''}`])
  if (sitting.cancelledAt)
    facts.push([say('cancelTitle'), `${shortInstant(sitting.cancelledAt)} ${sitting.cancelReason ?? ''}`])
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="exam-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div className="exam-fact">
        <dt>{say('paperHash')}</dt>
        <dd>
          <code className="exam-hash">{sitting.paper.hash}</code>
        </dd>
      </div>
    </dl>
  )
}
