import { Button } from 'antd'
import { useState } from 'react'
import { releaseResults, showResults, verifySitting } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import type { Language } from '../../i18n/language.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import type { Column } from '../../ui/table/column.ts'
import { csvOf, saveFile } from '../../ui/table/csv.ts'
import type { Sitting } from '../site/exam-sitting-screen.tsx'

type Results = ReplyOf<typeof showResults>
type Result = Results['items'][number]

/** Results of a sitting: scored, verified, released, in that order. */
export const ExamResults = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const scorer = sitting.may['exam.score'] ?? false
  const there = scorer ? sitting.results !== 'none' : sitting.results === 'released'
  const read = useAsk(showResults, { params: { sittingId: sitting.sittingId } }, { when: there })
  if (!there)
    return (
      <EmptyState title={say('resultsEmpty')} text={say(scorer ? 'resultsEmptyText' : 'resultsEmptyOther')} />
    )
  return <Reading of={read}>{(results) => <ResultList sitting={sitting} results={results} />}</Reading>
}

const ResultList = ({ sitting, results }: { sitting: Sitting; results: Results }) => {
  const say = useWords('exams')
  const language = useLanguage()
  const [verifying, setVerifying] = useState(false)
  const passed = results.items.filter((one) => one.passed).length
  const pending = results.items.filter((one) => one.items.some(({ verdict }) => verdict === 'pending')).length
  return (
    <>
      {pending > 0 && !results.releasedAt && (
        <p className="note note-amber" role="status">
          {say('marksPending', { count: pending })}
        </p>
      )}
      <div className="exam-room-head">
        <div className="exam-figures">
          <strong>{say('passedCount', { passed, count: results.items.length })}</strong>
          <span className="hint">
            {say('passMark')} {fractionText(results.passMark)}
          </span>
          <span className="hint">
            {say('resultsRun', { run: results.run, at: shortInstant(results.computedAt) })}
          </span>
          {results.releasedAt ? (
            <StatusTag tone="good" word={say('resultsReleased', { at: shortInstant(results.releasedAt) })} />
          ) : (
            <StatusTag tone="attention" word={say('results.scored')} />
          )}
        </div>
        <div className="page-acts exam-no-print">
          <Button onClick={() => save(say, language, sitting, results.items)}>{say('export')}</Button>
          <Button onClick={() => setVerifying(true)}>{say('verify')}</Button>
          {results.may['exam.score'] && !results.releasedAt && pending === 0 && (
            <Release sitting={sitting} results={results} />
          )}
        </div>
      </div>
      {verifying && <Verification sittingId={sitting.sittingId} />}
      <Table items={results.items} />
      <p className="hint">
        {say('resultsHash')} <code className="exam-hash">{results.hash}</code>
      </p>
    </>
  )
}

const Release = ({ sitting, results }: { sitting: Sitting; results: Results }) => {
  const say = useWords('exams')
  const [asking, setAsking] = useState(false)
  const release = useCommand(releaseResults, {
    done: () => {
      setAsking(false)
      announce(say('released'))
    },
  })
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {say('release')}
      </Button>
      <ConfirmByNumber
        open={asking}
        title={say('releaseTitle')}
        number={String(sitting.number)}
        numberName={say('number')}
        actWord={say('release')}
        busy={release.busy}
        error={release.error}
        confirm={() => release.send({ params: { resultSetId: results.resultSetId } })}
        cancel={() => setAsking(false)}
      >
        {say('releaseText')}
      </ConfirmByNumber>
    </>
  )
}

/** Everything worked out again from the record, and what does not agree by name. */
const Verification = ({ sittingId }: { sittingId: string }) => {
  const say = useWords('exams')
  const read = useAsk(verifySitting, { params: { sittingId } })
  if (read.isError) return <ProblemNotice error={read.error} again={() => void read.refetch()} />
  if (!read.data || read.isFetching) return <Loading lines={2} />
  const { attempts, events, results, faults } = read.data
  if (faults.length === 0)
    return (
      <p className="note note-green" role="status">
        {say('verified', { attempts, events, results })}
      </p>
    )
  return (
    <section className="note note-amber" role="alert">
      <div>
        <h3>{say('verifyFaults', { count: faults.length })}</h3>
        <ul>
          {faults.slice(0, 50).map((fault) => (
            <li key={`${fault.code} ${fault.attemptId} ${fault.detail}`}>
              {say(`fault.${fault.code}` as Word<'exams'>)} <code>{fault.detail}</code>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const outcomeOf = (one: Result): 'absent' | 'passed' | 'notPassed' =>
  one.status === 'absent' ? 'absent' : one.passed ? 'passed' : 'notPassed'
const tones = { absent: 'over', passed: 'good', notPassed: 'bad' } as const

const Table = ({ items }: { items: readonly Result[] }) => {
  const say = useWords('exams')
  const language = useLanguage()
  return (
    <table className="table exam-table">
      <caption className="for-readers">{say('tabResults')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col" className="figure">
            {say('scoreOf')}
          </th>
          <th scope="col">{say('state')}</th>
          <th scope="col">{say('grade')}</th>
          <th scope="col">{say('verdicts')}</th>
          <th scope="col">{say('receipt')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.attemptId}>
            <td className="exam-wide">
              {one.name}
              <div className="hint number">{one.ticketNumber}</div>
            </td>
            <td className="figure" data-word={say('scoreOf')}>
              {one.score === null ? '—' : `${one.score} / ${one.maximum}`}
            </td>
            <td>
              <StatusTag tone={tones[outcomeOf(one)]} word={say(outcomeOf(one))} />
            </td>
            <td>{eitherName(language, one.grade.zh, one.grade.en)}</td>
            <td>
              <Verdicts one={one} />
            </td>
            <td className="number" data-word={say('receipt')}>
              {one.receipt ?? '—'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Verdicts = ({ one }: { one: Result }) => {
  const say = useWords('exams')
  const count = (verdict: Result['items'][number]['verdict']) =>
    one.items.filter((item) => item.verdict === verdict).length
  const parts = (['right', 'partly', 'wrong', 'pending', 'unanswered'] as const).filter(
    (verdict) => count(verdict) > 0,
  )
  if (parts.length === 0) return <span className="hint">—</span>
  return (
    <details>
      <summary>
        {parts.map((verdict) => `${say(`verdict.${verdict}`)} ${count(verdict)}`).join(' · ')}
      </summary>
      <ul className="hint">
        {one.items.map((item) => (
          <li key={item.slot}>
            {item.slot} {say(`verdict.${item.verdict}`)} {item.points}
          </li>
        ))}
      </ul>
    </details>
  )
}

const save = (
  say: ReturnType<typeof useWords<'exams'>>,
  language: Language,
  { title, titleEn }: Sitting,
  items: readonly Result[],
) => {
  const columns: Column<Result>[] = [
    { key: 'name', title: say('name'), show: () => null, value: (one) => one.name },
    { key: 'ticketNumber', title: say('ticket'), show: () => null, value: (one) => one.ticketNumber },
    { key: 'score', title: say('scoreOf'), show: () => null, value: (one) => one.score },
    { key: 'maximum', title: say('total', { total: '' }), show: () => null, value: (one) => one.maximum },
    { key: 'outcome', title: say('state'), show: () => null, value: (one) => say(outcomeOf(one)) },
    {
      key: 'grade',
      title: say('grade'),
      show: () => null,
      value: (one) => eitherName(language, one.grade.zh, one.grade.en),
    },
    { key: 'examDate', title: say('examDate'), show: () => null, value: (one) => one.examDate },
    { key: 'receipt', title: say('receipt'), show: () => null, value: (one) => one.receipt },
  ]
  saveFile(
    `${eitherName(language, title, titleEn)}-${say('tabResults')}.csv`,
    new Blob([csvOf(columns, items)], { type: 'text/csv' }),
  )
}
