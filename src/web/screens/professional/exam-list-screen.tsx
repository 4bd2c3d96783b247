import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { listOwnExams } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { attemptTones, sittingPlace } from '../site/exam-words.ts'
import '../office/exam.css'

type OwnExam = ReplyOf<typeof listOwnExams>['items'][number]

/** Exams of the person signed in: enter when the time has come, see the result once it is released. */
export const ExamListScreen = () => {
  const say = useWords('exams')
  const personId = useSession()?.account.personId ?? ''
  const read = useAsk(listOwnExams, { params: { personId } }, { when: personId !== '', every: 30_000 })
  const empty = <EmptyState title={say('mineEmpty')} text={say('mineEmptyText')} />
  return (
    <>
      <PageHeader title={say('mine')} lead={say('mineLead')} />
      {personId === '' ? (
        empty
      ) : (
        <Reading of={read}>
          {({ items }) =>
            items.length === 0 ? (
              empty
            ) : (
              <ul className="exam-cards">
                {items.map((one) => (
                  <ExamCard key={one.attemptId} one={one} />
                ))}
              </ul>
            )
          }
        </Reading>
      )}
    </>
  )
}

/** True from the opening on, without a reload. */
const useOpened = (opensAt: string): boolean => {
  const [opened, setOpened] = useState(Date.now() >= Date.parse(opensAt))
  useEffect(() => {
    const wait = Date.parse(opensAt) - Date.now()
    // Longer waits than a timer can hold are looked at again with the next reading.
    if (wait <= 0 || wait > 2 ** 31 - 1) return setOpened(wait <= 0)
    const timer = setTimeout(() => setOpened(true), wait)
    return () => clearTimeout(timer)
  }, [opensAt])
  return opened
}

const ExamCard = ({ one }: { one: OwnExam }) => {
  const say = useWords('exams')
  const language = useLanguage()
  const opened = useOpened(one.opensAt)
  const enterable = one.state === 'running' || (one.state === 'ready' && opened && one.phase !== 'cancelled')
  return (
    <li className="exam-card">
      <div className="exam-card-head">
        <h2>{eitherName(language, one.title, one.titleEn)}</h2>
        {one.phase === 'cancelled' ? (
          <StatusTag tone="bad" word={say('phase.cancelled')} />
        ) : (
          <StatusTag tone={attemptTones[one.state]} word={say(`attempt.${one.state}`)} />
        )}
      </div>
      <dl className="facts">
        <dt>{say('when')}</dt>
        <dd>
          {shortInstant(one.opensAt)} – {shortInstant(one.closesAt)} ·{' '}
          {say('durationOf', { minutes: one.durationMinutes })}
        </dd>
        <dt>{say('where')}</dt>
        <dd>{sittingPlace(language, one) || say('noSite')}</dd>
        <dt>{say('ticket')}</dt>
        <dd className="number">{one.ticketNumber}</dd>
        {one.receipt && (
          <>
            <dt>{say('receipt')}</dt>
            <dd className="number">{one.receipt}</dd>
          </>
        )}
        {(one.result || one.state === 'submitted') && (
          <>
            <dt>{say('results')}</dt>
            <dd>
              <OwnResult one={one} />
            </dd>
          </>
        )}
      </dl>
      {enterable ? (
        // The exam has a page of its own, outside this application.
        <div>
          <Button type="primary" size="large" href={`/exam/${one.attemptId}`}>
            {say(one.state === 'running' ? 'continue' : 'enter')}
          </Button>
        </div>
      ) : (
        one.state === 'ready' &&
        one.phase === 'planned' && <p className="hint">{say('notOpen', { at: shortInstant(one.opensAt) })}</p>
      )}
    </li>
  )
}

const OwnResult = ({ one }: { one: OwnExam }) => {
  const say = useWords('exams')
  const language = useLanguage()
  if (!one.result) return <>{say('waitingResult')}</>
  if (one.result.status === 'absent') return <StatusTag tone="over" word={say('absent')} />
  return (
    <>
      <strong>{say('myScore', { score: one.result.score ?? '0', maximum: one.result.maximum })}</strong>{' '}
      <StatusTag
        tone={one.result.passed ? 'good' : 'bad'}
        word={eitherName(language, one.result.grade.zh, one.result.grade.en)}
      />
    </>
  )
}
