import { Button, Checkbox, Modal, type FormInstance } from 'antd'
import { useId, useState } from 'react'
import { listRooms } from '../../../areas/organisations/contract.ts'
import { listTeachers } from '../../../areas/training/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { DayField } from '../../forms/day-field.tsx'
import { useWords, type Word } from '../../i18n/words.ts'
import type { ClassValues } from './class-form.tsx'
import { planSessions, spanMinutes, type Part } from './plan-sessions.ts'
import { TimeField } from './time-field.tsx'
import { Choice } from '../../forms/choice.tsx'

const dayParts = ['morning', 'afternoon', 'evening'] as const
type DayPart = (typeof dayParts)[number]
const usualTimes: Readonly<Record<DayPart, Part>> = {
  morning: { start: '09:00', end: '12:00' },
  afternoon: { start: '13:30', end: '16:30' },
  evening: { start: '18:30', end: '21:00' },
}
const partWords: Readonly<Record<DayPart, Word<'training'>>> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
}
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const

/** Lays a whole schedule out from a first day and a pattern; every session can be changed afterwards. */
export const SchedulePattern = ({
  form,
  institutionId,
  minutes,
}: {
  form: FormInstance<ClassValues>
  institutionId: string
  minutes: number
}) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const id = useId()
  const [from, setFrom] = useState<string | null>(null)
  const [days, setDays] = useState<readonly number[]>([1, 2, 3, 4, 5])
  const [chosen, setChosen] = useState<readonly DayPart[]>(['morning', 'afternoon'])
  const [times, setTimes] = useState(usualTimes)
  const [roomId, setRoomId] = useState<string | null>(null)
  const [teacherId, setTeacherId] = useState<string | null>(null)
  const [replacing, setReplacing] = useState(false)
  const { rooms, teachers } = useRoomsAndTeachers(institutionId)
  const parts = dayParts.filter((part) => chosen.includes(part)).map((part) => times[part])
  const sound = parts.length > 0 && parts.every(({ start, end }) => spanMinutes(start, end) > 0)
  const lay = () => {
    if (from === null) return
    const old = form
      .getFieldsError()
      .filter(({ name, errors }) => name[0] === 'sessions' && errors.length > 0)
    form.setFields(old.map(({ name }) => ({ name: name as never, errors: [] })))
    form.setFieldValue('sessions', planSessions({ from, weekdays: days, parts, minutes, roomId, teacherId }))
    setReplacing(false)
  }
  const filled = (form.getFieldValue('sessions') as unknown[] | undefined)?.length ?? 0
  return (
    <div className="pattern" role="group" aria-labelledby={`${id}-pattern`}>
      <h3 id={`${id}-pattern`}>{say('pattern')}</h3>
      <div className="pattern-row">
        <div className="field">
          <label htmlFor={`${id}-from`}>{say('firstDay')}</label>
          <DayField id={`${id}-from`} value={from} onChange={setFrom} aria-label={say('firstDay')} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-room`}>{say('room')}</label>
          <Choice
            id={`${id}-room`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say('roomNone')}
            value={roomId}
            onChange={(value: string | undefined) => setRoomId(value ?? null)}
            options={rooms}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-teacher`}>{say('teacher')}</label>
          <Choice
            id={`${id}-teacher`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say('teacherNone')}
            value={teacherId}
            onChange={(value: string | undefined) => setTeacherId(value ?? null)}
            options={teachers}
          />
        </div>
      </div>
      <div className="pattern-group" role="group" aria-label={say('weekdays')}>
        <span className="field-name">{say('weekdays')}</span>
        <Checkbox.Group
          value={[...days]}
          onChange={(value) => setDays(value)}
          options={weekdays.map((value) => ({ value, label: say(`weekday.${value}`) }))}
        />
      </div>
      <div className="pattern-group" role="group" aria-label={say('dayParts')}>
        <span className="field-name">{say('dayParts')}</span>
        {dayParts.map((part) => (
          <span key={part} className="pattern-part">
            <Checkbox
              checked={chosen.includes(part)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, part] : chosen.filter((one) => one !== part))
              }
            >
              {say(partWords[part])}
            </Checkbox>
            {(['start', 'end'] as const).map((edge) => (
              <TimeField
                key={edge}
                aria-label={`${say(partWords[part])} ${say(edge === 'start' ? 'startTime' : 'endTime')}`}
                disabled={!chosen.includes(part)}
                value={times[part][edge]}
                onChange={(time) => setTimes({ ...times, [part]: { ...times[part], [edge]: time } })}
              />
            ))}
          </span>
        ))}
      </div>
      <Button
        disabled={from === null || !sound || days.length === 0 || minutes === 0}
        onClick={() => (filled > 0 ? setReplacing(true) : lay())}
      >
        {minutes === 0 ? say('layOutAll') : say('layOut', { minutes })}
      </Button>
      {minutes === 0 && <span className="hint"> {say('layOutNeedsCourse')}</span>}
      <Modal
        open={replacing}
        title={say('replaceTitle')}
        okText={say('replace')}
        cancelText={ui('cancel')}
        onOk={lay}
        onCancel={() => setReplacing(false)}
      >
        <p className="confirm-text">{say('replaceText', { count: filled })}</p>
      </Modal>
    </div>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** Rooms and teachers of the institution that new classes may use. */
export const useRoomsAndTeachers = (institutionId: string): { rooms: Option[]; teachers: Option[] } => {
  const say = useWords('training')
  const rooms = useAsk(listRooms, { params: { organisationId: institutionId } })
  const teachers = useAsk(listTeachers, { params: { institutionId } })
  return {
    rooms: (rooms.data?.items ?? [])
      .filter((room) => room.active)
      .map((room) => ({
        value: room.id,
        label: say('roomWithSeats', { name: room.name, seats: room.seats }),
      })),
    teachers: (teachers.data?.items ?? [])
      .filter((teacher) => teacher.active)
      .map((teacher) => ({
        value: teacher.id,
        label: [teacher.name, teacher.title].filter(Boolean).join(' · '),
      })),
  }
}
