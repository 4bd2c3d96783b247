import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { adjustTime, adjustmentCauses } from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { NumberField } from '../../forms/number-field.tsx'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { clockText, type Seat } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

export interface Receivers {
  readonly rows: readonly Seat[]
  /** Everybody who is writing, also who begins while this is being pressed. */
  readonly all?: boolean
  /** Everybody who is writing in this room, with its name. */
  readonly roomId?: string
  readonly room?: string
}

const usualMinutes = [5, 10, 15, 30] as const

/** Time back: how much, why, and whether beyond the close. What the close would cut is said before, not after. */
export const ExamGiveTime = ({
  sitting,
  to,
  close,
}: {
  sitting: Sitting
  to: Receivers | null
  close: () => void
}) => {
  const say = useWords('exams')
  const console = useWords('examConsole')
  const ui = useWords('ui')
  const id = useId()
  const [minutes, setMinutes] = useState<number>(10)
  const [cause, setCause] = useState<(typeof adjustmentCauses)[number]>('machine')
  const [reason, setReason] = useState('')
  const [pastClose, setPastClose] = useState(false)
  const give = useCommand(adjustTime, {
    done: (reply) => {
      const cut = reply.attempts.filter((one) => one.cutByClose).length
      announce(
        cut > 0 ? say('gaveCut', { count: cut }) : say('gave', { count: reply.attempts.length, minutes }),
      )
      close()
    },
  })
  const rows = to?.rows ?? []
  // What the system measured of the seat's silence, less what was given already: a proposal, never an act of its own.
  const measured = Math.max(0, ...rows.map((row) => row.silentSeconds - Math.max(0, row.addedSeconds)))
  const closesAt = Date.parse(sitting.closesAt)
  const cut =
    !pastClose && rows.some((row) => row.deadline && Date.parse(row.deadline) + minutes * 60_000 > closesAt)
  const title =
    rows.length === 1 && rows[0] && !to?.all
      ? say('giveTimeOne', { name: rows[0].name })
      : to?.roomId
        ? console('giveTimeRoom', { room: to.room ?? '' })
        : to?.all
          ? say('giveTimeAll')
          : say('giveTimeSome', { count: rows.length })
  const send = () =>
    give.send({
      params: { sittingId: sitting.sittingId },
      body: {
        ...(to?.roomId
          ? { roomId: to.roomId }
          : to?.all
            ? {}
            : { attemptIds: rows.map((row) => row.attemptId) }),
        seconds: Math.round(minutes * 60),
        cause,
        reason: reason.trim() || say(`cause.${cause}`),
        pastClose,
      },
    })
  return (
    <Modal
      open={to !== null}
      title={title}
      onCancel={close}
      onOk={send}
      okText={say('giveTime')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: give.busy, disabled: minutes === 0 }}
      afterClose={() => {
        setReason('')
        setPastClose(false)
        setMinutes(10)
        give.forget()
      }}
      destroyOnHidden
    >
      <fieldset className="exam-minutes">
        <legend>{say('minutes')}</legend>
        <Radio.Group
          optionType="button"
          value={usualMinutes.some((one) => one === minutes) ? minutes : 'other'}
          onChange={(event) => setMinutes(event.target.value === 'other' ? 20 : Number(event.target.value))}
          options={[
            ...usualMinutes.map((one) => ({
              value: one as number | string,
              label: say('minutesChoice', { count: one }),
            })),
            { value: 'other', label: say('otherMinutes') },
          ]}
        />
        {!usualMinutes.some((one) => one === minutes) && (
          <NumberField
            aria-label={say('minutes')}
            min={-1440}
            max={1440}
            precision={0}
            value={minutes}
            onChange={(value) => setMinutes(value ?? 0)}
          />
        )}
      </fieldset>
      {measured >= 30 && (
        <p className="note">
          <Button type="link" onClick={() => setMinutes(Math.ceil(measured / 60))}>
            {console('measured', { time: clockText(measured * 1000) })}
          </Button>
        </p>
      )}
      <div className="field">
        <label htmlFor={`${id}-cause`}>{say('cause')}</label>
        <Select
          id={`${id}-cause`}
          value={cause}
          onChange={setCause}
          options={adjustmentCauses.map((value) => ({ value, label: say(`cause.${value}`) }))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{say('reason')}</label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          maxLength={400}
          value={reason}
          placeholder={say(`cause.${cause}`)}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {cut && <p className="note note-amber">{say('closeCuts', { time: shortInstant(sitting.closesAt) })}</p>}
      <Checkbox checked={pastClose} onChange={(event) => setPastClose(event.target.checked)}>
        {say('pastClose')}
      </Checkbox>
      <ProblemNotice error={give.error} />
    </Modal>
  )
}
