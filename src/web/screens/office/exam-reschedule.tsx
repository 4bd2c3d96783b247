import { Modal } from 'antd'
import { useId, useState } from 'react'
import { rescheduleSitting } from '../../../areas/exams/contract.ts'
import { dayInZone, timeInZone } from '../../../kernel/calendar.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TimeField } from '../institution/time-field.tsx'
import type { Sitting } from '../site/exam-sitting-screen.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { instantOfExam } from './exam-window.ts'

/** Moves a sitting nobody has begun. All its times are told in the zone of its site. */
export const ExamReschedule = ({
  sitting,
  open,
  close,
}: {
  sitting: Sitting
  open: boolean
  close: () => void
}) =>
  // Each opening begins with the times as they stand.
  open ? <Reschedule sitting={sitting} close={close} /> : null

const Reschedule = ({ sitting, close }: { sitting: Sitting; close: () => void }) => {
  const say = useWords('exams')
  const ui = useWords('ui')
  const id = useId()
  const time = (instant: string) => timeInZone(new Date(instant), sitting.zone)
  const [values, setValues] = useState({
    day: dayInZone(new Date(sitting.opensAt), sitting.zone),
    opens: time(sitting.opensAt),
    entry: time(sitting.entryUntil),
    closes: time(sitting.closesAt),
    minutes: sitting.durationMinutes,
  })
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change })
  const move = useCommand(rescheduleSitting, {
    done: () => {
      announce(say('rescheduled'))
      close()
    },
  })
  const at = (text: string) => instantOfExam(values.day, values.opens, text, sitting.zone)
  const send = () =>
    move.send({
      params: { sittingId: sitting.sittingId },
      body: {
        opensAt: at(values.opens),
        entryUntil: at(values.entry),
        closesAt: at(values.closes),
        durationMinutes: values.minutes,
      },
    })
  return (
    <Modal
      open
      title={say('rescheduleTitle')}
      onCancel={close}
      onOk={send}
      okText={say('save')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: move.busy }}
    >
      <div className="field">
        <label htmlFor={`${id}-day`}>{say('day')}</label>
        <DayField id={`${id}-day`} value={values.day} onChange={(day) => day && set({ day })} />
      </div>
      {(['opens', 'entry', 'closes'] as const).map((name) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{say(name)}</label>
          <TimeField
            id={`${id}-${name}`}
            aria-label={say(name)}
            value={values[name]}
            onChange={(time) => set({ [name]: time })}
          />
        </div>
      ))}
      <div className="field">
        <label htmlFor={`${id}-minutes`}>{say('duration')}</label>
        <NumberField
          id={`${id}-minutes`}
          min={1}
          max={1440}
          precision={0}
          value={values.minutes}
          onChange={(minutes) => set({ minutes: minutes ?? 1 })}
        />
      </div>
      <ProblemNotice error={move.error} />
    </Modal>
  )
}
