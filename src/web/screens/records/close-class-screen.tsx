import { CheckCircleOutlined, ClockCircleOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  closeClass,
  closingPreview,
  exportEnrolments,
  type Verdict,
} from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { callForFile } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { saveFile } from '../../ui/table/csv.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { CertificateProgress } from './certificate-progress.tsx'
import { reasonText } from './reason-text.ts'
import './class.css'

type Closing = ReplyOf<typeof closingPreview>

/** Before closing: what is ready, and who gets what and why. Afterwards: the result, as it was frozen. */
export const CloseClassScreen = () => {
  const { classId } = useParams({ from: '/signed-in/classes/$classId/close' })
  const say = useWords('training')
  const either = useEitherName()
  const ask = { params: { classId }, query: { limit: 1 } }
  const first = useAsk(closingPreview, ask)
  // It is closed for good once its certificates are made, which is somebody else's work.
  const summary = useAsk(closingPreview, ask, { every: first.data?.state === 'closing' ? 2000 : false })
  return (
    <ReadingScreen of={summary}>
      {(closing) => {
        const name = either(closing.className, closing.classNameEn)
        const over = closing.state === 'closing' || closing.state === 'closed'
        return (
          <>
            <PageHeader
              title={say(over ? 'closedTitle' : 'closeTitle', { name })}
              status={<StateTag state={`class.${closing.state}`} />}
              back={{ to: `/classes/${classId}`, label: name }}
              lead={
                over ? say('closedLead') : say('closeLead', { share: fractionText(closing.attendanceShare) })
              }
              acts={!over && closing.may['class.close'] && <CloseButton closing={closing} />}
            />
            {over ? (
              <CertificateProgress classId={classId} settled={closing.state === 'closed'} />
            ) : (
              <Checklist closing={closing} />
            )}
            <Verdicts closing={closing} over={over} />
          </>
        )
      }}
    </ReadingScreen>
  )
}

const CloseButton = ({ closing }: { closing: Closing }) => {
  const say = useWords('training')
  const either = useEitherName()
  const [asking, setAsking] = useState(false)
  const close = useCommand(closeClass, { done: () => setAsking(false) })
  return (
    <>
      <Button type="primary" disabled={!closing.ready} onClick={() => setAsking(true)}>
        {say('close')}
      </Button>
      <ConfirmByNumber
        open={asking}
        title={say('closeConfirmTitle', { name: either(closing.className, closing.classNameEn) })}
        number={closing.filingNumber}
        numberName={say('filingNumber')}
        actWord={say('close')}
        busy={close.busy}
        error={close.error}
        confirm={({ number }) =>
          close.send({ params: { classId: closing.classId }, body: { filingNumber: number } })
        }
        cancel={() => setAsking(false)}
      >
        {say('closeConfirmText', { completed: closing.completed, notCompleted: closing.notCompleted })}
      </ConfirmByNumber>
    </>
  )
}

const Checklist = ({ closing }: { closing: Closing }) => {
  const say = useWords('training')
  return (
    <section className="block" aria-labelledby="checklist">
      <h2 id="checklist">{say('checklist')}</h2>
      <ul className="checklist">
        {closing.checklist.map(({ item, done, ready, total, needed }) => (
          <li key={item}>
            <span>{say(`check.${item}`)}</span>
            <span className="hint">
              {needed ? say(`check.${item}.count`, { ready, total }) : say('check.notNeeded')}
            </span>
            {!needed ? (
              <span className="status">
                <MinusCircleOutlined aria-hidden /> {say('check.none')}
              </span>
            ) : done ? (
              <span className="status status-good">
                <CheckCircleOutlined aria-hidden /> {say('check.done')}
              </span>
            ) : (
              <span className="status status-attention">
                <ClockCircleOutlined aria-hidden /> {say('check.open')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {!closing.ready && (
        <p className="hint">{say(closing.may['class.close'] ? 'notReady' : 'notYoursToClose')}</p>
      )}
    </section>
  )
}

const decisions = ['completed', 'not-completed'] as const

const Verdicts = ({ closing, over }: { closing: Closing; over: boolean }) => {
  const say = useWords('training')
  const states = useWords('states')
  const language = useLanguage()
  const [view] = useView()
  const params = { classId: closing.classId }
  const decision = decisions.find((one) => one === view['decision'])
  const page = usePage(closingPreview, { params, query: decision ? { decision } : {} })
  return (
    <section className="block" aria-labelledby="verdicts">
      <h2 id="verdicts">{say(over ? 'results' : 'verdicts')}</h2>
      <div className="verdict-counts">
        <div>
          <strong>{closing.completed}</strong>
          <span>{say(over ? 'didComplete' : 'willComplete')}</span>
        </div>
        <div>
          <strong>{closing.notCompleted}</strong>
          <span>{say(over ? 'didNotComplete' : 'willNotComplete')}</span>
        </div>
      </div>
      <DataTable
        caption={say(over ? 'results' : 'verdicts')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.enrolmentId}
        filters={
          <FilterSelect
            name="decision"
            label={say('decision')}
            options={decisions.map((value) => ({ value, label: states(`enrolment.${value}`) }))}
          />
        }
        exportFile={{
          word: say('exportResults'),
          save: async () =>
            saveFile(
              `${closing.filingNumber}.xlsx`,
              await callForFile(exportEnrolments, { params, query: { language } }),
            ),
        }}
        empty={<EmptyState title={say('noPeople')} text={say('verdictsEmpty')} />}
      />
    </section>
  )
}

const useColumns = (): readonly Column<Verdict>[] => {
  const say = useWords('training')
  const states = useWords('states')
  const language = useLanguage()
  const grade = (row: Verdict): string | null =>
    language === 'en' ? (row.outcome.gradeEn ?? row.outcome.grade) : row.outcome.grade
  const reasons = (row: Verdict): string =>
    row.outcome.reasons.map((reason) => reasonText(say, reason)).join(language === 'en' ? '; ' : '；')
  return [
    {
      key: 'seat',
      title: say('seat'),
      figure: true,
      phone: 'none',
      value: (row) => row.seat,
      show: (row) => row.seat,
    },
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <>
          <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: row.enrolmentId }}>
            {row.name}
          </Link>
          {row.employerName && <div className="hint">{row.employerName}</div>}
        </>
      ),
    },
    {
      key: 'minutes',
      title: say('minutesOfRequired'),
      figure: true,
      value: (row) => row.outcome.attendedMinutes,
      show: (row) => (
        <Link
          to="/enrolments/$enrolmentId"
          params={{ enrolmentId: row.enrolmentId }}
          aria-label={`${row.outcome.attendedMinutes} / ${row.outcome.requiredMinutes} ${say('openAttendanceOf', { name: row.name })}`}
        >
          {row.outcome.attendedMinutes} / {row.outcome.requiredMinutes}
        </Link>
      ),
    },
    {
      key: 'score',
      title: say('score'),
      figure: true,
      value: (row) => row.outcome.score,
      show: (row) => (row.outcome.score === null ? '—' : `${row.outcome.score} / ${row.outcome.maximum}`),
    },
    { key: 'grade', title: say('grade'), value: grade, show: (row) => grade(row) ?? '—' },
    {
      key: 'examDate',
      title: say('examDate'),
      figure: true,
      extra: true,
      value: (row) => row.outcome.examDate,
      show: (row) => row.outcome.examDate ?? '—',
    },
    {
      key: 'decision',
      title: say('decision'),
      value: (row) => states(`enrolment.${row.outcome.decision}`),
      show: (row) => (
        <>
          <StateTag state={`enrolment.${row.outcome.decision}`} />
          {row.outcome.reasons.map((reason) => (
            <div key={reason.code} className="hint">
              {reasonText(say, reason)}
            </div>
          ))}
        </>
      ),
    },
    { key: 'reasons', title: say('why'), extra: true, value: reasons, show: reasons },
  ]
}
