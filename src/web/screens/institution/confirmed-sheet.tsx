import { Link } from '@tanstack/react-router'
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { correctAttendance, type AttendanceStatus, type Mark } from '../../../areas/training/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { SheetHead } from './attendance-screen.tsx'
import { fitsPartial, isPartial, minutesChosen } from './partial-minutes.ts'
import { StatusChoice } from './status-choice.tsx'
import { NumberField } from '../../forms/number-field.tsx'

/** A sheet as it was recorded; confirmed, it can only be corrected, person by person and with a reason. */
export const ConfirmedSheet = ({
  head,
  marks,
  nextSessionId,
}: {
  head: SheetHead
  marks: readonly Mark[]
  nextSessionId: string | null
}) => {
  const say = useWords('training')
  const [corrected, setCorrected] = useState<Mark | null>(null)
  const { session } = head
  const may = (head.may['attendance.correct'] ?? false) && session.attendance === 'confirmed'
  const lead = session.cancelled
    ? 'sheetCancelled'
    : session.attendance === 'confirmed'
      ? may
        ? 'sheetConfirmed'
        : 'sheetLocked'
      : session.begun
        ? 'sheetNotYours'
        : 'sheetNotBegun'
  return (
    <>
      <p className="block-lead">
        {say(lead)}{' '}
        {nextSessionId && head.may['attendance.record'] && (
          <Link to="/class-sessions/$sessionId/attendance" params={{ sessionId: nextSessionId }}>
            {say('nextSheet')}
          </Link>
        )}
      </p>
      <p className="tally">
        {say('presentCounts', {
          present: session.present,
          late: session.late,
          early: session.early,
          absent: session.absent,
        })}
      </p>
      <ol className={marks.length > 300 ? 'sheet sheet-long' : 'sheet'} aria-label={say('sheet')}>
        {marks.map((mark) => (
          <li key={mark.enrolmentId} className={`sheet-row sheet-${mark.status ?? 'none'}`}>
            <span className="sheet-seat">{mark.seat}</span>
            <span className="sheet-name">
              <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: mark.enrolmentId }}>
                {mark.name}
              </Link>
              {mark.employerName && <span className="hint sheet-employer">{mark.employerName}</span>}
            </span>
            <span>
              {mark.status ? (
                <StateTag state={`attendance.${mark.status}`} />
              ) : (
                <span className="hint">{say('noMark')}</span>
              )}
              {mark.corrections > 0 && (
                <span className="hint"> {say('correctedTimes', { count: mark.corrections })}</span>
              )}
            </span>
            <span className="sheet-minutes">
              {mark.minutes ?? '—'}
              <span className="hint"> / {say('minutesUnit', { count: session.minutes })}</span>
              {may && (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${say('correct')} ${mark.name}`}
                  onClick={() => setCorrected(mark)}
                >
                  {say('correct')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {corrected && <Correct head={head} mark={corrected} close={() => setCorrected(null)} />}
    </>
  )
}

const Correct = ({ head, mark, close }: { head: SheetHead; mark: Mark; close: () => void }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const id = useId()
  const whole = head.session.minutes
  const [status, setStatus] = useState<AttendanceStatus>(mark.status ?? 'present')
  const [minutes, setMinutes] = useState<number | null>(mark.minutes)
  const [reason, setReason] = useState('')
  const partial = isPartial(status)
  const fits = !partial || fitsPartial(minutes, whole)
  const choose = (chosen: AttendanceStatus) => {
    setStatus(chosen)
    setMinutes(minutesChosen(chosen, minutes, whole))
  }
  const correct = useCommand(correctAttendance, {
    done: ({ minutesBefore, minutesAfter }) => {
      announce(say('correctedFromTo', { name: mark.name, before: minutesBefore, after: minutesAfter }))
      close()
    },
  })
  const send = () =>
    correct.send({
      params: { sessionId: head.session.id },
      body: {
        enrolmentId: mark.enrolmentId,
        status,
        reason: reason.trim(),
        ...(partial && minutes !== null ? { minutes } : {}),
      },
    })
  return (
    <Modal
      open
      title={say('correctTitle', { name: mark.name })}
      okText={say('correct')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: !fits || reason.trim().length < 2, loading: correct.busy }}
      onOk={send}
      onCancel={close}
    >
      <p className="confirm-text">{say('correctText')}</p>
      <div className="field">
        <StatusChoice name={mark.name} value={status} choose={choose} inTabOrder />
      </div>
      {partial && (
        <div className="field">
          <label htmlFor={`${id}-minutes`}>{say('minutesAttended')}</label>
          <NumberField
            id={`${id}-minutes`}
            className="figure-field"
            min={1}
            max={whole - 1}
            precision={0}
            value={minutes}
            onChange={setMinutes}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-reason`}>{say('correctReason')}</label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={3}
          maxLength={500}
          showCount
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <ProblemNotice error={correct.error} />
    </Modal>
  )
}
