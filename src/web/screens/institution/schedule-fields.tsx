import { CloseCircleOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import type { Clash } from '../../../areas/training/contract.ts'
import { addDays } from '../../../kernel/calendar.ts'
import { DayField } from '../../forms/day-field.tsx'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { clashText } from './clash-text.ts'
import type { SessionDraft } from './plan-sessions.ts'
import { useRoomsAndTeachers } from './schedule-pattern.tsx'
import { TimeField } from './time-field.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { Choice } from '../../forms/choice.tsx'

/** Sessions one by one; what is in the way of one stands right below it. */
export const ScheduleFields = ({
  institutionId,
  clashes,
}: {
  institutionId: string
  clashes: readonly Clash[]
}) => {
  const say = useWords('training')
  const language = useLanguage()
  const form = Form.useFormInstance()
  const { rooms, teachers } = useRoomsAndTeachers(institutionId)
  const next = (): SessionDraft => {
    const last = (form.getFieldValue('sessions') as SessionDraft[] | undefined)?.at(-1)
    if (!last)
      return {
        day: null,
        start: '09:00',
        end: '12:00',
        minutes: 180,
        roomId: null,
        teacherId: null,
        place: '',
        topic: '',
      }
    const { id: _id, ...rest } = last
    return { ...rest, day: rest.day ? addDays(rest.day, 1) : null, topic: '' }
  }
  return (
    <Form.List
      name="sessions"
      rules={[
        {
          validator: async (_, value: unknown[]) =>
            value && value.length > 0 ? undefined : Promise.reject(new Error(say('sessionsNeeded'))),
        },
      ]}
    >
      {(rows, { add, remove }, { errors }) => (
        <div className="rows sessions">
          {rows.map((row, index) => {
            const here = clashes.filter((clash) => clash.session === index)
            const label = (word: string) => `${word} ${index + 1}`
            return (
              <div
                key={row.key}
                className={here.length > 0 ? 'session-fields session-clash' : 'session-fields'}
                role="group"
                aria-label={say('sessionNumber', { count: index + 1 })}
              >
                <span className="session-number">{index + 1}</span>
                <Form.Item name={[row.name, 'day']} rules={[{ required: true, message: say('dayNeeded') }]}>
                  <DayField aria-label={label(say('day'))} />
                </Form.Item>
                <span className="session-times">
                  <Form.Item
                    name={[row.name, 'start']}
                    rules={[{ required: true, message: say('timeNeeded') }]}
                  >
                    <TimeField aria-label={label(say('startTime'))} />
                  </Form.Item>
                  <span aria-hidden>–</span>
                  <Form.Item
                    name={[row.name, 'end']}
                    rules={[{ required: true, message: say('timeNeeded') }]}
                  >
                    <TimeField aria-label={label(say('endTime'))} />
                  </Form.Item>
                </span>
                <Form.Item
                  name={[row.name, 'minutes']}
                  rules={[{ required: true, message: say('minutesNeeded') }]}
                >
                  <NumberField
                    aria-label={label(say('minutesTaught'))}
                    suffix={say('minutesWord')}
                    min={1}
                    max={1440}
                    precision={0}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'roomId']}>
                  <Choice
                    aria-label={label(say('room'))}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={say('roomNone')}
                    options={rooms}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'teacherId']}>
                  <Choice
                    aria-label={label(say('teacher'))}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={say('teacherNone')}
                    options={teachers}
                  />
                </Form.Item>
                <Form.Item name={[row.name, 'topic']}>
                  <Input aria-label={label(say('topic'))} placeholder={say('topic')} maxLength={300} />
                </Form.Item>
                <Form.Item name={[row.name, 'place']}>
                  <Input aria-label={label(say('place'))} placeholder={say('place')} maxLength={300} />
                </Form.Item>
                <span className="lines-acts">
                  <Button
                    type="text"
                    icon={<CopyOutlined aria-hidden />}
                    aria-label={say('sessionCopy', { count: index + 1 })}
                    onClick={() =>
                      add(
                        { ...copyOf(form.getFieldValue(['sessions', row.name]) as SessionDraft) },
                        index + 1,
                      )
                    }
                  />
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={say('sessionRemove', { count: index + 1 })}
                    onClick={() => remove(row.name)}
                  />
                </span>
                {here.length > 0 && (
                  <ul className="session-problems" role="alert">
                    {here.map((clash) => (
                      <li key={`${clash.kind} ${clash.classId ?? ''} ${clash.day} ${clash.start}`}>
                        <CloseCircleOutlined aria-hidden /> {clashText(say, language, clash)}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            )
          })}
          <Form.ErrorList errors={errors} />
          <div className="rows-foot">
            <Button
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= 400}
              onClick={() => add(next())}
            >
              {say('sessionAdd')}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  )
}

const copyOf = ({ id: _id, ...session }: SessionDraft): SessionDraft => session
